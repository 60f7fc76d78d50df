import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsCalls, Profile } from '../../commands/doctor/aws-calls';
import { Patient, Status } from '../../commands/doctor/check';
import { CHECKS, examine, Result } from '../../commands/doctor/examine';
import { chooseTeam } from '../../commands/shared/team';
import { settingsOf } from '../../commands/shared/team-settings';
import { DEFAULT_FILE, fixture } from '../support/synthesis';

const chosen = chooseTeam(DEFAULT_FILE, 'payments');
const profile = (tier: string, model: string, over: Partial<Profile> = {}): Profile => ({
  name: `claude-code-payments-${tier}-us-${model}`,
  arn: `arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/${tier}0000000`,
  status: 'ACTIVE',
  modelArns: [`arn:aws:bedrock:us-east-1::foundation-model/anthropic.${model}`, `arn:aws:bedrock:us-west-2::foundation-model/anthropic.${model}`],
  ...over,
});
const PROFILES = [profile('opus', 'claude-opus-4-8'), profile('sonnet', 'claude-sonnet-5-5'), profile('haiku', 'claude-haiku-5-5')];
const PUBLISHED = settingsOf(chosen, Object.fromEntries(['opus', 'sonnet', 'haiku'].map((tier, index) => [tier, PROFILES[index]!.arn]))).managedSettings();
const TPM = 'Cross-region model inference tokens per minute for Anthropic Claude';

const HEALTHY: AwsCalls = {
  identity: async () => ({ account: '111122223333', arn: 'arn:aws:sts::111122223333:assumed-role/ClaudeCode-Team-payments-TeamDeveloperRole1/me' }),
  region: async () => 'us-east-1',
  profiles: async () => PROFILES,
  availability: async () => ({ agreement: 'AVAILABLE', authorization: 'AUTHORIZED', region: 'AVAILABLE' }),
  useCaseSubmitted: async () => true,
  dataRetention: async () => 'default',
  invoke: async () => undefined,
  invokeWithShortTermKey: async () => undefined,
  quotas: async () => ['Opus 4.8', 'Sonnet 5.5', 'Haiku 5.5'].map((model) => ({ name: `${TPM} ${model}`, code: `L-${model}`, value: 6_000_000 })),
  peakUsage: async () => 120_000,
  parameter: async () => JSON.stringify(PUBLISHED),
};

const failing = (name: string, message = 'no'): (() => Promise<never>) => async () => { throw Object.assign(new Error(message), { name }); };

/** A folder with these managed files. */
function machine(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'managed-'));
  mkdirSync(join(folder, 'managed-settings.d'));
  Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text));
  return folder;
}

async function ask(over: Partial<AwsCalls> = {}, patient: Partial<Patient> = {}): Promise<Result[]> {
  const managedDirectory = machine({ 'managed-settings.d/50-claude-code-payments.json': JSON.stringify(PUBLISHED) });
  return examine({ chosen, aws: { ...HEALTHY, ...over }, invoke: true, managedDirectory, variables: {}, ...patient }, { started: () => undefined, finished: () => undefined });
}

const findingsOf = (results: Result[], id: string) => results.find((result) => result.id === id)!.findings;
const faults = (results: Result[], status: Status = 'fail') => results.flatMap((result) => result.findings.filter((finding) => finding.status === status)
  .map((finding) => ({ check: result.id, message: finding.message, fix: finding.fix })));

test('the order is that in which a call depends on things', () => {
  expect(CHECKS.map((check) => check.id)).toEqual([
    'identity', 'environment', 'region', 'profiles', 'model-access', 'invocation', 'short-term-key', 'quota', 'settings', 'installed',
  ]);
});

test('a healthy team has no faults, and every check says something', async () => {
  const results = await ask();

  expect(faults(results)).toEqual([]);
  expect(faults(results, 'warn')).toEqual([]);
  expect(results.map((result) => result.id)).toEqual(CHECKS.map((check) => check.id));
  results.forEach((result) => expect(result.findings.length).toBeGreaterThan(0));
  expect(findingsOf(results, 'invocation').map((finding) => finding.message)).toEqual(['opus: answered', 'sonnet: answered', 'haiku: answered']);
});

