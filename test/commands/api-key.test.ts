import { execFileSync, spawnSync } from 'node:child_process';
import { loadConfiguration } from '../../app/config/load';
import { apiKeyCommand } from '../../commands/api-key';
import { serviceControlPolicyOf } from '../../commands/service-control-policy';
import { SessionCredentials } from '../../commands/shared/assume-role';
import { CommandError } from '../../commands/shared/command-error';
import { DEFAULT_FILE, fixture, PROJECT } from '../support/synthesis';

const NOW = new Date('2026-11-22T09:00:00Z');
const SESSION = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' };

async function run(argv: string[], session: Partial<SessionCredentials> | Error = { expiration: new Date('2026-11-22T10:00:00Z') }) {
  const world = { error: undefined as unknown, printed: '', said: '', minted: [] as unknown[], roles: [] as (string | undefined)[] };
  const command = apiKeyCommand({
    now: () => NOW,
    credentials: async (_, roleArn) => {
      world.roles.push(roleArn);
      if (session instanceof Error) {
        throw session;
      }
      return { ...SESSION, ...session };
    },
    mint: async (_, region, seconds) => { world.minted.push({ region, seconds }); return 'bedrock-api-key-EXAMPLE'; },
    print: (text) => { world.printed += text; },
    say: (text) => { world.said += text; },
  });
  await command.parseAsync(['--config', DEFAULT_FILE, ...argv], { from: 'user' }).catch((error: unknown) => { world.error = error; });
  return world;
}

test.each([
  ['export', 'export AWS_BEARER_TOKEN_BEDROCK=bedrock-api-key-EXAMPLE\n'],
  ['plain', 'bedrock-api-key-EXAMPLE\n'],
  ['powershell', "$env:AWS_BEARER_TOKEN_BEDROCK = 'bedrock-api-key-EXAMPLE'\n"],
  ['json', '{"AWS_BEARER_TOKEN_BEDROCK":"bedrock-api-key-EXAMPLE","expiration":"2026-11-22T10:00:00.000Z","exact":true}\n'],
])('prints the key as %s, and nothing else beside it', async (format, expected) => {
  const { error, printed, said } = await run(['payments', '--format', format]);

  expect([error, printed]).toEqual([undefined, expected]);
  expect(said).not.toContain('EXAMPLE');
});

test('the key ends with its session when that is sooner', async () => {
  const { said, minted } = await run(['payments', '--hours', '8']);

  expect(said).toBe('The key ends at 2026-11-22T10:00:00.000Z, with its session. It works in us-east-1 only.\n');
  expect(minted).toEqual([{ region: 'us-east-1', seconds: 3600 }]);
});

test('the key ends when it was asked to when that is sooner', async () => {
  const { said, minted } = await run(['payments', '--hours', '0.5']);

  expect(said).toBe('The key ends at 2026-11-22T09:30:00.000Z. It works in us-east-1 only.\n');
  expect(minted).toEqual([{ region: 'us-east-1', seconds: 1800 }]);
});

test('a session that does not say when it ends: the end is the latest, and said to be', async () => {
  const { said, printed } = await run(['payments', '--format', 'json'], {});

  expect(said).toMatch(/^The key ends at 2026-11-22T21:00:00.000Z at the latest, and sooner if its session does/);
  expect(JSON.parse(printed)).toMatchObject({ expiration: '2026-11-22T21:00:00.000Z', exact: false });
});

test('enters the role that is named', async () => {
  expect((await run(['payments', '--role-arn', 'arn:aws:iam::111122223333:role/claude-code/Keys'])).roles).toEqual(['arn:aws:iam::111122223333:role/claude-code/Keys']);
});

