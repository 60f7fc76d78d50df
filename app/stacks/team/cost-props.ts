import { Duration } from 'aws-cdk-lib';
import { StopApproval } from '../../../lib/cost/stops/budget-stop';
import { ClaudeCodeTeamProps } from '../../../lib/team/claude-code-team-props';
import { Configuration, TeamConfiguration } from '../../config/resolve';
import { StopPolicyOutput } from '../account-stack';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';

/** What a team's stack takes from the account's. */
export interface FromAccount {
  readonly alertTopic: sns.ITopic;
  stopPolicy(policy: StopPolicyOutput): iam.IManagedPolicy;
}

/** The limits of the team, as properties of its construct. */
export function costProps(team: TeamConfiguration, configuration: Configuration, account: FromAccount): Partial<ClaudeCodeTeamProps> {
  const { budget, alarms } = team;
  return {
    costCenter: team.costCenter,
    monthlyBudgetUsd: budget?.monthlyUsd,
    annualBudgetUsd: budget?.annualUsd,
    actualThresholds: budget?.actual,
    forecastThresholds: budget?.forecast,
    budgetEmails: budget?.emails,
    spendStopPolicy: budget?.onExceeded === 'stop' ? account.stopPolicy('BudgetStopPolicyArn') : undefined,
    spendStopApproval: budget?.approval as StopApproval | undefined,
    stopPermissionSets: budget?.stopPermissionSets,
    hourlyAlarmUsd: alarms?.hourlyUsd,
    dailyAlarmUsd: alarms?.dailyUsd,
    throttlesAlarm: alarms?.throttles,
    clientErrorsAlarm: alarms?.clientErrors,
    legacyModelsAlarm: alarms?.legacyModels,
    burstStopPolicy: alarms?.onBurst === 'stop' ? account.stopPolicy('BurstStopPolicyArn') : undefined,
    burstStopDuration: alarms?.liftAfterHours === undefined ? undefined : Duration.hours(alarms.liftAfterHours),
    modelPrices: configuration.prices,
    alertTopic: account.alertTopic,
  };
}