describe('each fault is named with what mends it', () => {
  const deploy = 'npx cdk deploy ClaudeCode-Team-payments';
  const developerRole = "use the team's developer role (output DeveloperRoleArn); other roles of the account may not call its profiles";

  test.each<[string, Partial<AwsCalls>, { check: string; message: RegExp; fix: string | RegExp }]>([
    ['expired credentials', { identity: failing('ExpiredTokenException') }, { check: 'identity', message: /have expired/, fix: /aws sso login/ }],
    ['no credentials', { identity: failing('CredentialsProviderError') }, { check: 'identity', message: /There are no AWS credentials/, fix: /npm run aws-profile/ }],
    ['a profile that is missing', { profiles: async () => PROFILES.slice(1) }, { check: 'profiles', message: /no inference profile claude-code-payments-opus-us-claude-opus-4-8 in us-east-1/, fix: deploy }],
    ['a profile that is not active', { profiles: async () => [profile('opus', 'claude-opus-4-8', { status: 'CREATING' }), ...PROFILES.slice(1)] }, { check: 'profiles', message: /is CREATING, not ACTIVE/, fix: /wait a minute/ }],
    ['a profile of another model', { profiles: async () => [profile('opus', 'claude-opus-4-8', { modelArns: ['arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-4-7'] }), ...PROFILES.slice(1)] }, { check: 'profiles', message: /leads to .*claude-opus-4-7, not to anthropic.claude-opus-4-8/, fix: deploy }],
    ['no agreement', { availability: async () => ({ agreement: 'NOT_AVAILABLE', authorization: 'AUTHORIZED', region: 'AVAILABLE' }) }, { check: 'model-access', message: /agreement NOT_AVAILABLE/, fix: 'npm run model-access -- payments' }],
    ['a role that may not call', { invoke: failing('AccessDeniedException', 'User is not authorized to perform: bedrock:InvokeModel') }, { check: 'invocation', message: /opus: User is not authorized/, fix: developerRole }],
    ['a team that has been stopped', { invoke: failing('AccessDeniedException', 'not authorized with an explicit deny in an identity-based policy') }, { check: 'invocation', message: /explicit deny/, fix: /budget has stopped the team.*Of the outputs of ClaudeCode-Team-payments, LiftBudgetStopCommand .* LiftBurstStopCommand / }],
    ['an agreement that is being made', { invoke: failing('AccessDeniedException', 'Model access is denied: aws-marketplace actions') }, { check: 'invocation', message: /Model access is denied/, fix: 'npm run model-access -- payments' }],
    ['a bare model', { invoke: failing('ValidationException', 'Invocation of model ID with on-demand throughput isn\'t supported.') }, { check: 'invocation', message: /on-demand throughput/, fix: /only called through a profile: pin arn:aws:bedrock/ }],
    ['throttling', { invoke: failing('ThrottlingException', 'Too many tokens') }, { check: 'invocation', message: /AWS is throttling: Too many tokens/, fix: /higher quota/ }],
    ['no network', { invoke: failing('TimeoutError') }, { check: 'invocation', message: /did not answer in time/, fix: /check the network/ }],
    ['a proxy that answers', { invoke: failing('SyntaxError') }, { check: 'invocation', message: /not one of AWS/, fix: /proxy or gateway/ }],
    ['a quota below one request', { quotas: async () => [{ name: `${TPM} Opus 4.8`, code: 'L-1', value: 20_000 }] }, { check: 'quota', message: /20,000 tokens a minute, room for about 0 requests/, fix: /--quota-code L-1/ }],
    ['no published settings', { parameter: failing('ParameterNotFound') }, { check: 'settings', message: /no parameter \/claude-code\/payments\/managed-settings.json/, fix: deploy }],
    ['older settings', { parameter: async () => JSON.stringify({ ...PUBLISHED, model: 'haiku', env: { ...PUBLISHED.env, AWS_REGION: 'us-west-2' } }) }, { check: 'settings', message: /differs from the configuration in env.AWS_REGION, model/, fix: deploy }],
    ['settings changed by hand', { parameter: async () => '{' }, { check: 'settings', message: /does not hold settings as JSON/, fix: deploy }],
    ['a secret in the settings', { parameter: async () => JSON.stringify({ ...PUBLISHED, env: { ...PUBLISHED.env, AWS_BEARER_TOKEN_BEDROCK: 'x' } }) }, { check: 'settings', message: /not what Claude Code accepts: env\/AWS_BEARER_TOKEN_BEDROCK/, fix: deploy }],
  ])('%s', async (_, over, expected) => {
    const [first] = faults(await ask(over));

    expect(first).toEqual({ check: expected.check, message: expect.stringMatching(expected.message), fix: typeof expected.fix === 'string' ? expected.fix : expect.stringMatching(expected.fix) });
  });

  test('another account than the file\'s, and then the rest is asked all the same', async () => {
    const elsewhere = { ...chosen, configuration: { ...chosen.configuration, account: '999999999999' } };
    const results = await ask({}, { chosen: elsewhere });

    expect(faults(results)[0]).toMatchObject({ check: 'identity', message: 'The session is of account 111122223333; team payments is in 999999999999.' });
    expect(results).toHaveLength(CHECKS.length);
  });

  test('without credentials nothing else is asked', async () => {
    const asked: string[] = [];
    const results = await ask({ identity: failing('CredentialsProviderError'), profiles: async () => { asked.push('profiles'); return []; } });

    expect(results.map((result) => result.id)).toEqual(['identity']);
    expect(asked).toEqual([]);
  });

  test('a machine with older settings, one whose file is broken, and one with none', async () => {
    const own = 'managed-settings.d/50-claude-code-payments.json';
    const older = machine({ [own]: JSON.stringify({ ...PUBLISHED, model: 'opus' }) });
    const broken = machine({ [own]: '{ // comment' });
    const install = expect.stringContaining('npm run -s install-script -- payments');

    expect(faults(await ask({}, { managedDirectory: older }))).toEqual([
      { check: 'installed', message: `${join(older, own)} differs from the published settings in model.`, fix: install },
    ]);
    expect(faults(await ask({}, { managedDirectory: broken }))[0]).toEqual({
      check: 'installed', message: `${join(broken, own)} is not JSON; Claude Code does not read it.`, fix: install,
    });
    expect(faults(await ask({}, { managedDirectory: '/nowhere' }), 'warn')[0]).toMatchObject({ check: 'installed' });
  });

  test("keys of an organization's own are no fault; a file of it that wins over the team's is named", async () => {
    const own = 'managed-settings.d/50-claude-code-payments.json';
    const theirs = { 'managed-settings.json': JSON.stringify({ permissions: { deny: ['WebFetch'] }, env: { COMPANY: '1' } }) };
    const beside = machine({ ...theirs, [own]: JSON.stringify(PUBLISHED) });
    const later = machine({ ...theirs, [own]: JSON.stringify(PUBLISHED), 'managed-settings.d/90-company.json': '{"env":{"AWS_REGION":"eu-west-1"}}' });
    const company = join(later, 'managed-settings.d/90-company.json');

    expect(faults(await ask({}, { managedDirectory: beside }))).toEqual([]);
    expect(faults(await ask({}, { managedDirectory: later }))).toEqual([{
      check: 'installed', message: `${company} wins over ${join(later, own)}, with other values, in env.AWS_REGION.`, fix: expect.stringContaining(`ask who keeps ${company}`),
    }]);
  });
});

