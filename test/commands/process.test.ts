import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { apiKeyCommand } from '../../commands/api-key';
import { awsProfileCommand } from '../../commands/aws-profile';
import { credentialsCommand } from '../../commands/credentials';
import { doctorCommand } from '../../commands/doctor';
import { installScriptCommand } from '../../commands/install-script';
import { modelAccessCommand } from '../../commands/model-access';
import { serviceControlPolicyCommand } from '../../commands/service-control-policy';
import { settingsCommand } from '../../commands/settings';
import { Answer, Asked, assumedRoleAnswer, AwsStandIn, identityAnswer, jsonError, startAwsStandIn, stsError } from '../support/aws-stand-in';
import { deployFile } from '../support/deployment';
import { Ended, runCommand, runProcess } from '../support/process';
import { outputsOf, publishedSettings } from '../support/published';
import { DEFAULT_FILE, fixture } from '../support/synthesis';

const folder = mkdtempSync(join(tmpdir(), 'commands-'));
const outputs = join(folder, 'cdk-outputs.json');
const deployed = deployFile(DEFAULT_FILE);
const published = publishedSettings(deployed.deployment).find(({ stack }) => stack.endsWith('payments'))!;
writeFileSync(outputs, JSON.stringify(outputsOf(deployed.deployment)));

let standIn: AwsStandIn;
let answer: (asked: Asked) => Answer | undefined;

beforeAll(async () => { standIn = await startAwsStandIn((asked) => answer(asked)); });
beforeEach(() => { standIn.asked.length = 0; });
afterAll(() => standIn.close());

const withAws = (command: string, args: string[]): Promise<Ended> => runCommand(command, args, standIn.environment);

const COMMANDS: [string, () => Command][] = [
  ['settings', settingsCommand], ['aws-profile', awsProfileCommand], ['credentials', credentialsCommand],
  ['doctor', doctorCommand], ['model-access', modelAccessCommand], ['install-script', installScriptCommand],
  ['api-key', apiKeyCommand], ['service-control-policy', serviceControlPolicyCommand],
];

test.each(COMMANDS)('%s: the help says what it does, every option and the exit codes', (name, command) => {
  let help = '';
  command().configureOutput({ writeOut: (text) => { help += text; } }).outputHelp();

  expect(help).toContain(`Usage: ${name} [options]${name === 'service-control-policy' ? '' : ' <team>'}\n`);
  expect(help).toContain('Exit codes: 0 done, 1 it could not be done or a check failed, 2 the command or the configuration is mistaken.');
  command().options.forEach((option) => expect(option.description).not.toBe(''));
});

test('--help ends with 0', async () => {
  expect(await runCommand('doctor', ['--help'])).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('Usage: claude-code doctor [options] <team>') });
});

test('synthesis loads nothing that only commands need', async () => {
  const script = "require('./app/config/load'); require('./app/stacks/create-stacks'); process.stdout.write(Object.keys(require.cache).filter((file) => /node_modules.(@aws-sdk|@smithy|@aws.bedrock|commander|ajv)/.test(file)).join())";

  expect(await runProcess('node', ['-r', 'ts-node/register', '-e', script])).toMatchObject({ code: 0, stdout: '' });
});

describe('mistakes are refused with words', () => {
  test.each<[string, () => Command, string[], RegExp]>([
    ['an unknown audience', settingsCommand, ['payments', '--for', 'everybody'], /Allowed choices are managed, user, ci/],
    ['no outputs', settingsCommand, ['payments', '--outputs', '/nowhere.json'], /There is no file \/nowhere.json\./],
    ['a secret in a command', settingsCommand, ['payments', '--for', 'user', '--outputs', outputs, '--auth-refresh', 'login sk-ant-abc123'], /without a credential in it/],
    ['a secret in a credential process', awsProfileCommand, ['payments', '--sign-in', 'credential-process', '--credential-process', 'broker sk-ant-abc123'], /no place for one/],
    ['no operating system', installScriptCommand, ['payments'], /required option '--os <system>' not specified/],
    ['a team without single sign-on', awsProfileCommand, ['payments', '--sign-in', 'single-sign-on', '--outputs', outputs], /does not say where IAM Identity Center is/],
    ['what is no role', awsProfileCommand, ['payments', '--role-arn', 'Developer'], /A role is named by its ARN.*received 'Developer'/],
    ['no seconds', doctorCommand, ['payments', '--timeout', 'soon'], /number of seconds, above 0 and at most 600/],
    ['a form that is not there', modelAccessCommand, ['payments', '--form', '/nowhere.yaml'], /There is no file \/nowhere.yaml/],
  ])('%s', async (_, command, args, message) => {
    await expect(command().configureOutput({ writeErr: () => undefined }).parseAsync(args, { from: 'user' })).rejects.toThrow(message);
  });
});

