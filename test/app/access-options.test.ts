import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { parse, stringify } from 'yaml';
import { deployFile } from '../support/deployment';
import { handlersOf } from '../support/principals';
import { isAllowed } from '../support/simulation';
import { withoutHashes } from '../support/snapshot';
import { DEFAULT_FILE, fixture, synthesizeFile, synthesizeText, Template, templatesOf } from '../support/synthesis';

/** Every option of access: as templates, as the checks see them, and as they change one another. */
const NAMES = ['access-us', 'access-tagged', 'access-in'];

/** Only what decides over access: the rest has its own snapshots. */
const SHOWN = /^AWS::(IAM|Lambda|Logs|SecretsManager|Organizations|SSO)::|^Custom::/;

function accessOf(template: Template): Template {
  const resources = Object.entries<any>(template.Resources).filter(([, resource]) => SHOWN.test(resource.Type));
  return JSON.parse(JSON.stringify(Object.fromEntries(resources)), (key, value) => (key === 'ZipFile' ? 'CODE' : value));
}

describe.each(NAMES)('%s', (name) => {
  let app!: App;
  const templates = templatesOf(synthesizeFile(fixture(`${name}.yaml`), (created) => {
    app = created;
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  }));

  test.each(Object.keys(templates).sort())('%s', (stack) => {
    expect(withoutHashes(accessOf(templates[stack]!))).toMatchSnapshot();
  });

  test('has no finding of the template validation or of AwsSolutions', () => {
    const report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));

    expect(report.pluginReports.flatMap((plugin: { violations: unknown[] }) => plugin.violations)).toEqual([]);
  });

  test('does not depend on the order of anything in the file', () => {
    const reversed = (value: any): any => {
      if (Array.isArray(value)) {
        return value.map(reversed).reverse();
      }
      return typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).reverse().map(([key, item]) => [key, reversed(item)]))
        : value;
    };
    const again = templatesOf(synthesizeText(stringify(reversed(parse(readFileSync(fixture(`${name}.yaml`), 'utf8'))))));

    expect(Object.keys(again).sort()).toEqual(Object.keys(templates).sort());
    Object.keys(again).forEach((stack) => expect(JSON.stringify(again[stack])).toBe(JSON.stringify(templates[stack])));
  });
});

