import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { GuardrailReference } from '../access/policies/guardrail-reference';
import { ClaudeModel } from '../models/claude-model';
import { Geography } from '../models/geography';
import { ModelTier } from '../models/model-tier';
import { ClaudeCodeSettings } from '../settings/claude-code-settings';
import { TierPin } from '../settings/claude-code-settings-props';
import { ManagedSettingsParameter } from '../settings/managed-settings-parameter';
import { TelemetryOptions } from '../settings/settings-options';
import { ClaudeCodeTeamProps } from './claude-code-team-props';
import { TeamContext } from './team-context';

/** The properties of a team that its settings are made of. */
export type TeamSettingsProps = Pick<ClaudeCodeTeamProps,
  'teamName' | 'costCenter' | 'defaultTier' | 'tokens' | 'promptCaching' | 'settings' | 'prices'> & {
  readonly geography?: Geography;
  readonly guardrail?: GuardrailReference;
};

/** A profile as settings name it. */
export interface NamedProfile {
  readonly inferenceProfileArn: string;
  readonly model: ClaudeModel;
}

/** Publishes the settings of a team and lets the team's roles, and no other, read them. */
export function publishSettings(scope: Construct, team: TeamContext, props: ClaudeCodeTeamProps): ManagedSettingsParameter {
  return new ManagedSettingsParameter(scope, 'ManagedSettings', {
    parameterName: settingsParameterName(team.namePrefix, team.teamName),
    description: `Settings of Claude Code for developers of team ${team.teamName}`,
    settings: teamSettings(props, props.sourceRegion ?? Stack.of(scope).region, team.profiles),
  });
}

/** The name of the parameter that holds a team's settings: people and programs type it. */
export function settingsParameterName(namePrefix: string, teamName: string): string {
  return `/${namePrefix}/${teamName}/managed-settings.json`;
}

/** The settings of a team; the same from a template's tokens and from deployed ARNs. */
export function teamSettings(props: TeamSettingsProps, region: string, profiles: { [tier: string]: NamedProfile }): ClaudeCodeSettings {
  const { oneMillionContext, ...client } = props.settings ?? {};
  return new ClaudeCodeSettings({
    ...client,
    region,
    tiers: Object.fromEntries(Object.entries(profiles).map(([tier, profile]) => [tier, tierPin(tier, profile, props.teamName, oneMillionContext)])),
    defaultTier: props.defaultTier,
    maxOutputTokens: props.tokens?.maxOutput,
    thinkingTokens: props.tokens?.thinking,
    promptCaching: props.promptCaching,
    guardrail: props.guardrail,
    geography: props.geography,
    prices: props.prices,
    teamName: props.teamName,
    telemetry: client.telemetry && labelled(client.telemetry, props),
  });
}

function tierPin(tier: string, profile: NamedProfile, teamName: string, oneMillionContext: ModelTier[] = []): TierPin {
  return {
    inferenceProfileArn: profile.inferenceProfileArn,
    displayName: `${profile.model.displayName} (${teamName})`,
    capabilities: profile.model.claudeCodeCapabilities,
    model: profile.model,
    oneMillionContext: oneMillionContext.some((large) => large === tier),
  };
}

/** On Bedrock the client knows neither account nor e-mail: the team and its cost centre tell whose telemetry it is, in the words of AWS's dashboards. */
function labelled(telemetry: TelemetryOptions, props: TeamSettingsProps): TelemetryOptions {
  return {
    ...telemetry,
    resourceAttributes: {
      'team.id': props.teamName,
      ...(props.costCenter !== undefined && { cost_center: props.costCenter }),
      ...telemetry.resourceAttributes,
    },
  };
}
