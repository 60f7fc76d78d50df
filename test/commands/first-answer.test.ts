import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Asked, Answer, AwsStandIn, identityAnswer, jsonError, startAwsStandIn } from '../support/aws-stand-in';
import { deployFile } from '../support/deployment';
import { runProcess } from '../support/process';
import { outputsOf, publishedSettings } from '../support/published';
import { PROJECT } from '../support/synthesis';

/**
 * Follows docs/first-answer.md: every command of it is run, in order, by a shell. Stand-ins take the places of what a test
 * cannot have: AWS, a deployment, an administrator, a browser and Claude Code.
 */
const PAGE = readFileSync(join(PROJECT, 'docs/first-answer.md'), 'utf8');

const blocks = (language: string): string[] => [...PAGE.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([^]*?)^ *\`\`\``, 'gm'))]
  .map(([, indent, text]) => text!.split('\n').map((line) => line.slice(indent!.length)).join('\n'));

const home = mkdtempSync(join(tmpdir(), 'first-answer-'));
const machine = join(home, 'etc');
const [settingsBlock, formBlock] = blocks('yaml') as [string, string];
const log = join(home, 'log');

const ASSUMED = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>developer</AccessKeyId>
<SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

let standIn: AwsStandIn;
let published: Record<string, any>;

/** A program that stands in for another one. */
function stub(name: string, script: string): void {
  const file = join(home, 'stubs', name);
  writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> "${log}"\n${script}\n`);
  chmodSync(file, 0o755);
}

beforeAll(async () => {
  ['app', 'bin', 'commands', 'lib', 'review', 'node_modules', 'package.json', 'tsconfig.json'].forEach((entry) => symlinkSync(join(PROJECT, entry), join(home, entry)));
  const configuration = join(home, 'claude-code.yaml');
  writeFileSync(configuration, `${readFileSync(join(PROJECT, 'claude-code.yaml'), 'utf8')}\n${settingsBlock}`);
  writeFileSync(join(home, 'use-case.yaml'), formBlock);
  const { deployment, profiles } = deployFile(configuration);
  writeFileSync(join(home, 'made-up-outputs.json'), JSON.stringify(outputsOf(deployment)));
  const parameter = publishedSettings(deployment).find(({ stack }) => stack.endsWith('payments'))!;
  published = parameter.settings;

  standIn = await startAwsStandIn(({ operation }: Asked): Answer | undefined => {
    switch (operation) {
      case 'GetCallerIdentity': return identityAnswer('111122223333', 'arn:aws:sts::111122223333:assumed-role/Developer/me');
      // Single sign-on gives the permission set's role, from which the developer role is assumed.
      case 'GetRoleCredentials': return { body: { roleCredentials: { accessKeyId: 'sso', secretAccessKey: 's', sessionToken: 't', expiration: Date.now() + 3_600_000 } } };
      case 'AssumeRole': return { headers: { 'content-type': 'text/xml' }, body: ASSUMED };
      case 'GetUseCaseForModelAccess': return { body: { formData: 'e30=' } };
      case 'GetFoundationModelAvailability': return { body: { modelId: 'm', agreementAvailability: { status: 'AVAILABLE' }, authorizationStatus: 'AUTHORIZED', regionAvailability: 'AVAILABLE' } };
      case 'ListInferenceProfiles': return { body: { inferenceProfileSummaries: profiles.filter(({ stack }) => stack.endsWith('payments')).map((profile) => ({
        inferenceProfileArn: profile.arn, status: 'ACTIVE', models: [{ modelArn: `x/${profile.foundationModelId}` }],
        inferenceProfileName: `claude-code-payments-${/opus|sonnet|haiku/.exec(profile.foundationModelId)![0]}-us-${profile.foundationModelId.replace('anthropic.', '')}`,
      })) } };
      case 'InvokeModel': return { body: { content: [] } };
      case 'GetParameter': return { body: { Parameter: { Value: parameter.text } } };
      case 'ListServiceQuotas': return jsonError('AccessDeniedException', 400, 'no');
      default: return undefined;
    }
  });

  mkdirSync(join(home, 'stubs'));
  stub('npx', 'cp made-up-outputs.json cdk-outputs.json');
  stub('sudo', 'exec "$@"');
  // What the AWS CLI leaves behind after a sign-in: a token, in a file named by the session.
  const token = join(home, '.aws/sso/cache', `${createHash('sha1').update('claude-code').digest('hex')}.json`);
  stub('aws', `mkdir -p "${home}/.aws/sso/cache"; echo '${JSON.stringify({ accessToken: 'made-up', expiresAt: new Date(Date.now() + 3_600_000).toISOString() })}' > "${token}"`);
  // Claude Code reads the managed file of the machine and the settings of its user.
  stub('claude', `test -f "${machine}/managed-settings.d/50-claude-code-payments.json" && test -f "$HOME/.claude/settings.json" && echo Hello`);
});

afterAll(() => standIn.close());

test('every command of the page works, one after the other', async () => {
  const commands = blocks('sh').join('');
  const { code, stdout, stderr } = await runProcess('sh', ['-e', '-c', `cd "${home}"\n${commands}`], {
    ...standIn.environment,
    HOME: home,
    PATH: `${join(home, 'stubs')}${delimiter}${process.env.PATH}`,
    CLAUDE_CODE_MANAGED_DIRECTORY: machine,
    AWS_CONFIG_FILE: join(home, '.aws/config'),
  });

  expect({ code, stderr: code === 0 ? '' : stderr, stdout: code === 0 ? '' : stdout }).toEqual({ code: 0, stderr: '', stdout: '' });
  expect(stdout).toContain('Hello');
  expect(stdout).toContain('sonnet: answered');
  const asked = (name: string): Asked => standIn.asked.find(({ operation }) => operation === name)!;
  expect(asked('GetRoleCredentials').path).toMatch(/account_id=111122223333&role_name=PaymentsDeveloper/);
  expect(decodeURIComponent(asked('AssumeRole').body)).toContain('RoleArn=arn:aws:iam::111122223333:role/claude-code/TeamDeveloperRole');
  expect(asked('InvokeModel').headers.authorization).toContain('Credential=developer/');
  expect(JSON.parse(readFileSync(join(machine, 'managed-settings.d/50-claude-code-payments.json'), 'utf8'))).toEqual(published);
  expect(JSON.parse(readFileSync(join(home, '.claude/settings.json'), 'utf8'))).toMatchObject({
    awsAuthRefresh: 'aws sso login --sso-session claude-code', awsCredentialExport: 'aws configure export-credentials --profile claude-code-payments',
  });
  expect(readFileSync(join(home, '.aws/config'), 'utf8')).toContain('[profile claude-code-payments]\nrole_arn = arn:aws:iam::111122223333:role/claude-code/');
  expect(readFileSync(log, 'utf8').split('\n').filter((line) => !line.startsWith('sudo'))).toEqual([
    'npx cdk deploy --all --outputs-file cdk-outputs.json', 'aws sso login --sso-session claude-code', 'claude -p Say hello in one word', '',
  ]);
});

test('the page names every command that there is', () => {
  const all = `${PAGE}${readFileSync(join(PROJECT, 'docs/settings.md'), 'utf8')}`;

  ['settings', 'aws-profile', 'credentials', 'install-script', 'doctor', 'model-access'].forEach((name) => expect(all).toContain(`npm run -s ${name} -- `));
});
