import { ClaudeModel } from '../../lib/models/claude-model';
import { Geography } from '../../lib/models/geography';
import { ModelTier } from '../../lib/models/model-tier';
import { ModelDestinations } from '../../lib/profiles/model-destinations';
import { TeamSettingsOptions } from '../../lib/team/team-settings-options';
import { effectiveModels, ModelValue, toModel } from './models';
import type { RawConfiguration } from './schema/configuration';

type RawTeam = RawConfiguration['teams'][string];

/** A checked team with the file's values where it has none of its own. */
export interface TeamConfiguration extends Omit<RawTeam, 'models' | 'tokens' | 'defaultTier' | 'settings'> {
  readonly name: string;
  readonly models: { [tier: string]: ClaudeModel };
  readonly defaultTier?: ModelTier;
  readonly tokens: NonNullable<RawTeam['tokens']>;
  readonly settings: TeamSettingsOptions;
  readonly singleSignOn?: NonNullable<RawTeam['settings']>['singleSignOn'];
}

/** A checked configuration; teams are sorted by name, so that their order in the file never shows. */
export interface Configuration extends Omit<RawConfiguration, 'geography' | 'models' | 'teams'> {
  readonly geography: Geography;
  readonly namePrefix: string;
  readonly destinations?: ModelDestinations;
  readonly teams: readonly TeamConfiguration[];
}

export const DEFAULT_NAME_PREFIX = 'claude-code';

export function resolveConfiguration(file: RawConfiguration): Configuration {
  const geography = Geography.of(file.geography);
  return {
    ...file,
    geography,
    namePrefix: file.namePrefix ?? DEFAULT_NAME_PREFIX,
    teams: Object.keys(file.teams).sort().map((name) => resolveTeam(name, file.teams[name]!, file, geography)),
  };
}

/** The settings of a team: its own, key by key, and those of the file. A tier that it lacks drops out of the file's. */
function effectiveSettings(team: RawTeam, file: RawConfiguration, models: object): Pick<TeamConfiguration, 'settings' | 'singleSignOn'> {
  const oneMillionContext = team.settings?.oneMillionContext ?? file.settings?.oneMillionContext?.filter((tier) => tier in models);
  const { singleSignOn, ...settings } = { ...file.settings, ...team.settings };
  return { settings: { ...settings, oneMillionContext: oneMillionContext as ModelTier[] | undefined }, singleSignOn };
}

function resolveTeam(name: string, team: RawTeam, file: RawConfiguration, geography: Geography): TeamConfiguration {
  const values = effectiveModels<ModelValue>(file.models, team.models ?? {});
  return {
    ...team,
    name,
    models: Object.fromEntries(Object.entries(values).map(([tier, value]) => [tier, toModel(value, geography)])),
    defaultTier: (team.defaultTier ?? file.defaultTier) as ModelTier | undefined,
    tokens: { ...file.tokens, ...team.tokens },
    promptCaching: team.promptCaching ?? file.promptCaching,
    ...effectiveSettings(team, file, values),
    alarms: { ...file.alarms, ...team.alarms },
  };
}
