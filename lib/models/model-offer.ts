import { CATALOGUE, Route } from './model-catalogue';
import { ClaudeModel } from './claude-model';
import { Geography } from './geography';

/**
 * Whether a model can be called in a geography from a source region, and where the call may be served.
 * Internal: constructs and the app's configuration ask the same questions here.
 */

/** The region part of the ARN that stands for "any commercial region" on global calls. */
export const REGION_LESS = '';

/** Something that works but that its user should know; the id is stable and can be acknowledged. */
export interface ModelWarning {
  readonly id: string;
  readonly message: string;
}

const WARNING_PREFIX = 'cdk-claude-code-bedrock';
const DAYS_OF_NOTICE = 30;

/**
 * Why a call cannot be made, in words for the person who asked; empty when it can.
 *
 * @param sourceRegion undefined when it is only known at deployment
 */
export function offerProblems(model: ClaudeModel, geography: Geography, sourceRegion?: string): string[] {
  if (model._attributes) {
    return geography.prefix in model._attributes.inferenceProfileIds
      ? []
      : [`${model.name} has no inference profile id for geography '${geography}'; it was given one for ${model.geographies.join(', ')}.`];
  }
  if (model._entry.lifecycle.status === 'retired') {
    const date = model._entry.lifecycle.endOfLife;
    return [`${model.name} is retired${date ? ` since ${date}` : ''}: Bedrock no longer answers it. ${insteadIn(geography, sourceRegion, model.family)}`];
  }
  const offer = model._entry.geographies[geography.prefix];
  if (offer?.status !== 'active') {
    return [absentInGeography(model, geography, sourceRegion)];
  }
  if (sourceRegion !== undefined && routeFrom(model, geography, sourceRegion) === undefined) {
    const sources = offer.routes.flatMap((route) => route.sourceRegions).sort();
    const here = model.geographies.filter((prefix) => routeFrom(model, Geography.of(prefix), sourceRegion) !== undefined);
    return [
      `${model.name} in geography '${geography}' cannot be called from ${sourceRegion}; its source regions are ${sources.join(', ')}. ` +
      (here.length > 0 ? `From ${sourceRegion} it is offered in ${here.join(', ')}.` : `From ${sourceRegion} it is not offered at all.`),
    ];
  }
  return [];
}

/** What its user should know of a model that can be called. */
export function offerWarnings(model: ClaudeModel, geography: Geography): ModelWarning[] {
  const { lifecycle, displayName } = model._entry;
  const warnings: ModelWarning[] = [];
  if (lifecycle.status === 'legacy') {
    warnings.push({
      id: `${WARNING_PREFIX}:legacyModel`,
      message: `${displayName} is legacy on Bedrock${lifecycle.endOfLife ? ` and ends on ${lifecycle.endOfLife}` : ''}; plan the move to a newer model.`,
    });
  }
  if (lifecycle.status === 'gated') {
    warnings.push({
      id: `${WARNING_PREFIX}:gatedModel`,
      message: `${displayName} is offered to accounts that Anthropic has invited; elsewhere every call is refused.`,
    });
  }
  if (lifecycle.status === 'active' && lifecycle.endOfLifeNotBefore && lifecycle.endOfLifeNotBefore <= noticeDate()) {
    warnings.push({
      id: `${WARNING_PREFIX}:endOfLifeNear`,
      message: `${displayName} is only promised until ${lifecycle.endOfLifeNotBefore} (catalogue as of ${CATALOGUE.asOf}); check its lifecycle on Bedrock.`,
    });
  }
  if (model._entry.geographies[geography.prefix]?.confidence === 'presumed') {
    warnings.push({
      id: `${WARNING_PREFIX}:presumedOffer`,
      message: `That ${displayName} is offered in '${geography}' is presumed, not confirmed; run 'aws bedrock list-inference-profiles' before relying on it.`,
    });
  }
  return warnings;
}

/**
 * The regions in the ARNs of the foundation model on which a call from the source region is authorized, sorted:
 * the destinations of the route, and for a global profile the source region and the region-less ARN (an empty string).
 *
 * Undefined when it is not known, which is only possible for a model that the catalogue lacks.
 */
export function authorizedRegions(model: ClaudeModel, geography: Geography, sourceRegion: string): string[] | undefined {
  if (model._attributes) {
    const given = model._attributes.destinationRegions?.[geography.prefix];
    if (given === undefined) {
      return geography.prefix === Geography.GLOBAL.prefix ? [REGION_LESS, sourceRegion] : undefined;
    }
    return [...new Set([...given, sourceRegion])].sort();
  }
  const destinations = routeFrom(model, geography, sourceRegion)?.destinationRegions;
  if (destinations === undefined) {
    return undefined;
  }
  const regions = destinations.includes('*') ? [REGION_LESS] : destinations;
  return [...new Set([...regions, sourceRegion])].sort();
}

/** The names of the models of the catalogue that can be called in a geography, sorted. */
export function modelsOffered(geography: Geography, sourceRegion?: string): string[] {
  return ClaudeModel.names().filter((name) => {
    const entry = CATALOGUE.models[name];
    const offer = entry?.geographies[geography.prefix];
    return entry?.lifecycle.status !== 'retired' && offer?.status === 'active'
      && (sourceRegion === undefined || offer.routes.some((route) => route.sourceRegions.includes(sourceRegion)));
  });
}

function absentInGeography(model: ClaudeModel, geography: Geography, sourceRegion?: string): string {
  const unconfirmed = model._entry.geographies[geography.prefix]?.status === 'unconfirmed'
    ? ` (some lists name it, but AWS did not return it on ${CATALOGUE.recordedAt}; if your account lists it, give its id as a model that the catalogue lacks)`
    : '';
  return `${model.name} is not offered in geography '${geography}'${unconfirmed}; it is offered in ${model.geographies.join(', ') || 'none'}. ` +
    insteadIn(geography, sourceRegion, model.family);
}

function insteadIn(geography: Geography, sourceRegion: string | undefined, family: string): string {
  const offered = modelsOffered(geography, sourceRegion);
  const sameFamily = offered.filter((name) => CATALOGUE.models[name]?.family === family);
  const where = sourceRegion === undefined ? `In '${geography}'` : `In '${geography}' from ${sourceRegion}`;
  if (sameFamily.length > 0) {
    return `${where} there are ${sameFamily.join(', ')}.`;
  }
  return offered.length > 0 ? `${where} there is no other of its family, only ${offered.join(', ')}.` : `${where} no model is offered.`;
}

function routeFrom(model: ClaudeModel, geography: Geography, sourceRegion: string): Route | undefined {
  return model._entry.geographies[geography.prefix]?.routes.find((route) => route.sourceRegions.includes(sourceRegion));
}

function noticeDate(): string {
  const date = new Date(`${CATALOGUE.asOf}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + DAYS_OF_NOTICE);
  return date.toISOString().slice(0, 10);
}
