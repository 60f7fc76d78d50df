import { Construct } from 'constructs';
import { CostBudget } from '../cost/cost-budget';
import { ClaudeCodeTeamProps } from './claude-code-team-props';
import { TeamContext } from './team-context';
import { TEAM_TAG } from './team-name';

/** What limits and shows a team's cost. */
export interface TeamCost {
  readonly budget?: CostBudget;
}

export function createCost(scope: Construct, team: TeamContext, props: ClaudeCodeTeamProps): TeamCost {
  if (props.monthlyBudgetUsd === undefined) {
    return {};
  }
  return {
    budget: new CostBudget(scope, 'Budget', {
      monthlyUsd: props.monthlyBudgetUsd,
      tagFilter: { [TEAM_TAG]: team.teamName },
      actualThresholds: props.actualThresholds,
      forecastThresholds: props.forecastThresholds,
      topic: props.alertTopic,
      tags: team.tags,
    }),
  };
}
