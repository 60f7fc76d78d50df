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
}

/** Every tier, in the order in which reports and settings list them. */
export const MODEL_TIERS: readonly ModelTier[] = [ModelTier.OPUS, ModelTier.SONNET, ModelTier.HAIKU, ModelTier.FABLE];
