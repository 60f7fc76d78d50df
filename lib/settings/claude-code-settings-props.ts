import { ClaudeModel } from '../models/claude-model';
import { Geography } from '../models/geography';
import { ModelPrices } from '../models/model-prices';
import { ModelTier } from '../models/model-tier';
import { ClientOptions } from './client-options';
import { GuardrailReference } from '../access/policies/guardrail-reference';

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
   * What a person reads beside the name.
   *
   * @default - what the tier is for
   */
  readonly description?: string;

  /**
   * What the client may send to the model, as in `['effort', 'thinking']`; an ARN does not tell.
   *
   * @default - left to the client
   */
  readonly capabilities?: string[];

  /**
   * The model behind the profile, so that settings which it would ignore are found.
   *
   * @default - unknown, and nothing is checked against it
   */
  readonly model?: ClaudeModel;

  /**
   * Whether the tier uses a context of a million tokens (`[1m]` after the ARN).
   *
   * @default false
   */
  readonly oneMillionContext?: boolean;
}

/**
 * Properties of `ClaudeCodeSettings`.
 */
export interface ClaudeCodeSettingsProps extends ClientOptions {
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
   * The tier that a session starts with, and that stands in for a model which is not on the list.
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

  /**
   * The guardrail that every request names, as two headers.
   *
   * @default - none
   */
  readonly guardrail?: GuardrailReference;

  /**
   * The region of the background tier, where its profile is in another one than `region`
   * (`ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION`). An ARN can only be called in its own region.
   *
   * @default - `region`
   */
  readonly backgroundRegion?: string;

  /**
   * Where the calls are served, for the prices that `/cost`, the status line and telemetry reckon with
   * (`modelPricing`).
   *
   * @default - the client's own list, which knows no geography
   */
  readonly geography?: Geography;

  /**
   * Other prices than those of the catalogue, by the name of the model. A price that lacks one of its four rates is not
   * written.
   *
   * @default - those of the catalogue, in `geography`
   */
  readonly prices?: { [modelName: string]: ModelPrices };

  /**
   * The team that `requestMetadata` names.
   *
   * @default - none; `requestMetadata` needs it
   */
  readonly teamName?: string;
}
