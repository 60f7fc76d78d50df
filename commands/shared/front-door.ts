import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { COMMANDS } from '../index';
import { command } from './run';

/**
 * The one program with every command in it. Only the command that is asked for is loaded; the others are their names and
 * summaries.
 *
 * @param args what follows the program's name
 */
export async function frontDoor(args: readonly string[]): Promise<Command> {
  const program = command('claude-code', 'The commands of Claude Code on Amazon Bedrock, for a platform team and its developers.')
    .version(version(), '--version', 'print the version')
    .usage('<command> [options]')
    .addHelpText('after', '\nExamples:\n  npm run -s claude -- doctor payments\n  npm run -s claude -- help settings');
  const asked = args[0] === 'help' ? args[1] : args[0];
  for (const { name, summary, load } of COMMANDS) {
    const plain = summary.replaceAll('`', '');
    program.addCommand(name === asked ? (await load()).summary(plain) : new Command(name).summary(plain));
  }
  return program;
}

function version(): string {
  return (JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string }).version;
}
