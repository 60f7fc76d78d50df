import { MODEL_TIERS, ModelTier } from '../models/model-tier';
import { ClaudeCodeSettingsProps, TierPin } from './claude-code-settings-props';
import { modelOverrides } from './model-overrides';
import { PINNED_TIERS, pinFor, tierFor } from './tier-fallback';

/** What each tier is for, where a pin says nothing of its own. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  [ModelTier.OPUS]: 'For hard work',
  [ModelTier.SONNET]: 'For everyday work',
  [ModelTier.HAIKU]: 'Fast and cheap',
  [ModelTier.FABLE]: 'For the hardest work',
};

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

/** What a person reads beside the name of a tier. */
export function descriptionOf(tier: ModelTier, pin: TierPin): string {
  return pin.description ?? DESCRIPTIONS[tier] ?? '';
}

/** The variables that pin every tier, with names and capabilities, which an ARN does not tell. */
export function pinVariables(props: ClaudeCodeSettingsProps): { [name: string]: string } {
  const variables: { [name: string]: string } = {};
  for (const tier of pinnedTiers(props.tiers)) {
    const own = tierFor(tier, props.tiers);
    const pin = props.tiers[own]!;
    const name = pinVariable(tier);
    variables[name] = modelIdOf(pin);
    variables[`${name}_NAME`] = pin.displayName;
    variables[`${name}_DESCRIPTION`] = descriptionOf(own, pin);
    if (pin.capabilities !== undefined && pin.capabilities.length > 0) {
      variables[`${name}_SUPPORTED_CAPABILITIES`] = pin.capabilities.join(',');
    }
  }
  const start = startTier(props);
  return {
    // What is left in a shell would win over the default tier; the variables of 2025 take its place.
    ANTHROPIC_MODEL: props.variablesOf2025 === true ? modelIdOf(pinFor(start, props.tiers)) : '',
    ANTHROPIC_DEFAULT_MODEL: start === ModelTier.OPUSPLAN ? start : modelIdOf(pinFor(start, props.tiers)),
    ...variables,
    ...(props.backgroundRegion !== undefined && { ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION: props.backgroundRegion }),
    ...(props.variablesOf2025 === true && { ANTHROPIC_SMALL_FAST_MODEL: modelIdOf(pinFor(ModelTier.HAIKU, props.tiers)) }),
  };
}

/** The tier that a session starts with. */
export function startTier(props: ClaudeCodeSettingsProps): ModelTier {
  return props.defaultTier ?? tierFor(ModelTier.SONNET, props.tiers);
}

/**
 * What `availableModels` holds: ARNs, because with aliases alone the client ignores a tier that a person picks; and the
 * Anthropic ids of overridden models, because the client asks the list about those by that id.
 */
export function availableModels(props: ClaudeCodeSettingsProps): string[] {
  const pins = MODEL_TIERS.map((tier) => props.tiers[tier]).filter((pin) => pin !== undefined);
  return [...new Set([...pins.map((pin) => pin.inferenceProfileArn), ...Object.keys(modelOverrides(props))])];
}

/** The rows of `/model`: the tiers of the team by their names, and no other; the client adds "Default" itself. */
export function modelPicker(props: ClaudeCodeSettingsProps): object {
  const rows = MODEL_TIERS.filter((tier) => props.tiers[tier] !== undefined).map((tier) => {
    const pin = props.tiers[tier]!;
    return { model: modelIdOf(pin), label: pin.displayName, description: descriptionOf(tier, pin) };
  });
  const plan = { model: ModelTier.OPUSPLAN, label: 'Opus plans, Sonnet works', description: 'Opus in plan mode, Sonnet otherwise' };
  return { replaceBuiltInOptions: true, options: props.defaultTier === ModelTier.OPUSPLAN ? [plan, ...rows] : rows };
}
