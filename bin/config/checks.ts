import { z } from 'zod';
import { budgetProblems } from '../../lib/cost/cost-budget';
import { Geography } from '../../lib/models/geography';
import { ModelTier } from '../../lib/models/model-tier';
import { profileName, profileNameProblems } from '../../lib/profiles/profile-name';
import { tierProblems, tokenProblems } from '../../lib/settings/claude-code-settings';
import { teamNameProblem } from '../../lib/team/team-name';
import { effectiveModels, modelProblems, ModelValue, Offer, toModel } from './models';
import { Path, Problem } from './problem';
import { DEFAULT_NAME_PREFIX } from './resolve';
import { configurationSchema } from './schema/configuration';
import { teamModelsSchema } from './schema/models';

/**
 * The checks across values. They run on the raw file, beside those of the schema, so that a person learns of every
 * mistake at once: a part that the schema refuses is passed over here.
 */

type Raw = Record<string, unknown>;

export function crossProblems(raw: unknown): Problem[] {
  const file = mappingOf(raw);
  const shape = configurationSchema.shape;
  const geography = valid(shape.geography, file.geography);
  const offer: Offer = {
    geography: geography === undefined ? undefined : Geography.of(geography),
    region: valid(shape.region, file.region),
    destinations: valid(shape.destinations, file.destinations),
  };
  const teams = Object.entries(mappingOf(file.teams));
  return [
    ...modelsProblems(['models'], validModels(file.models), offer),
    ...limitProblems(['tokens'], file.tokens, undefined),
    ...thresholdProblems(['budget'], file.budget),
    ...teams.flatMap(([name, team]) => teamProblems(name, mappingOf(team), file, offer)),
  ];
}

function teamProblems(name: string, team: Raw, file: Raw, offer: Offer): Problem[] {
  const path = ['teams', name];
  const models = effectiveModels(validModels(file.models), validModels(team.models));
  const developers = mappingOf(mappingOf(team.access).developers);
  const nobody = mappingOf(team.access).developers !== undefined && developers.identityCenter === undefined && developers.principals === undefined;
  return [
    ...modelsProblems([...path, 'models'], validModels(team.models), offer),
    ...tierChoiceProblems(path, team, file, Object.keys(models)),
    ...nameProblems(name, models, file, offer),
    ...limitProblems([...path, 'tokens'], team.tokens, file.tokens),
    ...thresholdProblems([...path, 'budget'], team.budget),
    ...(nobody ? [{ path: [...path, 'access', 'developers'], message: 'expected identityCenter, principals or both; received neither' }] : []),
  ];
}

function modelsProblems(path: Path, models: Raw, offer: Offer): Problem[] {
  return Object.entries(models).flatMap(([tier, value]) => (value === null
    ? []
    : modelProblems(value as ModelValue, offer).map((message) => ({ path: [...path, tier], message }))));
}

function tierChoiceProblems(path: Path, team: Raw, file: Raw, tiers: string[]): Problem[] {
  if (tiers.length === 0 && Object.keys(mappingOf(file.models)).length > Object.keys(validModels(file.models)).length) {
    return [];
  }
  const own = valid(configurationSchema.shape.defaultTier, team.defaultTier);
  const defaultTier = own ?? valid(configurationSchema.shape.defaultTier, file.defaultTier);
  const subject = tiers.length === 0 ? 'models' : 'defaultTier';
  return tierProblems(tiers, defaultTier).map((message) => ({ path: [...path, subject], message }));
}

/** Only the tier with the longest name is reported: the others have the same remedy. */
function nameProblems(team: string, models: Partial<Record<ModelTier, unknown>>, file: Raw, offer: Offer): Problem[] {
  const prefix = file.namePrefix === undefined ? DEFAULT_NAME_PREFIX : valid(configurationSchema.shape.namePrefix, file.namePrefix);
  const { geography } = offer;
  if (geography === undefined || prefix === undefined || teamNameProblem(team) !== undefined) {
    return [];
  }
  const names = Object.entries(models)
    .filter(([, value]) => modelProblems(value as ModelValue, offer).length === 0)
    .map(([tier, value]) => profileName(`${prefix}-${team}-${tier}`, geography, toModel(value as ModelValue, geography)))
    .sort((a, b) => b.length - a.length);
  return profileNameProblems(names[0] ?? prefix)
    .map((message) => ({ path: ['teams', team], message: `${message} Shorten the team's name or namePrefix.` }));
}

function limitProblems(path: Path, own: unknown, inherited: unknown): Problem[] {
  const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
  const first = mappingOf(own);
  const second = mappingOf(inherited);
  const maxOutput = number(first.maxOutput ?? second.maxOutput);
  const thinking = number(first.thinking ?? second.thinking);
  const alone = [...tokenProblems(maxOutput), ...tokenProblems(undefined, thinking)];
  return own === undefined || alone.length > 0 ? [] : tokenProblems(maxOutput, thinking).map((message) => ({ path: [...path, 'thinking'], message }));
}

function thresholdProblems(path: Path, budget: unknown): Problem[] {
  const parsed = configurationSchema.shape.budget.safeParse(withoutKeys(budget, 'onExceeded'));
  if (!parsed.success || parsed.data === undefined) {
    return [];
  }
  const { monthlyUsd, actual, forecast } = parsed.data;
  return budgetProblems({ monthlyUsd, actualThresholds: actual, forecastThresholds: forecast }).map((message) => ({ path: [...path, 'actual'], message }));
}

function withoutKeys(value: unknown, ...keys: string[]): unknown {
  return value === undefined ? undefined : Object.fromEntries(Object.entries(mappingOf(value)).filter(([key]) => !keys.includes(key)));
}

/** The tiers whose values have the shape of a model, or null. */
function validModels(models: unknown): Raw {
  return Object.fromEntries(Object.entries(mappingOf(models)).filter(([tier, value]) => teamModelsSchema.safeParse({ [tier]: value }).success));
}

function valid<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

function mappingOf(value: unknown): Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Raw : {};
}
