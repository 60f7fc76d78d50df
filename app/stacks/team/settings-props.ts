import { RequiredGuardrail } from '../../../lib/access/policies/guardrail-reference';
import { ClaudeCodeTeamProps } from '../../../lib/team/claude-code-team-props';
import { TeamConfiguration } from '../../config/resolve';

/** What Claude Code reads, as properties of the team's construct. */
export function settingsProps(team: TeamConfiguration, guardrail?: RequiredGuardrail): Partial<ClaudeCodeTeamProps> {
  return {
    defaultTier: team.defaultTier,
    maxOutputTokens: team.tokens.maxOutput,
    thinkingTokens: team.tokens.thinking,
    promptCaching: team.promptCaching,
    settings: team.settings,
    guardrail,
  };
}
