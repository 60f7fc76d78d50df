import { Command } from 'commander';
import { awsTeamStacks } from './teams/team-stacks';
import { inventory, TeamInventory } from './teams/inventory';
import { printableJson } from './shared/printable';
import { print } from './shared/output';
import { awsOptions, configurationCommand, EXIT } from './shared/run';
import { readTeams } from './shared/team';

interface Options {
  readonly config: string;
  readonly json?: boolean;
  readonly check?: boolean;
  readonly timeout: number;
}

export function teamsCommand(): Command {
  return awsOptions(configurationCommand('teams', 'Lists the team stacks of the account in the region of a configuration file. '
    + 'A team that is deleted from the file keeps its stack, and with it its access, until somebody deletes the stack: the command for that is printed.'))
    .option('--json', 'print the list as JSON')
    .option('--check', 'end with 1 where a stack is left that the file does not have')
    .addHelpText('after', '\nExamples:\n  npm run -s teams\n  npm run -s teams -- --json --check'
      + '\n\nThe session needs cloudformation:DescribeStacks and sts:GetCallerIdentity. Nothing is changed.')
    .action(async (options: Options) => {
      const chosen = readTeams(options.config);
      const found = inventory(chosen, await awsTeamStacks(chosen, { region: chosen.configuration.region, timeoutMs: options.timeout * 1000 }));
      print(options.json === true ? `${printableJson(found, 2)}\n` : `${render(found, options.config)}\n`);
      process.exitCode = options.check === true && found.left.length > 0 ? EXIT.failed : EXIT.done;
    });
}

function render({ deployed, missing, left }: TeamInventory, file: string): string {
  const lines = [
    ...deployed.map(({ team, stackName, status }) => `${team}: ${stackName}, ${status}`),
    ...missing.map(({ team, deploy }) => `${team}: in ${file}, but not deployed. What to do: ${deploy}`),
    ...left.flatMap(({ team, stackName, status, commands }) => [
      `${team}: ${stackName}, ${status}. ${file} does not have this team: its role, keys and profiles work until the stack is deleted.`,
      '  What to do, if no other configuration file has it, in this order:',
      ...commands.map(({ command, when }) => `    ${command}${when === undefined ? '' : `    # ${when}`}`),
    ]),
  ];
  return lines.length === 0 ? 'There are no teams, neither in the file nor in the account.' : lines.join('\n');
}
