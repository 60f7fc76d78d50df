import { ModelTier } from '../models/model-tier';
import { ClientOptions } from '../settings/client-options';

/**
 * How the Claude Code of a team behaves, besides models, tokens and caching.
 */
export interface TeamSettingsOptions extends ClientOptions {
  /**
   * The tiers that use a context of a million tokens. Prompts above 200,000 tokens may have a price of their own.
   *
   * @default - none asks for it; some models always have it
   */
  readonly oneMillionContext?: ModelTier[];
}
