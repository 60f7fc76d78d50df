import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ClaudeCodeSettings, TierPin } from '../settings/claude-code-settings';
import { ManagedSettingsParameter } from '../settings/managed-settings-parameter';
import { ClaudeCodeTeamProps } from './claude-code-team-props';
import { TeamContext } from './team-context';

export function publishSettings(scope: Construct, team: TeamContext, props: ClaudeCodeTeamProps): ManagedSettingsParameter {
  return new ManagedSettingsParameter(scope, 'ManagedSettings', {
    parameterName: `/${team.namePrefix}/${team.teamName}/managed-settings.json`,
    description: `Settings of Claude Code for developers of team ${team.teamName}`,
    settings: new ClaudeCodeSettings({
      region: props.sourceRegion ?? Stack.of(scope).region,
      tiers: tierPins(team),
      defaultTier: props.defaultTier,
      maxOutputTokens: props.maxOutputTokens,
      thinkingTokens: props.thinkingTokens,
      promptCaching: props.promptCaching,
    }),
  });
}

function tierPins(team: TeamContext): { [tier: string]: TierPin } {
  return Object.fromEntries(Object.entries(team.profiles).map(([tier, profile]) => [tier, {
    inferenceProfileArn: profile.inferenceProfileArn,
    displayName: `${profile.model.displayName} (${team.teamName})`,
    capabilities: profile.model.claudeCodeCapabilities,
  }]));
}