describe('mistakes end with an exit code and what to do, without a stack trace', () => {
  test.each<[string, string, string[], number, RegExp]>([
    ['no team', 'settings', [], 2, /missing required argument 'team'/],
    ['an unknown team', 'settings', ['paymnts'], 1, /no team 'paymnts' \(did you mean 'payments'\?\)\.\nWhat to do: name one of payments, research/],
    ['a broken configuration', 'doctor', ['payments', '--config', '/nowhere.yaml'], 2, /there is no such file/],
    ['a broken configuration of a key', 'api-key', ['payments', '--config', '/nowhere.yaml'], 2, /there is no such file/],
    ['no credentials for a key', 'api-key', ['payments'], 1, /No key was minted: There are no AWS credentials.*\nWhat to do: sign in/],
    ['a broken configuration of a policy', 'service-control-policy', ['--config', '/nowhere.yaml'], 2, /there is no such file/],
    ['an argument too many', 'service-control-policy', ['payments'], 2, /too many arguments/],
    ['no credentials', 'settings', ['payments'], 1, /There are no AWS credentials.*\nWhat to do: sign in/],
  ])('%s', async (_, command, args, expected, message) => {
    const { code, stdout, stderr } = await runCommand(command, args);

    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('settings', () => {
  test('from the published parameter: the very same JSON', async () => {
    answer = () => ({ body: { Parameter: { Name: published.parameterName, Value: published.text } } });
    const { code, stdout } = await withAws('settings', ['payments']);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(published.settings);
    expect(standIn.asked.map(({ operation, body }) => [operation, JSON.parse(body).Name])).toEqual([['GetParameter', published.parameterName]]);
  });

  test('a parameter that does not exist', async () => {
    answer = () => jsonError('ParameterNotFound', 400, '');

    expect(await withAws('settings', ['payments'])).toMatchObject({
      code: 1, stdout: '', stderr: "There is no parameter /claude-code/payments/managed-settings.json in us-east-1.\nWhat to do: deploy the team with 'npx cdk deploy ClaudeCode-Team-payments', and check that AWS_PROFILE leads to its account\n",
    });
  });

  test('for a build machine into a file, from outputs alone', async () => {
    const file = join(folder, 'ci.json');
    const { code } = await runCommand('settings', ['payments', '--for', 'ci', '--outputs', outputs, '--output', file]);

    expect(code).toBe(0);
    const { allowedProviders, availableModelsMatch, modelPricing, ...everywhere } = published.settings;
    expect([allowedProviders, availableModelsMatch, modelPricing]).not.toContain(undefined); // managed settings alone may hold these
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(everywhere);
  });
});

describe('aws-profile', () => {
  test('single sign-on, and from it the developer role; the user settings sign in with the same session', async () => {
    const configuration = fixture('settings.yaml');
    const file = join(folder, 'settings-outputs.json');
    const all = outputsOf(deployFile(configuration).deployment);
    writeFileSync(file, JSON.stringify(all));
    const role = all['ClaudeCode-Team-alpha']!.DeveloperRoleArn;
    const profile = await runCommand('aws-profile', ['alpha', '--config', configuration, '--outputs', file]);
    const user = await runCommand('settings', ['alpha', '--config', configuration, '--outputs', file, '--for', 'user']);

    expect(profile.stdout).toBe(`# >>> sign-in claude-code: written by claude-code aws-profile, which replaces it >>>
[sso-session claude-code]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access
# <<< sign-in claude-code <<<

# >>> claude-code-alpha: written by claude-code aws-profile, which replaces it >>>
[profile claude-code-alpha-sign-in]
sso_session = claude-code
sso_account_id = 111122223333
sso_role_name = AlphaDeveloper
region = us-east-1

[profile claude-code-alpha]
role_arn = ${role}
source_profile = claude-code-alpha-sign-in
region = us-east-1
# <<< claude-code-alpha <<<
`);
    expect(JSON.parse(user.stdout)).toEqual({
      $schema: 'https://json.schemastore.org/claude-code-settings.json',
      awsAuthRefresh: 'aws sso login --sso-session claude-code',
      awsCredentialExport: 'aws configure export-credentials --profile claude-code-alpha',
    });
  });

  test('where sessions must bear the name of the person behind them, the profile holds it, and is not printed without', async () => {
    const configuration = join(folder, 'attributed.yaml');
    writeFileSync(configuration, `${readFileSync(DEFAULT_FILE, 'utf8')}\nattribution: required\n`);
    const args = ['payments', '--config', configuration, '--role-arn', 'arn:aws:iam::111122223333:role/claude-code/Developer'];
    const parse = (...more: string[]): Promise<Command> => awsProfileCommand().parseAsync([...args, ...more], { from: 'user' });
    const named = await runCommand('aws-profile', [...args, '--session-name', 'zoe@example.com']);

    expect(named.stdout).toContain('source_profile = default\nrole_session_name = zoe@example.com\nregion');
    await expect(parse()).rejects.toThrow('requires sessions that bear the name of the person behind them');
    await expect(parse('--session-name', 'zoe smith')).rejects.toThrow("received 'zoe smith'");
  });

  test('a plain role, and a credential process', async () => {
    const role = await runCommand('aws-profile', ['payments', '--role-arn', 'arn:aws:iam::111122223333:role/claude-code/Developer', '--source-profile', 'work']);
    const process = await runCommand('aws-profile', ['payments', '--sign-in', 'credential-process', '--credential-process', '/opt/broker --team payments']);

    expect(role.stdout).toContain('\n[profile claude-code-payments]\nrole_arn = arn:aws:iam::111122223333:role/claude-code/Developer\nsource_profile = work\nregion = us-east-1\n# <<<');
    expect(process.stdout).toContain('\n[profile claude-code-payments]\ncredential_process = /opt/broker --team payments\nregion = us-east-1\n# <<<');
  });
});

/** AWS for a person who has signed in under her name, and may enter any role. */
const signedInAsZoe = (expiration: string) => ({ operation }: Asked): Answer => (operation === 'AssumeRole'
  ? assumedRoleAnswer(expiration)
  : identityAnswer('111122223333', 'arn:aws:sts::111122223333:assumed-role/Sso/zoe@example.com'));

describe('credentials', () => {
  test('of the current session, once AWS has confirmed it: the JSON alone', async () => {
    answer = () => identityAnswer('111122223333', 'arn:aws:sts::111122223333:assumed-role/a/b');

    expect(await withAws('credentials', ['payments'])).toMatchObject({
      code: 0, stderr: '', stdout: '{"Credentials":{"AccessKeyId":"made-up","SecretAccessKey":"made-up","SessionToken":"made-up"}}\n',
    });
  });

  test('of the developer role, where outputs name it', async () => {
    answer = signedInAsZoe('2026-11-22T13:00:00Z');
    const { code, stdout } = await withAws('credentials', ['payments', '--outputs', outputs]);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ Credentials: { AccessKeyId: 'a', SecretAccessKey: 's', SessionToken: 't', Expiration: '2026-11-22T13:00:00.000Z' } });
    const asked = decodeURIComponent(standIn.asked[1]!.body);
    expect(asked).toContain(`RoleArn=${outputsOf(deployed.deployment)['ClaudeCode-Team-payments']!.DeveloperRoleArn}`);
    expect(asked).toContain('RoleSessionName=zoe@example.com');
  });

  test('an expired session and long-term keys are refused, and nothing reaches the standard output', async () => {
    answer = () => stsError('ExpiredToken', 403, 'The security token included in the request is expired');
    const expired = await withAws('credentials', ['payments']);
    answer = () => identityAnswer('111122223333', 'arn:aws:iam::111122223333:user/me');
    const longTerm = Object.fromEntries(Object.entries(standIn.environment).filter(([name]) => name !== 'AWS_SESSION_TOKEN'));
    const keys = await runCommand('credentials', ['payments'], longTerm);

    expect(expired).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/have expired[^]*What to do: they come from this shell: 'unset AWS_ACCESS_KEY_ID/) });
    expect(keys).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('long-term access keys, which are not handed on') });
  });
});

