#!/usr/bin/env node
import { Command, InvalidArgumentError, Option } from 'commander';
import { loadConfiguration } from '../config/load';
import { ConfigurationError } from '../config/problem';
import { didYouMean } from '../config/schema/parts';
import { assumeRole, SessionCredentials } from './shared/assume-role';

/** Where the command touches the world; tests stand in. */
export interface Surroundings {
  readonly now: () => Date;
  /** The session that keys are minted from: the current one, or one of the role, entered from it. */
  readonly credentials: (region: string, roleArn?: string) => Promise<SessionCredentials>;
  readonly mint: (credentials: SessionCredentials, region: string, seconds: number) => Promise<string>;
  readonly print: (text: string) => void;
  readonly say: (text: string) => void;
}

interface Options {
  readonly config: string;
  readonly hours: number;
  readonly format: keyof typeof FORMS;
  readonly roleArn?: string;
  readonly profile?: string;
}

const VARIABLE = 'AWS_BEARER_TOKEN_BEDROCK';

const FORMS = {
  export: (key: string) => `export ${VARIABLE}=${key}`,
  plain: (key: string) => key,
  json: (key: string, ends?: Date, latest?: Date) => JSON.stringify({ [VARIABLE]: key, expiration: (ends ?? latest)!.toISOString(), exact: ends !== undefined }),
  powershell: (key: string) => `$env:${VARIABLE} = '${key}'`,
};

/** What the person at the terminal can mend. */
class Obstacle extends Error {}

export function apiKeyCommand(surroundings: Surroundings): Command {
  return new Command('api-key')
    .description('Mints a short-term Bedrock API key of a team from the current role session and prints it.')
    .argument('<team>', 'the team, as it is named in the configuration file')
    .option('--config <file>', 'the configuration file', 'claude-code.yaml')
    .option('--hours <number>', 'how long the key shall live, at most 12; it ends with its session if that is sooner', hours, 12)
    .addOption(new Option('--format <form>', 'export: a line for a shell; plain: the key alone; json; powershell').choices(Object.keys(FORMS)).default('export'))
    .option('--role-arn <arn>', 'enter this role first, as the output ShortTermApiKeyRoleArn names it; its session lasts one hour')
    .option('--profile <name>', 'the profile of ~/.aws/config (default: AWS_PROFILE, then the AWS SDK\'s own search)')
    .addHelpText('after', '\nExample:\n  eval "$(npm run -s api-key -- payments --profile payments-keys)"')
    .exitOverride()
    .action(async (team: string, options: Options) => mintKey(team, options, surroundings));
}

async function mintKey(name: string, options: Options, surroundings: Surroundings): Promise<void> {
  const { region } = configurationOf(name, options.config);
  if (options.profile !== undefined) {
    process.env.AWS_PROFILE = options.profile;
  }
  const credentials = await surroundings.credentials(region, options.roleArn);
  if (credentials.sessionToken === undefined) {
    throw new Obstacle('The current credentials are access keys of a user; short-term keys are minted from the session of a role. ' +
      'Choose a profile with role_arn, or give --role-arn.');
  }
  const now = surroundings.now();
  const requested = new Date(now.getTime() + options.hours * 3600 * 1000);
  const { expiration } = credentials;
  if (expiration !== undefined && expiration <= now) {
    throw new Obstacle(`The current session ended at ${expiration.toISOString()}. Sign in again.`);
  }
  const ends = expiration !== undefined && expiration < requested ? expiration : requested;
  const key = await surroundings.mint(credentials, region, Math.floor((ends.getTime() - now.getTime()) / 1000));
  surroundings.print(`${FORMS[options.format](key, expiration === undefined ? undefined : ends, ends)}\n`);
  surroundings.say(`${ending(ends, requested, expiration)} It works in ${region} only.\n`);
}

function ending(ends: Date, requested: Date, session?: Date): string {
  if (session === undefined) {
    return `The key ends at ${requested.toISOString()} at the latest, and sooner if its session does: the session does not say when.`;
  }
  return `The key ends at ${ends.toISOString()}${ends < requested ? ', with its session' : ''}.`;
}

function configurationOf(name: string, file: string): { region: string } {
  const configuration = loadConfiguration(file);
  const names = configuration.teams.map((team) => team.name);
  const team = configuration.teams.find((candidate) => candidate.name === name);
  if (team === undefined) {
    throw new Obstacle(`${file} has no team '${name}'${didYouMean(name, names)}; it has ${names.join(', ')}.`);
  }
  if (team.access?.apiKeys?.shortTerm === undefined) {
    throw new Obstacle(`Team ${name} has no role whose sessions may use short-term keys. Add teams.${name}.access.apiKeys.shortTerm and deploy.`);
  }
  return { region: configuration.region };
}

function hours(value: string): number {
  const number = Number(value);
  if (!(number > 0 && number <= 12)) {
    throw new InvalidArgumentError('It is a number of hours, above 0 and at most 12.');
  }
  return number;
}

/** The AWS SDK and AWS's own generator of keys, loaded only when a key is minted. */
const AWS: Surroundings = {
  now: () => new Date(),
  credentials: async (region, roleArn) => {
    if (roleArn !== undefined) {
      return assumeRole(roleArn, { region, timeoutMs: 20_000 });
    }
    const { STSClient } = await import('@aws-sdk/client-sts');
    return new STSClient({ region }).config.credentials();
  },
  mint: async (credentials, region, expiresInSeconds) => {
    const { getToken } = await import('@aws/bedrock-token-generator');
    return getToken({ credentials, region, expiresInSeconds });
  },
  print: (text) => process.stdout.write(text),
  say: (text) => process.stderr.write(text),
};

/** Runs the command; what goes wrong is said on the error stream, without a stack trace. */
export async function runApiKey(argv: readonly string[], surroundings: Surroundings = AWS): Promise<number> {
  try {
    await apiKeyCommand(surroundings).parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'exitCode' in error) {
      return error.exitCode === 0 ? 0 : 2; // commander has said what it was
    }
    const { name, message } = error as Error;
    surroundings.say(error instanceof Obstacle || error instanceof ConfigurationError
      ? `${message}\n`
      : `No key was minted: ${name}: ${message}\nSign in again, or choose another --profile.\n`);
    return error instanceof ConfigurationError ? 2 : 1;
  }
}

if (require.main === module) {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  void runApiKey(process.argv.slice(2)).then((code) => { process.exitCode = code; });
}
