import { MODEL_TIERS, ModelTier } from '../models/model-tier';
import { ClaudeCodeSettingsProps, TierPin } from './claude-code-settings-props';
import { PINNED_TIERS, pinFor } from './tier-fallback';

/** The tiers that the settings pin: always opus, sonnet and haiku, and fable where the team has it. */
export function pinnedTiers(tiers: { [tier: string]: TierPin }): ModelTier[] {
  return MODEL_TIERS.filter((tier) => PINNED_TIERS.includes(tier) || tiers[tier] !== undefined);
}

/** The variable that pins a tier. */
export function pinVariable(tier: ModelTier): string {
  return `ANTHROPIC_DEFAULT_${tier.toUpperCase()}_MODEL`;
}

/** The id by which a tier is called: the ARN, and the suffix of the large context, which the client strips. */
export function modelIdOf(pin: TierPin): string {
  return pin.oneMillionContext === true ? `${pin.inferenceProfileArn}[1m]` : pin.inferenceProfileArn;
}

/** The variables that pin every tier, with names and capabilities, which an ARN does not tell. */
export function pinVariables(props: ClaudeCodeSettingsProps): { [name: string]: string } {
  const variables: { [name: string]: string } = {};
  for (const tier of pinnedTiers(props.tiers)) {
    const pin = pinFor(tier, props.tiers);
    const name = pinVariable(tier);
    variables[name] = modelIdOf(pin);
    variables[`${name}_NAME`] = pin.displayName;
    if (pin.capabilities !== undefined && pin.capabilities.length > 0) {
      variables[`${name}_SUPPORTED_CAPABILITIES`] = pin.capabilities.join(',');
    }
  }
  return {
    ...variables,
    ...(props.backgroundRegion !== undefined && { ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION: props.backgroundRegion }),
    ...(props.variablesOf2025 === true && {
      ANTHROPIC_MODEL: modelIdOf(pinFor(startTier(props), props.tiers)),
      ANTHROPIC_SMALL_FAST_MODEL: modelIdOf(pinFor(ModelTier.HAIKU, props.tiers)),
    }),
  };
}

/** The tier that a session starts with. */
export function startTier(props: ClaudeCodeSettingsProps): ModelTier {
  const pin = pinFor(ModelTier.SONNET, props.tiers);
  return props.defaultTier ?? MODEL_TIERS.find((tier) => props.tiers[tier] === pin)!;
}

/**
 * What `availableModels` holds: ARNs, because with aliases alone the client ignores a tier that a person picks; and the
 * Anthropic ids of overridden models, because the client asks the list about those by that id.
 */
export function availableModels(props: ClaudeCodeSettingsProps): string[] {
  const pins = MODEL_TIERS.map((tier) => props.tiers[tier]).filter((pin) => pin !== undefined);
  return [...new Set([...pins.map((pin) => pin.inferenceProfileArn), ...Object.keys(modelOverrides(props) ?? {})])];
}

/** The profiles by the Anthropic ids of the models behind them. */
export function modelOverrides(props: ClaudeCodeSettingsProps): { [anthropicId: string]: string } | undefined {
  if (props.modelOverrides !== true) {
    return undefined;
  }
  const known = MODEL_TIERS.map((tier) => props.tiers[tier]).filter((pin) => pin?.model !== undefined);
  return Object.fromEntries(known.map((pin) => [pin!.model!._anthropicId, pin!.inferenceProfileArn]));
}
