import { ClaudeModel } from '../models/claude-model';
import { MODEL_TIERS, ModelTier } from '../models/model-tier';
import { ClaudeCodeSettingsProps } from './claude-code-settings-props';
import { BY_PRICE, tierFor } from './tier-fallback';

/**
 * The profiles by full model ids, which agents and people name: the id of each of the team's own models, and ids that
 * lead to the tier of their family. An id that is not here runs on the default tier, so where size matters only those
 * are that would go up in price there.
 *
 * @see https://code.claude.com/docs/en/model-config#override-model-ids-per-version
 */
export function modelOverrides(props: ClaudeCodeSettingsProps): { [anthropicId: string]: string } {
  if (props.modelOverrides === false) {
    return {};
  }
  const overrides: { [anthropicId: string]: string } = {};
  for (const { family, anthropicId } of currentModels()) {
    const tier = tierFor(family, props.tiers);
    if (props.modelOverrides === true ? props.tiers[family] !== undefined : isCheaper(tier, props)) {
      overrides[anthropicId] = props.tiers[tier]!.inferenceProfileArn;
    }
  }
  for (const pin of MODEL_TIERS.map((tier) => props.tiers[tier])) {
    if (pin?.model !== undefined) {
      overrides[pin.model._entry.anthropicId] = pin.inferenceProfileArn;
    }
  }
  const allowed = Object.entries(overrides).filter(([id]) => !(props.deniedModels ?? []).includes(id));
  return Object.fromEntries(allowed.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The models of the catalogue that can be called today and whose family is a tier. */
function currentModels(): { family: ModelTier; anthropicId: string }[] {
  return ClaudeModel.names().map((name) => ClaudeModel.fromName(name)._entry)
    .filter(({ lifecycle }) => lifecycle.status !== 'retired')
    .flatMap(({ family, anthropicId }) => MODEL_TIERS.filter((tier) => tier === family).map((tier) => ({ family: tier, anthropicId })));
}

function isCheaper(tier: ModelTier, props: ClaudeCodeSettingsProps): boolean {
  const start = tierFor(props.defaultTier ?? ModelTier.SONNET, props.tiers);
  return BY_PRICE.indexOf(tier) < BY_PRICE.indexOf(start);
}
