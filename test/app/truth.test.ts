import { ACCOUNT, resourcesOf } from '../support/deployed';
import { deployFile } from '../support/deployment';
import { isAllowed } from '../support/simulation';
import { EVERY_FILE } from '../support/synthesis';

/** What the design says is always true of the templates, beside access and stability. */
const configurations = EVERY_FILE.map(deployFile);

/** The ones that ask for nothing that runs, or that has a price. */
const WITHOUT_OPTIONS = ['claude-code', 'eu-three-teams', 'global', 'jp'];

const POLICY_LIMIT = 6144;
const PARAMETER_LIMIT = 4096;

const teams = configurations.flatMap((configuration) => Object.entries(configuration.deployment.stacks)
  .filter(([stack]) => stack.includes('-Team-'))
  .map(([stack, template]) => ({ name: `${configuration.name}: ${stack}`, configuration, stack, template })));

/** Teams whose own policy names their profiles, and teams that share a policy of the account that compares tags. */
const named = teams.filter(({ configuration }) => !configuration.form.tagBased);
const tagged = teams.filter(({ configuration }) => configuration.form.tagBased);

const managedPolicies = configurations.flatMap(({ name, deployment }) => Object.entries(deployment.stacks)
  .flatMap(([stack, template]) => resourcesOf(template, 'AWS::IAM::ManagedPolicy')
    .map(([id, { PolicyDocument }]) => ({ name: `${name}: ${stack} ${id}`, region: deployment.region, policy: PolicyDocument }))));

const settingsOf = (template: Record<string, any>) => JSON.parse(resourcesOf(template, 'AWS::SSM::Parameter')[0]![1].Value);
const policyOf = (template: Record<string, any>) => resourcesOf(template, 'AWS::IAM::ManagedPolicy')[0]![1].PolicyDocument;
const PROFILE = /arn:aws:bedrock:[a-z0-9-]+:\d{12}:application-inference-profile\/[0-9a-f]+/g;
const profilesIn = (value: unknown): string[] => [...new Set(JSON.stringify(value).match(PROFILE) ?? [])].sort();

test.each(named)('$name: settings name the profiles that the policy allows, all of them and no others', ({ template }) => {
  expect(profilesIn(settingsOf(template))).toEqual(profilesIn(policyOf(template)));
  expect(profilesIn(policyOf(template)).length).toBeGreaterThan(0);
});

/** Nothing in a shared policy names a profile, so it is asked of every profile of every team. */
test.each(tagged)('$name: settings name the profiles that the shared policy allows to the team, all of them and no others', async ({ configuration, stack, template }) => {
  const principals = configuration.principals.filter((principal) => principal.stack === stack);
  const others = configuration.profiles.filter((profile) => profile.stack !== stack);

  expect(resourcesOf(template, 'AWS::IAM::ManagedPolicy')).toEqual([]);
  expect(principals.length).toBeGreaterThan(0);
  expect(others.length).toBeGreaterThan(0);
  for (const principal of principals) {
    const callable: string[] = [];
    for (const { arn, tags } of configuration.profiles) {
      const context = Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
      if (await isAllowed(principal, { action: 'bedrock:InvokeModel', resource: arn, context })) {
        callable.push(arn);
      }
    }
    expect({ principal: principal.logicalId, callable: callable.sort() }).toEqual({ principal: principal.logicalId, callable: profilesIn(settingsOf(template)) });
  }
});

test.each(teams)('$name: opus, sonnet and haiku are pinned, with a name, to profiles on the list', ({ template }) => {
  const { env, availableModels, availableModelsMatch, model } = settingsOf(template);

  // The list has a profile once; `[1m]` asks for its long context.
  const pinned = (tier: string): string => env[`ANTHROPIC_DEFAULT_${tier}_MODEL`].replace(/\[1m\]$/, '');
  for (const tier of ['OPUS', 'SONNET', 'HAIKU']) {
    expect(availableModels).toContain(pinned(tier));
    expect(profilesIn(pinned(tier))).toEqual([pinned(tier)]);
    expect(env[`ANTHROPIC_DEFAULT_${tier}_MODEL_NAME`]).toMatch(/^Claude .+ \(.+\)$/);
  }
  expect(availableModelsMatch).toBe('exact');
  expect([...availableModels, 'opusplan']).toContain(env.ANTHROPIC_DEFAULT_MODEL.replace(/\[1m\]$/, ''));
  expect([undefined, 'opus', 'sonnet', 'haiku', 'fable']).toContain(model);
});

