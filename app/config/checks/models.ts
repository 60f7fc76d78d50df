import { ModelTier } from '../../../lib/models/model-tier';
import { profileName, profileNameProblems } from '../../../lib/profiles/profile-name';
import { tierProblems } from '../../../lib/settings/settings-problems';
import { teamNameProblem } from '../../../lib/team/team-name';
import { modelProblems, ModelValue, Offer, toModel } from '../models';
import { Path, Problem } from '../problem';
import { DEFAULT_NAME_PREFIX } from '../resolve';
import { configurationSchema } from '../schema/configuration';
import { teamModelsSchema } from '../schema/models';
import { mappingOf, Raw, valid } from './raw';

/** The tiers whose values have the shape of a model, or null. */
export function validModels(models: unknown): Raw {
  return Object.fromEntries(Object.entries(mappingOf(models)).filter(([tier, value]) => teamModelsSchema.safeParse({ [tier]: value }).success));
}

/** Models that cannot be called in the geography from the region. */
export function modelsProblems(path: Path, models: Raw, offer: Offer): Problem[] {
  return Object.entries(models).flatMap(([tier, value]) => (value === null
    ? []
    : modelProblems(value as ModelValue, offer).map((message) => ({ path: [...path, tier], message }))));
}

/** A team without a tier, or one that starts with a tier that it lacks. */
export function tierChoiceProblems(path: Path, team: Raw, file: Raw, tiers: string[]): Problem[] {
  if (tiers.length === 0 && Object.keys(mappingOf(file.models)).length > Object.keys(validModels(file.models)).length) {
    return [];
  }
  const own = valid(configurationSchema.shape.defaultTier, team.defaultTier);
  const defaultTier = own ?? valid(configurationSchema.shape.defaultTier, file.defaultTier);
  const subject = tiers.length === 0 ? 'models' : 'defaultTier';
  return tierProblems(tiers, defaultTier).map((message) => ({ path: [...path, subject], message }));
}

/** Only the tier with the longest name is reported: the others have the same remedy. */
export function nameProblems(team: string, models: Partial<Record<ModelTier, unknown>>, file: Raw, offer: Offer): Problem[] {
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
