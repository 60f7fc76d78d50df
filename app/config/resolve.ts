import { ClaudeCodeTeamOptions, ClaudeModel, Geography, ModelDestinations, ModelTier } from '../../lib/rules';
import { effectiveModels, modelProblems, ModelValue, Offer, toModel } from './models';
import type { RawConfiguration } from './schema/configuration';

type RawTeam = RawConfiguration['teams'][string];

/** A team with the file's values where it has none of its own. */
export interface TeamConfiguration extends Omit<ClaudeCodeTeamOptions, 'prices'> {
  readonly name: string;
  readonly models: { [tier: string]: ClaudeModel };
  /** How developers sign in, for the commands that write their profiles. */
  readonly singleSignOn?: NonNullable<RawTeam['settings']>['singleSignOn'];
}

/** What the file says once for all teams; what teams inherit stands with the teams alone. */
type OnceForAll = Omit<
  RawConfiguration, 'geography' | 'models' | 'defaultTier' | 'tokens' | 'promptCaching' | 'settings' | 'alarms' | 'teams'>;

/** A configuration; teams are sorted by name, so that their order in the file never shows. */
export interface Configuration extends OnceForAll {
  readonly geography: Geography;
  readonly namePrefix: string;
  readonly destinations?: ModelDestinations;
  readonly teams: readonly TeamConfiguration[];
}

/** A configuration of what could be understood of a file: what was refused is missing. */
export type PartialConfiguration = Omit<Configuration, 'region' | 'geography' | 'teams'> & Partial<Pick<Configuration, 'region' | 'geography'>> & {
  /** A tier whose model was refused is there, and undefined. */
  readonly teams: readonly (Omit<TeamConfiguration, 'models'> & { readonly models: { [tier: string]: ClaudeModel | undefined } })[];
};

export const DEFAULT_NAME_PREFIX = 'claude-code';

/** Gives each team the file's values where it has none of its own: the one place where anything is inherited. */
export function resolve(file: Partial<RawConfiguration>): PartialConfiguration {
  const { models: _models, defaultTier: _tier, tokens: _tokens, promptCaching: _caching, settings: _settings, alarms: _alarms, ...once } = file;
  const offer = offerOf(file);
  const teams = file.teams ?? {};
  return {
    ...once,
    geography: offer.geography,
    namePrefix: file.namePrefix ?? DEFAULT_NAME_PREFIX,
    teams: Object.keys(teams).sort().map((name) => resolveTeam(name, teams[name]!, file, offer)),
  };
}

/** The parts of the file that decide whether a model can be called. */
export function offerOf(file: Partial<RawConfiguration>): Offer {
  return {
    geography: file.geography === undefined ? undefined : Geography.of(file.geography),
    region: file.region,
    destinations: file.destinations,
  };
}

function resolveTeam(name: string, team: RawTeam, file: Partial<RawConfiguration>, offer: Offer): PartialConfiguration['teams'][number] {
  const values = effectiveModels<ModelValue>(file.models ?? {}, team.models ?? {});
  const { singleSignOn, ...settings } = { ...file.settings, ...team.settings };
  const oneMillionContext = team.settings?.oneMillionContext ?? file.settings?.oneMillionContext?.filter((tier) => tier in values);
  const alarms = { ...file.alarms, ...team.alarms };
  const tokens = { ...file.tokens, ...team.tokens };
  return {
    name,
    costCenter: team.costCenter,
    models: Object.fromEntries(Object.entries(values).map(([tier, value]) => [tier, usable(value, offer)])),
    defaultTier: (team.defaultTier ?? file.defaultTier) as ModelTier | undefined,
    tokens,
    promptCaching: team.promptCaching ?? file.promptCaching,
    settings: { ...settings, oneMillionContext },
    singleSignOn,
    access: team.access,
    budget: team.budget,
    alarms,
  };
}

/** The model, where it can be called. */
function usable(value: ModelValue, offer: Offer): ClaudeModel | undefined {
  return offer.geography === undefined && typeof value !== 'string' || modelProblems(value, offer).length > 0
    ? undefined : toModel(value, offer.geography!);
}