test.each(teams)('$name: no secret is in the settings', ({ template }) => {
  expect(JSON.stringify(settingsOf(template))).not.toMatch(/BEARER|SECRET|ACCESS_KEY|SESSION_TOKEN|ABSK/);
});

test.each(managedPolicies)('$name names no action with a wildcard', ({ policy }) => {
  expect(policy.Statement.flatMap((statement: any) => statement.Action).filter((action: string) => action.includes('*'))).toEqual([]);
  expect(policy.Statement.filter((statement: any) => statement.NotAction !== undefined)).toEqual([]);
});

const invokesModels = (statement: any): boolean => statement.Effect === 'Allow'
  && [statement.Action].flat().includes('bedrock:InvokeModel') && JSON.stringify(statement.Resource).includes('foundation-model');

test.each(named)('$name: models are called only through the profiles of the policy', ({ template }) => {
  const models = policyOf(template).Statement.filter(invokesModels);

  expect(models.length).toBeGreaterThan(0);
  models.forEach(({ Condition }: any) => expect(profilesIn(Condition.ArnEquals)).toEqual(profilesIn(policyOf(template))));
});

/** The boundary is broader, of every region: it gives nothing by itself. */
test.each(managedPolicies.filter(({ name }) => /TagBased/.test(name)))('$name: models are called only through profiles of the account', ({ region, policy }) => {
  const models = policy.Statement.filter(invokesModels);

  expect(models.length).toBeGreaterThan(0);
  models.forEach(({ Condition }: any) => expect(Condition).toEqual({
    ArnLike: { 'bedrock:InferenceProfileArn': `arn:aws:bedrock:${region}:${ACCOUNT}:application-inference-profile/*` },
  }));
});

const sizes = [
  ...managedPolicies.map(({ name, policy }) => ({ name, limit: POLICY_LIMIT, size: JSON.stringify(policy).replace(/\s/g, '').length })),
  ...teams.map(({ name, template }) => ({ name: `${name} settings`, limit: PARAMETER_LIMIT, size: JSON.stringify(settingsOf(template)).length })),
];

afterAll(() => {
  process.stdout.write(sizes.map(({ name, size, limit }) => `${name}: ${size} of ${limit} characters\n`).join(''));
});

// Policies grow with what people add later; a settings file is measured at each synthesis, in words.
test.each(sizes)('$name: $size of $limit characters leave room to spare', ({ name, limit, size }) => {
  expect(size).toBeLessThan((name.endsWith(' settings') ? 0.9 : 0.8) * limit);
});

test('nothing runs code and nothing has a fixed monthly price', () => {
  const plain = configurations.filter(({ name }) => WITHOUT_OPTIONS.includes(name));
  const types = new Set(plain.flatMap(({ templates }) => Object.values(templates))
    .flatMap((template) => Object.values<any>(template.Resources).map((resource) => resource.Type)));

  expect(plain).toHaveLength(WITHOUT_OPTIONS.length);
  expect([...types].sort()).toEqual([
    'AWS::Bedrock::ApplicationInferenceProfile',
    'AWS::Budgets::Budget',
    'AWS::Budgets::BudgetsAction', // the first two of an account are free: the shipped file has one
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::Policy',
    'AWS::IAM::Role',
    'AWS::SNS::Subscription',
    'AWS::SNS::Topic',
    'AWS::SNS::TopicPolicy',
    'AWS::SSM::Parameter',
  ]);
});