describe('what each option adds', () => {
  type Configuration = Record<string, any>;
  const shipped = (change: (configuration: Configuration) => void = () => undefined): Record<string, Template> => {
    const configuration = parse(readFileSync(DEFAULT_FILE, 'utf8'));
    change(configuration);
    return templatesOf(synthesizeText(stringify(configuration)));
  };
  const before = shipped();
  const added = (after: Record<string, Template>): Record<string, string[]> => Object.fromEntries(Object.entries(after).map(([stack, template]) => [
    stack.replace('ClaudeCode-', ''),
    Object.entries<any>(template.Resources).filter(([id]) => before[stack]!.Resources[id] === undefined).map(([, { Type }]) => Type).sort(),
  ]).filter(([, types]) => types!.length > 0));

  test('without long-term keys there is no function, no custom resource and no secret anywhere', () => {
    const types = Object.values(before).flatMap((template) => Object.values<any>(template.Resources).map(({ Type }) => Type));

    expect(types.filter((type) => /Lambda|Custom|SecretsManager|IAM::User/.test(type))).toEqual([]);
  });

  test('a long-term key: a user with its policies, a secret, and the function in that team alone', () => {
    expect(added(shipped(({ teams }) => { teams.payments.access.apiKeys.longTerm = { nightly: { maxAgeDays: 30 } }; }))).toEqual({
      'Team-payments': [
        'AWS::IAM::Policy', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::User', 'AWS::Lambda::Function', 'AWS::Logs::LogGroup',
        'AWS::SecretsManager::Secret', 'Custom::BedrockLongTermApiKey',
      ],
    });
  });

  test('a second key shares the function', () => {
    expect(added(shipped(({ teams }) => { teams.payments.access.apiKeys.longTerm = { a: { maxAgeDays: 1 }, b: { maxAgeDays: 2 } }; }))['Team-payments']!
      .filter((type) => type === 'AWS::Lambda::Function')).toHaveLength(1);
  });

  test('GitHub Actions: a role, and the provider once', () => {
    expect(added(shipped((file) => {
      file.githubOidcProvider = 'create';
      file.teams.payments.access.github = [{ repository: 'acme/payments', environment: 'ci' }];
      file.teams.research.access.github = [{ repository: 'acme/research', environment: 'ci' }];
    }))).toEqual({ Account: ['AWS::IAM::OIDCProvider'], 'Team-payments': ['AWS::IAM::Role'], 'Team-research': ['AWS::IAM::Role'] });
  });

  test('a boundary: a policy, on every role', () => {
    const after = shipped((file) => { file.permissionsBoundary = 'create'; });

    expect(added(after)).toEqual({ Account: ['AWS::IAM::ManagedPolicy'] });
    for (const { Type, Properties } of Object.values(after).flatMap((template) => Object.values<any>(template.Resources))) {
      expect(Type === 'AWS::IAM::Role' && Properties.PermissionsBoundary === undefined).toBe(false);
    }
  });

  test('policies by tags: one for all teams, in place of theirs, however many teams there are', () => {
    const after = shipped((file) => { file.policy = 'tagBased'; });
    const policies = (templates: Record<string, Template>) => Object.entries(templates)
      .flatMap(([stack, { Resources }]) => Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy').map(() => stack));

    expect(policies(before)).toEqual(['ClaudeCode-Team-payments', 'ClaudeCode-Team-research']);
    expect(policies(after)).toEqual(['ClaudeCode-Account']);
    const more = shipped((file) => { file.policy = 'tagBased'; file.teams.third = file.teams.research; });
    expect(JSON.stringify(more['ClaudeCode-Account'])).toBe(JSON.stringify(after['ClaudeCode-Account']));
  });
});

describe('the function that keeps the keys of payments', () => {
  const { deployment } = deployFile(fixture('access-us.yaml'));
  const [handler] = handlersOf(deployment);
  const users = Object.values<any>(deployment.stacks['ClaudeCode-Team-payments']!.Resources)
    .filter(({ Type }) => Type === 'Custom::BedrockLongTermApiKey').map(({ Properties }) => Properties);
  const [audit, nightly] = ['audit', 'nightly'].map((name) => users.find(({ UserName }) => UserName.includes(name)));
  const userArn = (name: string) => `arn:aws:iam::111122223333:user/claude-code/${name}`;
  const credential = (verb: string, name: string, days?: string, service = 'bedrock.amazonaws.com') => ({
    action: `iam:${verb}ServiceSpecificCredential${verb === 'List' ? 's' : ''}`,
    resource: userArn(name),
    context: { 'iam:ServiceSpecificCredentialServiceName': service, ...(days !== undefined && { 'iam:ServiceSpecificCredentialAgeDays': days }) },
  });

  test('is the only one', () => {
    expect(handlersOf(deployment)).toHaveLength(1);
    expect(audit).toMatchObject({ MaxAgeDays: '7', Version: '3' });
    expect(nightly).toMatchObject({ MaxAgeDays: '30', Version: '1' });
  });

  test.each<[string, { action: string; resource: string; context?: Record<string, string> }, boolean]>([
    ['creates a key of the stated age', credential('Create', nightly.UserName, '30'), true],
    ['creates a key that lives longer', credential('Create', nightly.UserName, '31'), false],
    ['creates a key without an age', credential('Create', nightly.UserName), false],
    ['creates a key of another user\'s age', credential('Create', audit.UserName, '30'), false],
    ['creates a credential of another service', credential('Create', nightly.UserName, '30', 'codecommit.amazonaws.com'), false],
    ['creates a key of a user that is not its own', credential('Create', 'anybody', '7'), false],
    ['lists the keys of its user', credential('List', audit.UserName), true],
    ['lists those of others', credential('List', 'anybody'), false],
    ['deletes a key of its user', credential('Delete', audit.UserName), true],
    ['deletes a credential of another service', credential('Delete', audit.UserName, undefined, 'codecommit.amazonaws.com'), false],
    ['deletes a key of others', credential('Delete', 'anybody'), false],
    ['resets a key', credential('Reset', audit.UserName), false],
    ['writes its secret', { action: 'secretsmanager:PutSecretValue', resource: nightly.SecretArn }, true],
    ['looks at its secret', { action: 'secretsmanager:DescribeSecret', resource: nightly.SecretArn }, true],
    ['reads its secret', { action: 'secretsmanager:GetSecretValue', resource: nightly.SecretArn }, false],
    ['writes another secret', { action: 'secretsmanager:PutSecretValue', resource: nightly.SecretArn.replace('nightly', 'other') }, false],
    ['looks at another secret', { action: 'secretsmanager:DescribeSecret', resource: nightly.SecretArn.replace('nightly', 'other') }, false],
    ['calls Claude', { action: 'bedrock:InvokeModel', resource: 'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-5-5' }, false],
    ['gives its user a policy', { action: 'iam:AttachUserPolicy', resource: userArn(nightly.UserName) }, false],
    ['gives its user an access key', { action: 'iam:CreateAccessKey', resource: userArn(nightly.UserName) }, false],
  ])('%s', async (_, authorization, allowed) => {
    expect(await isAllowed(handler!, authorization)).toBe(allowed);
  });
});
