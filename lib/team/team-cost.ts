import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { CostBudget } from '../cost/budgets/cost-budget';
import { LimitReaction } from '../cost/stops/limit-reaction';
import { ProfileStop } from '../cost/stops/profile-stop';
import { asksForAlarms, UsageAlarms } from '../cost/watching/usage-alarms';
import { BurstStop } from '../cost/stops/burst-stop';
import { BudgetStop } from '../cost/stops/budget-stop';
import { PromptCacheDuration } from '../settings/settings-options';
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
  const { budget, alarms, alertTopic: topic } = props;
  const tagFilter = { [TEAM_TAG]: team.teamName };
  const { roles, users, ownPolicy } = principals;
  const usageAlarms = alarms && asksForAlarms(alarms) ? new UsageAlarms(scope, 'UsageAlarms', {
    ...alarms,
    profiles: team.profiles,
    prices: props.prices,
    oneHourCache: props.settings?.promptCacheDuration === PromptCacheDuration.ONE_HOUR,
    subject: `Team ${team.teamName}`, topic,
  }) : undefined;
  const budgetStop = budget?.onExceeded === LimitReaction.STOP ? new BudgetStop(scope, 'BudgetStop', {
    ...budget, tagFilter, policy: props.budgetStopPolicy!, path: team.path, roles, users, topic: topic!, tags: team.tags,
  }) : undefined;
  if (budgetStop && budget?.stopPermissionSets === true && ownPolicy) {
    new ProfileStop(scope, 'ProfileStop', { stop: budgetStop, profiles: team.profiles, policy: ownPolicy, path: team.path });
  }
  return {
    budget: budget && new CostBudget(scope, 'Budget', { ...budget, tagFilter, topic, tags: team.tags }),
    budgetStop,
    usageAlarms,
    burstStop: alarms?.onBurst === LimitReaction.STOP && usageAlarms ? new BurstStop(scope, 'BurstStop', {
      ...alarms, alarms: Object.values(usageAlarms.hourlyAlarms), policy: props.burstStopPolicy!, path: team.path, roles, users, topic,
    }) : undefined,
  };
}