describe('api-key', () => {
  test('the session of a role that is named bears the caller\'s name, which attribution asks for', async () => {
    const role = 'arn:aws:iam::111122223333:role/claude-code/Keys';
    answer = signedInAsZoe(new Date(Date.now() + 3600 * 1000).toISOString());
    const { code, stdout } = await withAws('api-key', ['payments', '--format', 'plain', '--role-arn', role]);
    const asked = standIn.asked.filter(({ operation }) => operation === 'AssumeRole').map(({ body }) => new URLSearchParams(body));

    expect(code).toBe(0);
    expect(asked.map((body) => [body.get('RoleArn'), body.get('RoleSessionName')])).toEqual([[role, 'zoe@example.com']]);
    expect(Buffer.from(stdout.trim().replace('bedrock-api-key-', ''), 'base64').toString()).toContain('X-Amz-Security-Token=t&');
  });
});

/** AWS as it is when all is well, for the payments team of the default file. */
const healthy = ({ operation, path }: Asked): Answer | undefined => {
  const profiles = deployed.profiles.filter(({ stack }) => stack.endsWith('payments')).map((profile) => ({
    arn: profile.arn,
    name: `claude-code-payments-${/opus|sonnet|haiku/.exec(profile.foundationModelId)![0]}-us-${profile.foundationModelId.replace('anthropic.', '')}`,
    modelArn: `arn:aws:bedrock:us-east-1::foundation-model/${profile.foundationModelId}`,
  }));
  switch (operation) {
    case 'GetCallerIdentity': return identityAnswer('111122223333', 'arn:aws:sts::111122223333:assumed-role/Developer/me');
    case 'ListInferenceProfiles': return { body: { inferenceProfileSummaries: profiles.map(({ arn, name, modelArn }) => ({
      inferenceProfileArn: arn, inferenceProfileName: name, status: 'ACTIVE', models: [{ modelArn }], type: 'APPLICATION', inferenceProfileId: arn.split('/')[1],
    })) } };
    case 'GetUseCaseForModelAccess': case 'GetFoundationModelAvailability': return jsonError('AccessDeniedException', 403, 'not authorized');
    case 'InvokeModel': return profiles.some(({ arn }) => decodeURIComponent(path).includes(arn)) ? { body: { content: [], usage: {} } } : undefined;
    case 'ListServiceQuotas': return jsonError('AccessDeniedException', 400, 'not authorized');
    case 'GetParameter': return { body: { Parameter: { Value: published.text } } };
    default: return undefined;
  }
};

