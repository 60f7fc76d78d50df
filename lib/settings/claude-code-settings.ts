import { Token } from 'aws-cdk-lib';
import { MODEL_TIERS, ModelTier } from '../models/model-tier';
import { PINNED_TIERS, pinFor } from './tier-fallback';

/** The smallest thinking budget that the client accepts. */
const MIN_THINKING_TOKENS = 1024;

/**
 * What a tier of Claude Code stands for.
 */
export interface TierPin {
  /**
   * The ARN of the inference profile that the tier calls.
   */
  readonly inferenceProfileArn: string;

  /**
   * What a person sees in the model picker; without it the picker shows the bare ARN.
   */
  readonly displayName: string;

  /**
   * What the client may send to the model, as in `['effort', 'thinking']`; an ARN does not tell.
   *
   * @default - left to the client
   */
  readonly capabilities?: string[];
}

/**
 * Properties of `ClaudeCodeSettings`.
 */
export interface ClaudeCodeSettingsProps {
  /**
   * The region in which requests enter: the source region of the profiles.
   */
  readonly region: string;

  /**
   * What each tier stands for, by the tier: `opus`, `sonnet`, `haiku`, `fable`. At least one. A tier of opus, sonnet and
   * haiku that is missing is pinned to one that is there, because an unpinned tier makes the client probe profiles that
   * every team of the account shares.
   */
  readonly tiers: { [tier: string]: TierPin };

  /**
   * The tier that a session starts with.
   *
   * @default - sonnet, or the tier that stands in for it
   */
  readonly defaultTier?: ModelTier;

  /**
   * The most tokens that a request may produce (`CLAUDE_CODE_MAX_OUTPUT_TOKENS`). They are reserved from the quota when
   * the request starts.
   *
   * @default - the client's own
   */
  readonly maxOutputTokens?: number;

  /**
   * The thinking budget in tokens (`MAX_THINKING_TOKENS`), at least 1024 and below `maxOutputTokens`. Models that think
   * adaptively ignore it.
   *
   * @default - the client's own
   */
  readonly thinkingTokens?: number;

  /**
   * Whether prompts are cached.
   *
   * @default true
   */
  readonly promptCaching?: boolean;
}

/**
 * The settings that make Claude Code use a team's inference profiles and no other model.
 *
 * Not a construct: values may be tokens, and whoever publishes the settings resolves them.
 *
 * @see https://code.claude.com/docs/en/settings
 */
export class ClaudeCodeSettings {
  /**
   * @throws when there is no tier, a tier is not one of Claude Code's, the default tier is missing, or tokens are out of range
   */
  constructor(private readonly props: ClaudeCodeSettingsProps) {
    const problems = settingsProblems(props);
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }
  }

  /**
   * The content of `managed-settings.json`, which a person cannot override.
   *
   * `availableModels` holds ARNs: with aliases alone the client ignores a tier that a person picks.
   */
  public managedSettings(): { [key: string]: any } {
    const arns = MODEL_TIERS.map((tier) => this.props.tiers[tier]?.inferenceProfileArn).filter((arn) => arn !== undefined);
    return {
      $schema: 'https://json.schemastore.org/claude-code-settings.json',
      model: this.props.defaultTier ?? this.tierOf(pinFor(ModelTier.SONNET, this.props.tiers)),
      availableModels: [...new Set(arns)],
      enforceAvailableModels: true,
      env: this.environment(),
    };
  }

  private environment(): { [name: string]: string } {
    const { region, maxOutputTokens, thinkingTokens, promptCaching } = this.props;
    return {
      CLAUDE_CODE_USE_BEDROCK: '1',
      AWS_REGION: region,
      ...this.pins(),
      ...(maxOutputTokens !== undefined && { CLAUDE_CODE_MAX_OUTPUT_TOKENS: `${maxOutputTokens}` }),
      ...(thinkingTokens !== undefined && { MAX_THINKING_TOKENS: `${thinkingTokens}` }),
      ...(promptCaching === false && { DISABLE_PROMPT_CACHING: '1' }),
    };
  }

  private pins(): { [name: string]: string } {
    const variables: { [name: string]: string } = {};
    const pinned = MODEL_TIERS.filter((tier) => PINNED_TIERS.includes(tier) || this.props.tiers[tier] !== undefined);
    for (const tier of pinned) {
      const pin = pinFor(tier, this.props.tiers);
      const name = `ANTHROPIC_DEFAULT_${tier.toUpperCase()}_MODEL`;
      variables[name] = pin.inferenceProfileArn;
      variables[`${name}_NAME`] = pin.displayName;
      if (pin.capabilities !== undefined && pin.capabilities.length > 0) {
        variables[`${name}_SUPPORTED_CAPABILITIES`] = pin.capabilities.join(',');
      }
    }
    return variables;
  }

  private tierOf(pin: TierPin): ModelTier {
    return MODEL_TIERS.find((tier) => this.props.tiers[tier] === pin)!;
  }
}

/** Everything that is wrong with the settings; a token is taken as it is. */
function settingsProblems(props: ClaudeCodeSettingsProps): string[] {
  return [...tierProblems(Object.keys(props.tiers), props.defaultTier), ...tokenProblems(props.maxOutputTokens, props.thinkingTokens)];
}

/** What is wrong with the tiers of a team, by their names. */
export function tierProblems(tiers: readonly string[], defaultTier?: string): string[] {
  const known: readonly string[] = MODEL_TIERS;
  const problems = tiers.filter((tier) => !known.includes(tier))
    .map((tier) => `A tier is one of ${known.join(', ')}; received '${tier}'.`);
  if (tiers.length === 0) {
    problems.push(`A team needs at least one tier (${known.join(', ')}); received none.`);
  } else if (defaultTier !== undefined && !tiers.includes(defaultTier)) {
    problems.push(`The default tier is one that the team has (${tiers.join(', ')}); received '${defaultTier}'.`);
  }
  return problems;
}

/** What is wrong with the limits of a request, in tokens. */
export function tokenProblems(maxOutputTokens?: number, thinkingTokens?: number): string[] {
  const problems: string[] = [];
  if (isKnown(maxOutputTokens) && !(Number.isInteger(maxOutputTokens) && maxOutputTokens > 0)) {
    problems.push(`The most output tokens are a whole number above zero; received ${maxOutputTokens}.`);
  }
  if (isKnown(thinkingTokens) && !(Number.isInteger(thinkingTokens) && thinkingTokens >= MIN_THINKING_TOKENS)) {
    problems.push(`A thinking budget is a whole number of at least ${MIN_THINKING_TOKENS} tokens; received ${thinkingTokens}.`);
  }
  if (isKnown(maxOutputTokens) && isKnown(thinkingTokens) && thinkingTokens >= maxOutputTokens) {
    problems.push(`A thinking budget is below the most output tokens (${maxOutputTokens}); received ${thinkingTokens}.`);
  }
  return problems;
}

function isKnown(value: number | undefined): value is number {
  return value !== undefined && !Token.isUnresolved(value);
}
