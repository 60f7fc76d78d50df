import { stackNamePrefix } from '../../app/stacks/names';
import { loadConfiguration } from '../../app/config/load';
import { Configuration, TeamConfiguration } from '../../app/config/resolve';
import { didYouMean } from '../../app/config/schema/parts';
import { CommandError } from './command-error';

/** A team with the configuration that it stands in. */
export interface ChosenTeam {
  readonly configuration: Configuration;
  readonly team: TeamConfiguration;
  /** The name of its stack. */
  readonly stackName: string;
}

/** The teams of a configuration file, and how their stacks are named. */
export interface FileTeams {
  readonly configuration: Configuration;
  readonly names: readonly string[];
  readonly stackNameOf: (team: string) => string;
}

/** Reads the teams of a configuration file. */
export function readTeams(file: string): FileTeams {
  const configuration = loadConfiguration(file);
  return {
    configuration,
    names: configuration.teams.map(({ name }) => name),
    stackNameOf: (team) => `${stackNamePrefix(configuration)}-Team-${team}`,
  };
}

/**
 * The team of a configuration file.
 *
 * @throws CommandError when the file has no such team
 */
export function chooseTeam(file: string, name: string): ChosenTeam {
  const { configuration, names, stackNameOf } = readTeams(file);
  const team = configuration.teams.find((candidate) => candidate.name === name);
  if (team === undefined) {
    throw new CommandError(`${file} has no team '${name}'${didYouMean(name, names)}.`, `name one of ${names.join(', ')}`);
  }
  return { configuration, team, stackName: stackNameOf(name) };
}
