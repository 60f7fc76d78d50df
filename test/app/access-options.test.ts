import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { parse, stringify } from 'yaml';
import { deployFile } from '../support/deployment';
import { handlerRows, keysOf } from '../support/handler-questions';
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

  test('a boundary: a policy, on every role that calls Claude', () => {
    const after = shipped((file) => { file.permissionsBoundary = 'create'; });

    expect(added(after)).toEqual({ Account: ['AWS::IAM::ManagedPolicy'] });
    for (const { Type, Properties } of Object.values(after).flatMap((template) => Object.values<any>(template.Resources))) {
      const ofService = JSON.stringify(Properties?.AssumeRolePolicyDocument ?? '').includes('"Service"');
      expect(Type === 'AWS::IAM::Role' && !ofService && Properties.PermissionsBoundary === undefined).toBe(false);
    }
  });

  test('policies by tags: one for all teams, in place of theirs, however many teams there are', () => {
    const after = shipped((file) => { file.policy = 'tagBased'; });
    const policies = (templates: Record<string, Template>) => Object.entries(templates)
      .flatMap(([stack, { Resources }]) => Object.entries<any>(Resources).filter(([id, { Type }]) => Type === 'AWS::IAM::ManagedPolicy' && !id.includes('Stop')).map(() => stack));

    expect(policies(before)).toEqual(['ClaudeCode-Team-payments', 'ClaudeCode-Team-research']);
    expect(policies(after)).toEqual(['ClaudeCode-Account']);
    const more = shipped((file) => { file.policy = 'tagBased'; file.teams.third = file.teams.research; });
    expect(JSON.stringify(more['ClaudeCode-Account'])).toBe(JSON.stringify(after['ClaudeCode-Account']));
  });
});

describe('the function that keeps the keys of payments', () => {
  const { deployment } = deployFile(fixture('access-us.yaml'));
  const [handler] = handlersOf(deployment);

  test('is the only one', () => {
    expect(handlersOf(deployment)).toHaveLength(1);
    expect(keysOf(deployment).map(({ MaxAgeDays, Version }) => `${MaxAgeDays} days, version ${Version}`).sort()).toEqual(['30 days, version 1', '7 days, version 3']);
  });

  test.each(handlerRows(deployment))('%s', async (_, authorization, allowed) => {
    expect(await isAllowed(handler!, authorization)).toBe(allowed);
  });
});
