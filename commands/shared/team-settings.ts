import { GuardrailReference } from '../../lib/access/policies/guardrail-reference';
import { ClaudeCodeSettings } from '../../lib/settings/claude-code-settings';
import { teamSettings } from '../../lib/team/team-settings';
import { ChosenTeam } from './team';

/**
 * The settings that the templates of a team publish, with deployed ARNs instead of tokens.
 *
 * @param arns the inference profile of each tier
 */
export function settingsOf({ configuration, team }: ChosenTeam, arns: Readonly<Record<string, string>>, guardrail?: GuardrailReference): ClaudeCodeSettings {
  const profiles = Object.fromEntries(Object.entries(team.models).map(([tier, model]) => [tier, { inferenceProfileArn: arns[tier]!, model }]));
  const { geography, prices, region } = configuration;
  return teamSettings({ ...team, teamName: team.name, geography, prices, guardrail }, region, profiles);
}
