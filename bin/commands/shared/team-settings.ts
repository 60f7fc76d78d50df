import { ClaudeCodeSettings } from '../../../lib/settings/claude-code-settings';
import { teamSettings } from '../../../lib/team/team-settings';
import { settingsProps } from '../../stacks/team/settings-props';
import { ChosenTeam } from './team';

/** A guardrail as settings name it. */
export interface NamedGuardrail {
  readonly id: string;
  readonly version: string;
}

/**
 * The settings that the templates of a team publish, with deployed ARNs instead of tokens.
 *
 * @param arns the inference profile of each tier
 */
export function settingsOf({ configuration, team }: ChosenTeam, arns: Readonly<Record<string, string>>, guardrail?: NamedGuardrail): ClaudeCodeSettings {
  const profiles = Object.fromEntries(Object.entries(team.models).map(([tier, model]) => [tier, { inferenceProfileArn: arns[tier]!, model }]));
  const reference = guardrail && { guardrailArn: '', guardrailId: guardrail.id, guardrailVersion: guardrail.version };
  return teamSettings({ teamName: team.name, costCenter: team.costCenter, ...settingsProps(team, reference) }, configuration.region, profiles);
}