describe('doctor', () => {
  test('a healthy developer session: progress on the error stream, findings on the output, exit code 0', async () => {
    answer = healthy;
    const { code, stdout, stderr } = await withAws('doctor', ['payments', '--managed-directory', join(folder, 'none')]);

    expect(stderr.split('\n').slice(0, 3)).toEqual(['[1/10] AWS credentials …', '[2/10] Variables of this shell …', '[3/10] Region …']);
    expect(stdout).toMatch(/ok {4}opus: answered\n.*ok {4}sonnet: answered\n.*ok {4}haiku: answered/);
    expect(stdout).toMatch(/Nothing is wrong with team payments\.\n$/);
    expect(code).toBe(0);
  });

  test('throttled: exit code 1, as JSON, with what to do', async () => {
    answer = (asked) => (asked.operation === 'InvokeModel' ? jsonError('ThrottlingException', 429, 'Too many tokens') : healthy(asked));
    const { code, stdout, stderr } = await withAws('doctor', ['payments', '--json', '--managed-directory', join(folder, 'none')]);
    const report = JSON.parse(stdout);

    expect({ code, stderr, healthy: report.healthy, team: report.team }).toEqual({ code: 1, stderr: '', healthy: false, team: 'payments' });
    expect(report.checks.find(({ id }: { id: string }) => id === 'invocation').findings[0]).toEqual({
      status: 'fail', message: 'opus: AWS is throttling: Too many tokens', fix: 'wait a minute and try again; if it stays, ask for a higher quota of tokens per minute',
    });
    expect(standIn.asked.filter(({ operation }) => operation === 'InvokeModel')).toHaveLength(3 * 3);
  });

  test('AWS that never answers: it ends all the same, and says so', async () => {
    answer = () => ({ delay: 120_000 });
    const { code, stdout, seconds } = await withAws('doctor', ['payments', '--timeout', '1']);

    expect(code).toBe(1);
    expect(stdout).toContain('AWS did not answer in time');
    expect(stdout).toContain('9 checks were not made');
    expect(seconds).toBeLessThan(15);
  });
});

