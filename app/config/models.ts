import {
  attributeProblems, authorizedRegions, CATALOGUE, ClaudeModel, ClaudeModelAttributes, Geography, MODEL_TIERS, ModelDestinations, modelsOffered, ModelTier,
  offerProblems,
} from '../../lib/rules';
import { didYouMean } from './schema/parts';

/** What the file says of a model: a name of the catalogue, or a model that it lacks. */
export type ModelValue = string | {
  id: string;
  inferenceProfileId: string;
  name?: string;
  displayName?: string;
  capabilities?: string[];
  destinationRegions?: string[];
};

/** The parts of the file that decide whether a model can be called; undefined where they are mistaken themselves. */
export interface Offer {
  readonly geography?: Geography;
  readonly region?: string;
  readonly destinations?: string;
}

/** The models of a team: those of the file with its own in their place, without those it took away. */
export function effectiveModels<T>(file: Partial<Record<string, T>>, team: Partial<Record<string, T | null>>): Partial<Record<ModelTier, T>> {
  const models: Partial<Record<ModelTier, T>> = {};
  for (const tier of MODEL_TIERS) {
    const value = team[tier] === undefined ? file[tier] : team[tier];
    if (value !== undefined && value !== null) {
      models[tier] = value;
    }
  }
  return models;
}

/** The model that a checked value of the file stands for. */
export function toModel(value: ModelValue, geography: Geography): ClaudeModel {
  return typeof value === 'string' ? ClaudeModel.fromName(value) : ClaudeModel.of(toAttributes(value, geography));
}

/** Why a value of the file is not a model that can be called; empty when it is. */
export function modelProblems(value: ModelValue, offer: Offer): string[] {
  if (typeof value === 'string' && !ClaudeModel.names().includes(value)) {
    return [unknownModel(value, offer)];
  }
  if (offer.geography === undefined) {
    return [];
  }
  if (typeof value !== 'string') {
    const problems = attributeProblems(toAttributes(value, offer.geography));
    if (problems.length > 0) {
      return problems;
    }
  }
  const model = toModel(value, offer.geography);
  const problems = offerProblems(model, offer.geography, offer.region);
  if (problems.length === 0 && offer.destinations === ModelDestinations.PINNED && offer.region !== undefined
    && authorizedRegions(model, offer.geography, offer.region) === undefined) {
    problems.push(`the destinations of ${model.name} are not known; give its destinationRegions, or 'destinations: any'`);
  }
  return problems;
}

function unknownModel(name: string, offer: Offer): string {
  const byId = Object.entries(CATALOGUE.models).find(([, entry]) => entry.foundationModelId === name
    || Object.values(entry.geographies).some((geography) => geography.inferenceProfileId === name));
  const hint = byId ? ` (did you mean '${byId[0]}'?)` : didYouMean(name, ClaudeModel.names());
  const offered = offer.geography === undefined ? currentModels() : modelsOffered(offer.geography, offer.region);
  return `the catalogue has no model '${name}'${hint}; ${offer.geography ? `in '${offer.geography}' it offers` : 'it knows'} ${offered.join(', ') || 'none'}; ` +
    'give a model that it lacks as { id: …, inferenceProfileId: … }';
}

function currentModels(): string[] {
  return ClaudeModel.names().filter((name) => CATALOGUE.models[name]?.lifecycle.status !== 'retired');
}

function toAttributes(value: Exclude<ModelValue, string>, geography: Geography): ClaudeModelAttributes {
  return {
    name: value.name,
    foundationModelId: value.id,
    inferenceProfileIds: { [geography.prefix]: value.inferenceProfileId },
    displayName: value.displayName,
    claudeCodeCapabilities: value.capabilities,
    destinationRegions: value.destinationRegions && { [geography.prefix]: value.destinationRegions },
  };
}
