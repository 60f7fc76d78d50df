import { Command, InvalidArgumentError } from 'commander';
import { ConfigurationError } from '../../app/config/problem';
import { CommandError } from './command-error';
import { print, say } from './output';

/** How commands end. */
export const EXIT = {
  /** Done. */
  done: 0,
  /** It could not be done, or a check failed: the message says what to do. */
  failed: 1,
  /** The command or the configuration is mistaken. */
  usage: 2,
} as const;

const EXIT_CODES = 'Exit codes: 0 done, 1 it could not be done or a check failed, 2 the command or the configuration is mistaken.';

/** A command, with what all of them share. */
export function command(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .showHelpAfterError('(--help shows every option)')
    .configureOutput({ writeOut: print, writeErr: say })
    .addHelpText('after', `\n${EXIT_CODES}`)
    .exitOverride();
}

/** A command on a configuration file. */
export function configurationCommand(name: string, description: string): Command {
  return command(name, description).option('--config <file>', 'the configuration file', 'claude-code.yaml');
}

/** A command on a team. */
export function teamCommand(name: string, description: string): Command {
  return configurationCommand(name, description).argument('<team>', 'the team, as it is named in the configuration file');
}

/** A command on a team that hands on what a session may do: the caller chooses the session. */
export function sessionCommand(name: string, description: string): Command {
  return awsOptions(teamCommand(name, description));
}

/** Adds what every command that asks AWS takes: whose session asks, and for how long. */
export function awsOptions(asking: Command): Command {
  return asking
    .option('--profile <name>', 'the profile of ~/.aws/config (default: AWS_PROFILE, then the AWS SDK\'s own search)')
    .option('--timeout <seconds>', 'how long AWS may take for one call with its retries', seconds, 20)
    .hook('preAction', (_, chosen) => {
      const { profile } = chosen.opts<{ profile?: string }>();
      if (profile !== undefined) {
        process.env.AWS_PROFILE = profile;
      }
    });
}

/** An option that is a number of seconds. */
export function seconds(value: string): number {
  const number = Number(value);
  if (!(number > 0 && number <= 600)) {
    throw new InvalidArgumentError('It is a number of seconds, above 0 and at most 600.');
  }
  return number;
}

/** Runs a program; what goes wrong is said on the error stream, without a stack trace. */
export async function run(program: Command, args: readonly string[]): Promise<void> {
  // The package says itself which versions of Node.js it runs on.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  process.stdout.on('error', endQuietly);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** Whoever reads the output has seen enough, as `head` does. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') {
    throw error;
  }
  process.exit();
}

function report(error: unknown): number {
  if (error instanceof CommandError) {
    say(`${error.message}\n${error.fix === undefined ? '' : `What to do: ${error.fix}\n`}`);
    return EXIT.failed;
  }
  if (error instanceof ConfigurationError) {
    say(`${error.message}\n`);
    return EXIT.usage;
  }
  if (typeof error === 'object' && error !== null && 'exitCode' in error && 'code' in error) {
    return error.exitCode === 0 ? EXIT.done : EXIT.usage; // commander has said what it was
  }
  throw error;
}
