import { deployFile } from '../support/deployment';
import { resourcesOf } from '../support/deployed';
import { DEFAULT_FILE, fixture } from '../support/synthesis';

/** What the design says is always true of the templates, beside access and stability. */
const configurations = [DEFAULT_FILE, ...['eu-three-teams', 'global', 'jp'].map((name) => fixture(`${name}.yaml`))].map(deployFile);

const POLICY_LIMIT = 6144;
const PARAMETER_LIMIT = 4096;

const teams = configurations.flatMap(({ name, deployment }) => Object.entries(deployment.stacks)
  .filter(([stack]) => stack.includes('-Team-'))
  .map(([stack, template]) => ({ name: `${name}: ${stack}`, template })));

const settingsOf = (template: Record<string, any>) => JSON.parse(resourcesOf(template, 'AWS::SSM::Parameter')[0]![1].Value);
const policyOf = (template: Record<string, any>) => resourcesOf(template, 'AWS::IAM::ManagedPolicy')[0]![1].PolicyDocument;
const PROFILE = /arn:aws:bedrock:[a-z0-9-]+:\d{12}:application-inference-profile\/[0-9a-f]+/g;
const profilesIn = (value: unknown): string[] => [...new Set(JSON.stringify(value).match(PROFILE) ?? [])].sort();

test.each(teams)('$name: settings name the profiles that the policy allows, all of them and no others', ({ template }) => {
  expect(profilesIn(settingsOf(template))).toEqual(profilesIn(policyOf(template)));
  expect(profilesIn(policyOf(template)).length).toBeGreaterThan(0);
});

test.each(teams)('$name: opus, sonnet and haiku are pinned, with a name, to profiles on the list', ({ template }) => {
  const { env, availableModels, enforceAvailableModels, model } = settingsOf(template);

  for (const tier of ['OPUS', 'SONNET', 'HAIKU']) {
    expect(availableModels).toContain(env[`ANTHROPIC_DEFAULT_${tier}_MODEL`]);
    expect(env[`ANTHROPIC_DEFAULT_${tier}_MODEL_NAME`]).toMatch(/^Claude .+ \(.+\)$/);
  }
  expect(enforceAvailableModels).toBe(true);
  expect(availableModels).toContain(env[`ANTHROPIC_DEFAULT_${model.toUpperCase()}_MODEL`]);
});

test.each(teams)('$name: no secret is in the settings', ({ template }) => {
  expect(JSON.stringify(settingsOf(template))).not.toMatch(/BEARER|SECRET|ACCESS_KEY|SESSION_TOKEN|ABSK/);
});

test('no policy names an action with a wildcard, and no model without its condition', () => {
  for (const { template } of teams) {
    for (const statement of policyOf(template).Statement) {
      expect([statement.Action].flat().join()).not.toContain('*');
      if ([statement.Action].flat().includes('bedrock:InvokeModel') && JSON.stringify(statement.Resource).includes('foundation-model')) {
        expect(profilesIn(statement.Condition.ArnEquals)).toEqual(profilesIn(policyOf(template)));
      }
    }
  }
});

test('sizes stay below 80 % of their limits', () => {
  const rows = teams.map(({ name, template }) => ({
    name,
    policy: JSON.stringify(policyOf(template)).replace(/\s/g, '').length,
    settings: JSON.stringify(settingsOf(template)).length,
  }));
  rows.forEach(({ name, policy, settings }) => {
    process.stdout.write(`${name}: policy ${policy} of ${POLICY_LIMIT} characters, settings ${settings} of ${PARAMETER_LIMIT}\n`);
    expect(policy).toBeLessThan(0.8 * POLICY_LIMIT);
    expect(settings).toBeLessThan(0.8 * PARAMETER_LIMIT);
  });
});

test('nothing runs code and nothing has a fixed monthly price', () => {
  const types = new Set(configurations.flatMap(({ templates }) => Object.values(templates))
    .flatMap((template) => Object.values<any>(template.Resources).map((resource) => resource.Type)));

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
