/**
 * What a person picks in Claude Code, independent of the model behind it.
 *
 * @see https://code.claude.com/docs/en/model-config
 */
export enum ModelTier {
  /** The strongest tier for daily work. */
  OPUS = 'opus',

  /** The balanced tier. */
  SONNET = 'sonnet',

  /** The fast tier, which also does Claude Code's background work. */
  HAIKU = 'haiku',

  /** The tier above opus; Claude Code offers it where it is pinned. */
  FABLE = 'fable',

  /**
   * Opus while a plan is made, sonnet otherwise. No tier of its own: it has no model, and is only a default for those who
   * have both.
   */
  OPUSPLAN = 'opusplan',
}

/** Every tier, in the order in which reports and settings list them. */
export const MODEL_TIERS: readonly ModelTier[] = [ModelTier.OPUS, ModelTier.SONNET, ModelTier.HAIKU, ModelTier.FABLE];

/** What a session can start with: a tier, or opus for planning and sonnet for the rest. */
export const DEFAULT_TIERS: readonly ModelTier[] = [...MODEL_TIERS, ModelTier.OPUSPLAN];