test('what only the platform team may see is no fault of a developer\'s session', async () => {
  const denied = failing('AccessDeniedException', 'not authorized');
  const results = await ask({ useCaseSubmitted: denied, availability: denied, quotas: denied });

  expect(faults(results)).toEqual([]);
  expect(faults(results, 'skip').filter(({ message }) => message.includes('not allowed to this session'))).toHaveLength(1 + 3 + 1);
});

test('a form that the organization may have sent is a note', async () => {
  const results = await ask({ useCaseSubmitted: async () => false });

  expect(faults(results)).toEqual([]);
  expect(faults(results, 'warn')[0]).toMatchObject({ check: 'model-access', fix: 'npm run model-access -- payments' });
});

test('a region that is not the team\'s is a note: the managed settings set it for Claude Code', async () => {
  expect(faults(await ask({ region: async () => 'eu-west-1' }), 'warn')[0]).toMatchObject({ check: 'region', fix: 'export AWS_REGION=us-east-1' });
  expect(faults(await ask({ region: async () => undefined }), 'warn')[0]).toMatchObject({ check: 'region', message: expect.stringContaining('No region is set') });
});

test('little quota is a note, and the quota of a sibling model is not taken for it', async () => {
  const results = await ask({ quotas: async () => [
    { name: `${TPM} Opus 4.8 V1`, code: 'L-2', value: 200_000 },
    { name: `${TPM} Sonnet 5`, code: 'L-3', value: 1 },
    { name: `${TPM} Haiku 5.5`, code: 'L-4', value: 6_000_000 },
  ] });

  expect(findingsOf(results, 'quota').map(({ status, message }) => `${status} ${message.split(':')[0]}`)).toEqual([
    'pass Claude Haiku 5.5', 'warn Claude Opus 4.8', 'skip Claude Sonnet 5.5',
  ]);
});