test.each<[string, string[], Partial<SessionCredentials> | Error | undefined, RegExp, RegExp]>([
  ['an unknown team', ['paymens'], undefined, /has no team 'paymens' \(did you mean 'payments'\?\)/, /payments, research/],
  ['a team without short-term keys', ['research'], undefined, /Team research has no role/, /^add teams.research.access.apiKeys.shortTerm and deploy$/],
  ['keys of a user', ['payments'], { sessionToken: undefined }, /minted from the session of a role/, /--role-arn/],
  ['a session that has ended', ['payments'], { expiration: NOW }, /ended at 2026-11-22T09:00:00.000Z/, /^sign in again$/],
  ['no credentials', ['payments'], Object.assign(new Error('Could not load credentials'), { name: 'CredentialsProviderError' }), /^No key was minted: There are no AWS credentials: Could not load/, /^sign in/],
  ['a role that admits nobody', ['payments'], new CommandError('The role X could not be assumed', 'ask'), /^The role X could not be assumed$/, /^ask$/],
])('fails with %s, says what to do, and prints nothing', async (_, argv, session, message, fix) => {
  const { error, printed, minted } = await run(argv, session);

  expect([printed, minted]).toEqual(['', []]);
  expect(error).toBeInstanceOf(CommandError);
  expect(error).toMatchObject({ message: expect.stringMatching(message), fix: expect.stringMatching(fix) });
});

describe('as processes', () => {
  const node = (name: string, argv: string[], env: Record<string, string> = {}) => spawnSync('node', ['-r', 'ts-node/register', 'bin/claude-code.ts', name, ...argv], {
    cwd: PROJECT, encoding: 'utf8', env: { PATH: process.env.PATH!, HOME: '/nonexistent', ...env },
  });

  test('mints a key with AWS\'s own generator, without a network', () => {
    const { status, stdout, stderr } = node('api-key', ['payments', '--format', 'plain', '--hours', '2'], {
      AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token',
    });
    const request = Buffer.from(stdout.trim().replace('bedrock-api-key-', ''), 'base64').toString();

    expect([status, stderr]).toEqual([0, expect.stringContaining('It works in us-east-1 only.')]);
    expect(request).toContain('Action=CallWithBearerToken');
    expect(request).toContain('X-Amz-Expires=7200');
    expect(request).toMatch(/us-east-1%2Fbedrock%2Faws4_request/);
  });

  test.each([['--format', 'xml'], ['--hours', '13'], ['--hours', 'long']])('refuses %s %s', (option, value) => {
    const { status, stdout, stderr } = node('api-key', ['payments', option, value]);

    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(option);
  });

  test('prints the service control policy of a file', () => {
    const printed = execFileSync('node', ['-r', 'ts-node/register', 'bin/claude-code.ts', 'service-control-policy', '--exempt', 'arn:aws:iam::*:role/Emergency'], { cwd: PROJECT, encoding: 'utf8' });

    expect(JSON.parse(printed)).toEqual(serviceControlPolicyOf(loadConfiguration(DEFAULT_FILE), { exempt: ['arn:aws:iam::*:role/Emergency'] }));
  });
});

test('the service control policy closes what the file does not use', () => {
  const sids = (file: string) => (serviceControlPolicyOf(loadConfiguration(file)) as any).Statement.map(({ Sid }: any) => Sid);

  expect(sids(DEFAULT_FILE)).toEqual(expect.arrayContaining(['CreateNoLongTermApiKeys', 'UseNoLongTermApiKeys', 'RunNothingOutsideTheGeography']));
  expect(sids(fixture('access-us.yaml'))).toEqual(expect.arrayContaining(['CreateLongTermApiKeysOnlyAsRolesOfClaudeCode', 'CreateNoLongTermApiKeysThatNeverExpire']));
  expect(sids(fixture('global.yaml'))).not.toContain('RunNothingOutsideTheGeography');
  expect(JSON.stringify(serviceControlPolicyOf(loadConfiguration(fixture('access-us.yaml'))))).toContain('"NumericGreaterThan":{"iam:ServiceSpecificCredentialAgeDays":"30"}');
});
