import { ModelTier } from '../models/model-tier';
import type { TierPin } from './claude-code-settings-props';

/**
 * The tiers that settings always pin. One tier left unpinned makes the client send refused start-up probes to shared
 * profiles at every start.
 */
export const PINNED_TIERS: readonly ModelTier[] = [ModelTier.OPUS, ModelTier.SONNET, ModelTier.HAIKU];

/**
 * Who stands in for a tier that a team lacks: the next cheaper tier first, so that taking a tier away from a team never
 * makes its work dearer while a cheaper one is left.
 */
const STAND_INS: Readonly<Record<ModelTier, readonly ModelTier[]>> = {
  [ModelTier.FABLE]: [ModelTier.OPUS, ModelTier.SONNET, ModelTier.HAIKU],
  [ModelTier.OPUS]: [ModelTier.SONNET, ModelTier.HAIKU, ModelTier.FABLE],
  [ModelTier.SONNET]: [ModelTier.HAIKU, ModelTier.OPUS, ModelTier.FABLE],
  [ModelTier.HAIKU]: [ModelTier.SONNET, ModelTier.OPUS, ModelTier.FABLE],
};

/** What a tier stands for: its own pin, or that of the tier that stands in for it. */
export function pinFor(tier: ModelTier, tiers: { [tier: string]: TierPin }): TierPin {
  const found = [tier, ...STAND_INS[tier]].find((candidate) => tiers[candidate] !== undefined);
  if (found === undefined) {
    throw new Error(`No tier can stand in for '${tier}': the team has none.`);
  }
  return tiers[found]!;
}