test('what the team has used of a quota: nearly all of it is a note, and not being allowed to see it is none', async () => {
  const denied = failing('AccessDenied');

  expect(findingsOf(await ask(), 'quota')[0]).toMatchObject({ status: 'pass', message: 'Claude Haiku 5.5: 6,000,000 tokens a minute, room for about 33 requests a minute that reserve 178,000 tokens each, 128,000 of them for the answer; the team used at most 120,000 in a minute of the last hour' });
  expect(findingsOf(await ask({ peakUsage: async (ids) => (ids.includes('opus0000000') ? 5_900_000 : 0) }), 'quota').map(({ status }) => status)).toEqual(['pass', 'warn', 'pass']);
  expect(findingsOf(await ask({ peakUsage: denied }), 'quota')[0]!.message).not.toContain('used at most');
});

describe('short-term keys', () => {
  test('are tried from a session of the key role alone', async () => {
    const used: string[] = [];
    const keyRole = { identity: async () => ({ account: '111122223333', arn: 'arn:aws:sts::111122223333:assumed-role/ClaudeCode-Team-payments-TeamShortTermApiKeyRole1/me' }), invokeWithShortTermKey: async (arn: string) => { used.push(arn); } };

    expect(findingsOf(await ask(), 'short-term-key')[0]).toMatchObject({ status: 'skip', message: 'only a session of the key role can tell' });
    expect(findingsOf(await ask(keyRole), 'short-term-key')[0]).toMatchObject({ status: 'pass', message: 'opus with a key: answered' });
    expect(used).toEqual([PROFILES[0]!.arn]);
  });

  test('a team that has none is told so', async () => {
    const research = chooseTeam(DEFAULT_FILE, 'research');

    expect(findingsOf(await ask({}, { chosen: research }), 'short-term-key')).toEqual([{ status: 'skip', message: 'the team has none' }]);
  });
});

test('no requests to models with --no-invoke', async () => {
  const results = await ask({ invoke: failing('Error', 'must not be asked') }, { invoke: false });

  expect(findingsOf(results, 'invocation')).toEqual([{ status: 'skip', message: 'left out by --no-invoke' }]);
});

test.each([['guardrail', 'kyoto', 'abc123def456', '3'], ['settings', 'alpha', 'madeup0000', '7']])('requests name the guardrail of %s', async (file, team, id, version) => {
  const guarded = chooseTeam(fixture(`${file}.yaml`), team);
  const arns = Object.fromEntries(Object.keys(guarded.team.models).map((tier) => [tier, `arn:aws:bedrock:${guarded.configuration.region}:111122223333:application-inference-profile/${tier}0000000`]));
  const published = settingsOf(guarded, arns, { id, version }).managedSettings();
  const named: unknown[] = [];
  const profiles = Object.entries(guarded.team.models).map(([tier, model]): Profile => ({
    name: `claude-code-${team}-${tier}-${guarded.configuration.geography.prefix}-${model.name}`, arn: arns[tier]!, status: 'ACTIVE', modelArns: [`x/${model.foundationModelId}`],
  }));
  const managedDirectory = machine({ [`managed-settings.d/50-claude-code-${team}.json`]: JSON.stringify(published) });
  const results = await ask({
    profiles: async () => profiles, parameter: async () => JSON.stringify(published), invoke: async (_, guardrail) => { named.push(guardrail); },
  }, { chosen: guarded, managedDirectory });

  expect(named).toEqual(profiles.map(() => ({ id, version })));
  expect(findingsOf(results, 'settings')[0]).toMatchObject({ status: 'pass' });
});
