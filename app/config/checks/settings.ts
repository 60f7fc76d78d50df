import { ModelTier } from '../../../lib/models/model-tier';
import { guardrailFilterProblems } from '../../../lib/account/guardrail-policies';
import { environmentProblems, headerProblems } from '../../../lib/settings/environment-problems';
import { cacheProblems, endpointProblems, largeContextProblems, telemetryProblems, tokenProblems } from '../../../lib/settings/settings-problems';
import { guardrailFilters } from '../guardrail';
import { modelProblems, ModelValue, Offer, toModel } from '../models';
import { Path, Problem } from '../problem';
import { guardrailSchema, settingsSchema } from '../schema/settings';
import { mappingOf, Raw, valid } from './raw';

/** Checks across the limits of a request: those of a team stand beside those that it inherits from the file. */
export function limitProblems(path: Path, own: unknown, inherited: unknown): Problem[] {
  const [first, second] = [mappingOf(own), mappingOf(inherited)];
  const maxOutput = toNumber(first.maxOutput ?? second.maxOutput);
  const thinking = toNumber(first.thinking ?? second.thinking);
  const alone = [...tokenProblems(maxOutput), ...tokenProblems(undefined, thinking)];
  return own === undefined || alone.length > 0
    ? []
    : tokenProblems(maxOutput, thinking).map((message) => ({ path: [...path, 'thinking'], message }));
}

/**
 * What the client would ignore or misread, key by key; keys that the schema refuses are passed over. What a team merely
 * inherits is reported where the file says it.
 */
export function settingsValueProblems(path: Path, from: Raw, inherited: Raw = {}): Problem[] {
  const { shape } = settingsSchema;
  const own = mappingOf(from.settings);
  const file = mappingOf(inherited.settings);
  const at = (key: string, messages: string[]): Problem[] => messages.map((message) => ({ path: [...path, key], message }));
  const duration = valid(shape.promptCacheDuration, own.promptCacheDuration ?? file.promptCacheDuration);
  const endpoint = valid(shape.bedrockEndpoint, own.bedrockEndpoint ?? file.bedrockEndpoint);
  return [
    ...at('environment', environmentProblems(valid(shape.environment, own.environment))),
    ...at('customHeaders', headerProblems(valid(shape.customHeaders, own.customHeaders))),
    ...at('telemetry', telemetryProblems(valid(shape.telemetry, own.telemetry))),
    ...(own.endpointSignsRequests === true && endpoint === undefined ? at('endpointSignsRequests', endpointProblems(undefined, true)) : []),
    ...(own.promptCacheDuration === undefined && from.promptCaching === undefined
      ? []
      : at('promptCacheDuration', cacheProblems((from.promptCaching ?? inherited.promptCaching) === false ? false : undefined, duration))),
  ];
}

/** Tiers with a context of a million tokens whose models have none, or always have it; in a team, tiers that it lacks. */
export function largeContextChoiceProblems(
  path: Path, team: Raw, file: Raw, models: Partial<Record<ModelTier, unknown>>, offer: Offer,
): Problem[] {
  const { oneMillionContext } = settingsSchema.shape;
  const own = valid(oneMillionContext, mappingOf(team.settings).oneMillionContext);
  const tiers = own ?? valid(oneMillionContext, mappingOf(file.settings).oneMillionContext) ?? [];
  return tiers.flatMap((tier) => {
    const value = models[tier] as ModelValue | undefined;
    if (value === undefined) {
      return own === undefined ? [] : [`The team has no tier ${tier}; it has ${Object.keys(models).join(', ')}.`];
    }
    if (offer.geography === undefined || modelProblems(value, offer).length > 0) {
      return [];
    }
    const model = toModel(value, offer.geography);
    return largeContextProblems(model.displayName, model._oneMillionContext);
  }).map((message) => ({ path: [...path, 'settings', 'oneMillionContext'], message }));
}

/** A guardrail is one that exists, by id and version, or one to create, by its filters. */
export function guardrailProblems(given: unknown): Problem[] {
  const guardrail = valid(guardrailSchema, given);
  if (guardrail === undefined) {
    return [];
  }
  const { id, version } = guardrail;
  const filters = Object.entries(guardrail)
    .filter(([key, value]) => value !== undefined && !['id', 'version', 'guardrailProfile'].includes(key))
    .map(([key]) => key);
  if (id === undefined && version === undefined) {
    return guardrailFilterProblems(guardrailFilters(guardrail)).map((message) => ({ path: ['guardrail'], message }));
  }
  if (id === undefined || version === undefined) {
    return [{ path: ['guardrail'], message: `A guardrail that exists is named by id and version; received only ${id === undefined ? 'version' : 'id'}.` }];
  }
  return filters.length === 0
    ? []
    : [{ path: ['guardrail'], message: `A guardrail that exists keeps its own filters; remove ${filters.join(', ')}, or id and version to create another.` }];
}

function toNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
