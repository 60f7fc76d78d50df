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

/**
 * The team of a configuration file.
 *
 * @throws CommandError when the file has no such team
 */
export function chooseTeam(file: string, name: string): ChosenTeam {
  const configuration = loadConfiguration(file);
  const team = configuration.teams.find((candidate) => candidate.name === name);
  if (team === undefined) {
    const names = configuration.teams.map((candidate) => candidate.name);
    throw new CommandError(`${file} has no team '${name}'${didYouMean(name, names)}.`, `name one of ${names.join(', ')}`);
  }
  return { configuration, team, stackName: `${stackNamePrefix(configuration)}-Team-${team.name}` };
}
