import { ClaudeModel } from '../models/claude-model';
import { MODEL_TIERS, ModelTier } from '../models/model-tier';
import { ClaudeCodeSettingsProps } from './claude-code-settings-props';
import { BY_PRICE, tierFor } from './tier-fallback';

/**
 * The profiles by full model ids, which agents and people name. An id that is not here runs on the default tier, so the
 * ids of families that are cheaper than it are here always, and lead to the tier of their family; those of the team's
 * own models on request. Not all that there are: a parameter has 4,096 characters.
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
    if (isCheaper(tier, props)) {
      overrides[anthropicId] = props.tiers[tier]!.inferenceProfileArn;
    }
  }
  for (const [tier, pin] of MODEL_TIERS.map((name) => [name, props.tiers[name]] as const)) {
    if (pin?.model !== undefined && (props.modelOverrides === true || isCheaper(tier, props))) {
      overrides[pin.model._anthropicId] = pin.inferenceProfileArn;
    }
  }
  const allowed = Object.entries(overrides).filter(([id]) => !(props.deniedModels ?? []).includes(id));
  return Object.fromEntries(allowed.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The models of the catalogue that can be called today and whose family is a tier. */
function currentModels(): { family: ModelTier; anthropicId: string }[] {
  return ClaudeModel.names().map((name) => ClaudeModel.fromName(name))
    .filter((model) => model._lifecycle.status !== 'retired')
    .flatMap((model) => MODEL_TIERS.filter((tier) => tier === model.family).map((tier) => ({ family: tier, anthropicId: model._anthropicId })));
}

function isCheaper(tier: ModelTier, props: ClaudeCodeSettingsProps): boolean {
  const start = tierFor(props.defaultTier ?? ModelTier.SONNET, props.tiers);
  return BY_PRICE.indexOf(tier) < BY_PRICE.indexOf(start);
}