describe('model-access', () => {
  const form = join(folder, 'form.yaml');
  writeFileSync(form, 'companyName: Acme\ncompanyWebsite: https://www.example.com\nintendedUsers: internal\nindustry: Finance\nuseCases: Developers write and review code.\n');
  const closed = ({ operation }: Asked): Answer | undefined => {
    switch (operation) {
      case 'GetUseCaseForModelAccess': return jsonError('ResourceNotFoundException', 404, 'none');
      case 'GetFoundationModelAvailability': return { body: { modelId: 'm', agreementAvailability: { status: 'NOT_AVAILABLE' }, authorizationStatus: 'AUTHORIZED', entitlementAvailability: 'AVAILABLE', regionAvailability: 'AVAILABLE' } };
      case 'ListFoundationModelAgreementOffers': return { body: { modelId: 'm', offers: [{ offerId: 'o', offerToken: 'token-1', termDetails: { usageBasedPricingTerm: { rateCard: [] }, legalTerm: { url: 'https://example.com/terms' } } }] } };
      case 'PutUseCaseForModelAccess': case 'CreateFoundationModelAgreement': return { body: {} };
      default: return undefined;
    }
  };
  const changes = (): string[] => standIn.asked.map(({ operation }) => operation).filter((operation) => /^(Put|Create)/.test(operation));

  test('a dry run shows everything and changes nothing', async () => {
    answer = closed;
    const { code, stdout } = await withAws('model-access', ['payments', '--form', form, '--dry-run']);

    expect(code).toBe(0);
    expect(stdout).toContain('"intendedUsers": "0"');
    expect(stdout.match(/https:\/\/example.com\/terms/g)).toHaveLength(3);
    expect(changes()).toEqual([]);
  });

  test('without a terminal and without --yes nothing is changed', async () => {
    answer = closed;

    expect(await withAws('model-access', ['payments', '--form', form])).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no terminal to ask at, and nothing was changed.') });
    expect(changes()).toEqual([]);
  });

  test('with --yes: the form first, in the words of the API, then each agreement', async () => {
    answer = closed;
    const { code } = await withAws('model-access', ['payments', '--form', form, '--yes']);
    const [put, ...created] = standIn.asked.filter(({ operation }) => /^(Put|Create)/.test(operation));

    expect(code).toBe(0);
    expect(JSON.parse(Buffer.from(JSON.parse(put!.body).formData, 'base64').toString())).toEqual({
      companyName: 'Acme', companyWebsite: 'https://www.example.com', intendedUsers: '0', industryOption: 'Finance', otherIndustryOption: '', useCases: 'Developers write and review code.',
    });
    expect(created.map(({ body }) => JSON.parse(body))).toEqual(['haiku-5-5', 'opus-4-8', 'sonnet-5-5'].map((model) => ({ modelId: `anthropic.claude-${model}`, offerToken: 'token-1' })));
  });

  test('what is open already is left alone', async () => {
    answer = (asked) => (asked.operation === 'GetUseCaseForModelAccess' ? { body: { formData: 'e30=' } }
      : asked.operation === 'GetFoundationModelAvailability' ? { body: { modelId: 'm', agreementAvailability: { status: 'AVAILABLE' } } } : undefined);
    const { code, stdout } = await withAws('model-access', ['payments', '--yes']);

    expect(code).toBe(0);
    expect(stdout.match(/accepted already/g)).toHaveLength(3);
    expect(changes()).toEqual([]);
  });
});
