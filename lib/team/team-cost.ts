import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { CostBudget } from '../cost/budgets/cost-budget';
import { ProfileStop } from '../cost/stops/profile-stop';
import { UsageAlarms } from '../cost/watching/usage-alarms';
import { BurstStop } from '../cost/stops/burst-stop';
import { BudgetStop } from '../cost/stops/budget-stop';
import { ClaudeCodeTeamProps } from './claude-code-team-props';
import { TeamContext } from './team-context';
import { TEAM_TAG } from './team-name';

/** Whom a stop reaches: the roles and users of the team that can call a model. */
export interface TeamPrincipals {
  readonly roles: iam.IRole[];
  readonly users?: iam.IUser[];
  /** By which all of them call, and permission sets that refer to it; undefined where teams share a policy. */
  readonly ownPolicy?: iam.ManagedPolicy;
}

/** What limits and watches a team's cost. */
export interface TeamCost {
  readonly budget?: CostBudget;
  readonly budgetStop?: BudgetStop;
  readonly usageAlarms?: UsageAlarms;
  readonly burstStop?: BurstStop;
}

export function createCost(scope: Construct, team: TeamContext, props: ClaudeCodeTeamProps, principals: TeamPrincipals): TeamCost {
  const problems = costProblems(props);
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  const usageAlarms = createAlarm(scope, team, props);
  const budgetStop = createGuard(scope, team, props, principals);
  if (budgetStop && props.stopPermissionSets === true && principals.ownPolicy) {
    new ProfileStop(scope, 'ProfileStop', { guard: budgetStop, profiles: team.profiles, policy: principals.ownPolicy, path: team.path });
  }
  return {
    budget: hasBudget(props) ? createBudget(scope, team, props) : undefined,
    budgetStop,
    usageAlarms,
    burstStop: props.burstStopPolicy && usageAlarms && new BurstStop(scope, 'BurstStop', {
      alarms: Object.values(usageAlarms.hourlyAlarms),
      policy: props.burstStopPolicy,
      path: team.path,
      roles: principals.roles,
      users: principals.users,
      liftAfter: props.burstStopDuration,
      topic: props.alertTopic,
    }),
  };
}

function createBudget(scope: Construct, team: TeamContext, props: ClaudeCodeTeamProps): CostBudget {
  return new CostBudget(scope, 'Budget', {
    monthlyUsd: props.monthlyBudgetUsd,
    annualUsd: props.annualBudgetUsd,
    tagFilter: { [TEAM_TAG]: team.teamName },
    actualThresholds: props.actualThresholds,
    forecastThresholds: props.forecastThresholds,
    topic: props.alertTopic,
    emails: props.budgetEmails,
    tags: team.tags,
  });
}

function createGuard(scope: Construct, team: TeamContext, props: ClaudeCodeTeamProps, principals: TeamPrincipals): BudgetStop | undefined {
  return props.spendStopPolicy && new BudgetStop(scope, 'BudgetStop', {
    monthlyUsd: props.monthlyBudgetUsd,
    annualUsd: props.annualBudgetUsd,
    tagFilter: { [TEAM_TAG]: team.teamName },
    policy: props.spendStopPolicy,
    path: team.path,
    roles: principals.roles,
    users: principals.users,
    approval: props.spendStopApproval,
    topic: props.alertTopic!,
    tags: team.tags,
  });
}

function createAlarm(scope: Construct, team: TeamContext, props: ClaudeCodeTeamProps): UsageAlarms | undefined {
  const asked = [props.hourlyAlarmUsd, props.dailyAlarmUsd, props.throttlesAlarm, props.clientErrorsAlarm].some((threshold) => threshold !== undefined);
  return asked || props.legacyModelsAlarm === true ? new UsageAlarms(scope, 'UsageAlarms', {
    profiles: team.profiles,
    hourlyUsd: props.hourlyAlarmUsd,
    dailyUsd: props.dailyAlarmUsd,
    throttles: props.throttlesAlarm,
    clientErrors: props.clientErrorsAlarm,
    legacyModels: props.legacyModelsAlarm,
    prices: props.modelPrices,
    subject: `Team ${team.teamName}`,
    topic: props.alertTopic,
  }) : undefined;
}

/** A stop that has nothing to act on is a mistake, not a stop. */
function costProblems(props: ClaudeCodeTeamProps): string[] {
  return [
    ...(props.spendStopPolicy && !hasBudget(props)
      ? ['A team is stopped at a limit; give it monthlyBudgetUsd or annualBudgetUsd, or no spendStopPolicy.'] : []),
    ...(props.spendStopPolicy && !props.alertTopic
      ? ['AWS Budgets wants somebody to tell that it stopped a team; give an alertTopic.'] : []),
    ...(props.stopPermissionSets === true && !props.spendStopPolicy
      ? ['Permission sets are stopped with the team; give spendStopPolicy, or no stopPermissionSets.'] : []),
    ...(props.stopPermissionSets === true && props.policy
      ? ['Permission sets are stopped through the policy of the team; give no policy that teams share, or no stopPermissionSets.'] : []),
    ...(props.burstStopPolicy && props.hourlyAlarmUsd === undefined
      ? ['A burst is found by the alarm on an hourly rate; give hourlyAlarmUsd, or no burstStopPolicy.'] : []),
  ];
}

function hasBudget(props: ClaudeCodeTeamProps): boolean {
  return props.monthlyBudgetUsd !== undefined || props.annualBudgetUsd !== undefined;
}
