import { ModelTier } from '../models/model-tier';
import type { TierPin } from './claude-code-settings-props';

/**
 * The tiers that settings always pin. One tier left unpinned makes the client send refused start-up probes to shared
 * profiles at every start.
 */
export const PINNED_TIERS: readonly ModelTier[] = [ModelTier.OPUS, ModelTier.SONNET, ModelTier.HAIKU];

/** The tiers, the cheapest first. */
export const BY_PRICE: readonly ModelTier[] = [ModelTier.HAIKU, ModelTier.SONNET, ModelTier.OPUS, ModelTier.FABLE];

/**
 * Who stands in for a tier that a team lacks: the next cheaper tier first, so that taking a tier away from a team never
 * makes its work dearer while a cheaper one is left. Opusplan works with sonnet, but while it plans.
 */
const STAND_INS: Readonly<Record<ModelTier, readonly ModelTier[]>> = {
  [ModelTier.FABLE]: [ModelTier.OPUS, ModelTier.SONNET, ModelTier.HAIKU],
  [ModelTier.OPUS]: [ModelTier.SONNET, ModelTier.HAIKU, ModelTier.FABLE],
  [ModelTier.SONNET]: [ModelTier.HAIKU, ModelTier.OPUS, ModelTier.FABLE],
  [ModelTier.HAIKU]: [ModelTier.SONNET, ModelTier.OPUS, ModelTier.FABLE],
  [ModelTier.OPUSPLAN]: [ModelTier.SONNET, ModelTier.HAIKU, ModelTier.OPUS, ModelTier.FABLE],
};

/** The tier itself, or the one that stands in for it. */
export function tierFor(tier: ModelTier, tiers: { [tier: string]: TierPin }): ModelTier {
  const found = [tier, ...STAND_INS[tier]].find((candidate) => tiers[candidate] !== undefined);
  if (found === undefined) {
    throw new Error(`No tier can stand in for '${tier}': the team has none.`);
  }
  return found;
}

/** What a tier stands for: its own pin, or that of the tier that stands in for it. */
export function pinFor(tier: ModelTier, tiers: { [tier: string]: TierPin }): TierPin {
  return tiers[tierFor(tier, tiers)]!;
}
