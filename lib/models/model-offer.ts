import { ClaudeModel } from './claude-model';
import { Geography } from './geography';
import { CATALOGUE, Route } from './model-catalogue';
import { successorInWords } from './model-successor';

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
  if (model._lifecycle.status === 'retired') {
    const date = model._lifecycle.endOfLife;
    return [
      `${model.name} is retired${date ? ` since ${date}` : ''}: Bedrock no longer answers it. ${insteadIn(geography, sourceRegion, model.family)}` +
      successorInWords(model, geography, modelsOffered(geography, sourceRegion), ' Its successor is '),
    ];
  }
  const offer = model._offer(geography);
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

/**
 * What its user should know of a model that can be called.
 *
 * @param sourceRegion undefined when it is only known at deployment
 */
export function offerWarnings(model: ClaudeModel, geography: Geography, sourceRegion?: string): ModelWarning[] {
  const presumed = presumedOffer(model, geography, sourceRegion);
  return [
    ...lifecycleWarnings(model, geography, sourceRegion),
    ...retentionWarnings(model, sourceRegion),
    ...(presumed === undefined ? [] : [{ id: `${WARNING_PREFIX}:presumedOffer`, message: presumed }]),
  ];
}

function lifecycleWarnings(model: ClaudeModel, geography: Geography, sourceRegion?: string): ModelWarning[] {
  const { displayName, _lifecycle: { status, endOfLife, endOfLifeNotBefore } } = model;
  const move = successorInWords(model, geography, modelsOffered(geography, sourceRegion), '; plan the move to ');
  if (status === 'legacy') {
    const end = endOfLife === undefined ? '' : isPast(endOfLife) ? ` and was to end on ${endOfLife}` : ` and ends on ${endOfLife}`;
    return [{ id: `${WARNING_PREFIX}:legacyModel`, message: `${displayName} is legacy on Bedrock${end}${move || '; plan the move to a newer model.'}` }];
  }
  if (status === 'gated') {
    return [{
      id: `${WARNING_PREFIX}:gatedModel`,
      message: `${displayName} is offered to accounts that Anthropic has invited; elsewhere every call is refused.`,
    }];
  }
  if (endOfLifeNotBefore === undefined || endOfLifeNotBefore > noticeDate()) {
    return [];
  }
  const promise = isPast(endOfLifeNotBefore)
    ? `Since ${endOfLifeNotBefore} nothing is promised of ${displayName}: AWS may announce its end`
    : `${displayName} is only promised until ${endOfLifeNotBefore}`;
  return [{
    id: `${WARNING_PREFIX}:endOfLifeNear`,
    message: `${promise} (catalogue as of ${CATALOGUE.asOf}); check its lifecycle on Bedrock${move || '.'}`,
  }];
}

/**
 * No type of CloudFormation sets the mode, and it is not this library's to choose: it lets AWS keep prompts for review.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/data-retention.html
 */
function retentionWarnings({ displayName, _dataRetention: needed }: ClaudeModel, sourceRegion?: string): ModelWarning[] {
  if (needed === undefined) {
    return [];
  }
  const where = sourceRegion === undefined ? 'in its region' : `in ${sourceRegion}`;
  return [{
    id: `${WARNING_PREFIX}:dataRetentionMode`,
    message: `${displayName} ${needed.confidence === 'presumed' ? 'presumably ' : ''}answers only where the account has the data retention ` +
      `mode '${needed.mode}' ${where}, and refuses every call before. CloudFormation cannot set it: ask who answers for your data, ` +
      'then call PutAccountDataRetention of Bedrock.',
  }];
}

function presumedOffer(model: ClaudeModel, geography: Geography, sourceRegion?: string): string | undefined {
  const remedy = 'is presumed, not confirmed; run \'aws bedrock list-inference-profiles\' before relying on it.';
  if (model._offer(geography)?.confidence === 'presumed') {
    return `That ${model.displayName} is offered in '${geography}' ${remedy}`;
  }
  return sourceRegion !== undefined && routeFrom(model, geography, sourceRegion)?.confidence === 'presumed'
    ? `That ${model.displayName} can be called in '${geography}' from ${sourceRegion} ${remedy}`
    : undefined;
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
  const unconfirmed = model._offer(geography)?.status === 'unconfirmed'
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
  return model._offer(geography)?.routes.find((route) => route.sourceRegions.includes(sourceRegion));
}

function isPast(date: string): boolean {
  return date <= CATALOGUE.asOf;
}

function noticeDate(): string {
  const date = new Date(`${CATALOGUE.asOf}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + DAYS_OF_NOTICE);
  return date.toISOString().slice(0, 10);
}
