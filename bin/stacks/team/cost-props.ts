import * as sns from 'aws-cdk-lib/aws-sns';
import { ClaudeCodeTeamProps } from '../../../lib/team/claude-code-team-props';
import { TeamConfiguration } from '../../config/resolve';

/** The limits of the team, as properties of its construct. */
export function costProps(team: TeamConfiguration, alertTopic: sns.ITopic): Partial<ClaudeCodeTeamProps> {
  return {
    costCenter: team.costCenter,
    monthlyBudgetUsd: team.budget?.monthlyUsd,
    actualThresholds: team.budget?.actual,
    forecastThresholds: team.budget?.forecast,
    alertTopic,
  };
}
