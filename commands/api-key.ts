import { Command, InvalidArgumentError, Option } from 'commander';
import { assumeRole, SessionCredentials } from './shared/assume-role';
import { AwsLimits, clientConfig } from './shared/aws-client';
import { CommandError } from './shared/command-error';
import { toCommandError } from './shared/explain';
import { printableJson } from './shared/printable';
import { print, say } from './shared/output';
import { sessionCommand } from './shared/run';
import { chooseTeam } from './shared/team';

/** Where the command touches the world; tests stand in. */
export interface Surroundings {
  readonly now: () => Date;
  /** The session that keys are minted from: the current one, or one of the role, entered from it. */
  readonly credentials: (limits: AwsLimits, roleArn?: string) => Promise<SessionCredentials>;
  readonly mint: (credentials: SessionCredentials, region: string, seconds: number) => Promise<string>;
  readonly print: (text: string) => void;
  readonly say: (text: string) => void;
}

interface Options {
  readonly config: string;
  readonly hours: number;
  readonly format: keyof typeof FORMS;
  readonly roleArn?: string;
  readonly timeout: number;
}

const VARIABLE = 'AWS_BEARER_TOKEN_BEDROCK';

const FORMS = {
  export: (key: string) => `export ${VARIABLE}=${key}`,
  plain: (key: string) => key,
  json: (key: string, ends?: Date, latest?: Date) => printableJson({ [VARIABLE]: key, expiration: (ends ?? latest)!.toISOString(), exact: ends !== undefined }),
  powershell: (key: string) => `$env:${VARIABLE} = '${key}'`,
};

/** The AWS SDK and AWS's own generator of keys, loaded only when a key is minted. */
const AWS: Surroundings = {
  now: () => new Date(),
  credentials: async (limits, roleArn) => {
    if (roleArn !== undefined) {
      return assumeRole(roleArn, limits);
    }
    const { STSClient } = await import('@aws-sdk/client-sts');
    return new STSClient(await clientConfig(limits)).config.credentials();
  },
  mint: async (credentials, region, expiresInSeconds) => {
    const { getToken } = await import('@aws/bedrock-token-generator');
    return getToken({ credentials, region, expiresInSeconds });
  },
  print,
  say,
};

export function apiKeyCommand(surroundings: Surroundings = AWS): Command {
  return sessionCommand('api-key', 'Mints a short-term Bedrock API key of a team from the current role session and prints it.')
    .option('--hours <number>', 'how long the key shall live, at most 12; it ends with its session if that is sooner', hours, 12)
    .addOption(new Option('--format <form>', 'export: a line for a shell; plain: the key alone; json; powershell').choices(Object.keys(FORMS)).default('export'))
    .option('--role-arn <arn>', 'enter this role first, as the output ShortTermApiKeyRoleArn names it; its session lasts one hour')
    .addHelpText('after', '\nExample:\n  eval "$(npm run -s api-key -- payments --profile payments-keys)"')
    .action(async (team: string, options: Options) => mintKey(team, options, surroundings));
}

async function mintKey(name: string, options: Options, surroundings: Surroundings): Promise<void> {
  const { configuration: { region }, team } = chooseTeam(options.config, name);
  if (team.access?.apiKeys?.shortTerm === undefined) {
    throw new CommandError(`Team ${name} has no role whose sessions may use short-term keys.`, `add teams.${name}.access.apiKeys.shortTerm and deploy`);
  }
  const credentials = await explained(surroundings.credentials({ region, timeoutMs: options.timeout * 1000 }, options.roleArn));
  const now = surroundings.now();
  refuseUnusable(credentials, now);
  const requested = new Date(now.getTime() + options.hours * 3600 * 1000);
  const { expiration } = credentials;
  const ends = expiration !== undefined && expiration < requested ? expiration : requested;
  const key = await explained(surroundings.mint(credentials, region, Math.floor((ends.getTime() - now.getTime()) / 1000)));
  surroundings.print(`${FORMS[options.format](key, expiration === undefined ? undefined : ends, ends)}\n`);
  surroundings.say(`${ending(ends, requested, expiration)} It works in ${region} only.\n`);
}

async function explained<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof CommandError ? error : toCommandError(error, 'No key was minted');
  }
}

function refuseUnusable({ sessionToken, expiration }: SessionCredentials, now: Date): void {
  if (sessionToken === undefined) {
    throw new CommandError('The current credentials are access keys of a user; short-term keys are minted from the session of a role.', 'choose a profile with role_arn, or give --role-arn');
  }
  if (expiration !== undefined && expiration <= now) {
    throw new CommandError(`The current session ended at ${expiration.toISOString()}.`, 'sign in again');
  }
}

function ending(ends: Date, requested: Date, session?: Date): string {
  if (session === undefined) {
    return `The key ends at ${requested.toISOString()} at the latest, and sooner if its session does: the session does not say when.`;
  }
  return `The key ends at ${ends.toISOString()}${ends < requested ? ', with its session' : ''}.`;
}

function hours(value: string): number {
  const number = Number(value);
  if (!(number > 0 && number <= 12)) {
    throw new InvalidArgumentError('It is a number of hours, above 0 and at most 12.');
  }
  return number;
}
