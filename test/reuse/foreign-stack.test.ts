import { App, Aspects, CfnResource, Stack, Stage, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct, IConstruct } from 'constructs';
import * as library from '../../lib';

const {
  AlertTopic, ApplicationInferenceProfile, ClaudeCodeAccount, ClaudeCodeGuardrail, ClaudeCodePermissionsBoundary, ClaudeCodePermissionSet, ClaudeCodePolicy,
  ClaudeCodeRole, ClaudeCodeServiceControlPolicy, ClaudeCodeSettings, ClaudeCodeTeam, ClaudeModel, CostAnomalyDetection, CostBudget, CostExport, Geography,
  GithubOidcProvider, LongTermApiKey, ManagedSettingsParameter, ModelDestinations, ProfileStop, ShortTermApiKeyRole, UsageAlarms, BurstStop, BudgetStop,
  StopPolicy, SystemInferenceProfile, UsageDashboard,
} = library;

const principals = (): iam.IPrincipal[] => [new iam.ArnPrincipal('arn:aws:iam::222233334444:role/Build')];
const policy = (scope: Construct): iam.ManagedPolicy => new iam.ManagedPolicy(scope, 'SomePolicy', {
  statements: [new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })],
});
const settings = (): library.ClaudeCodeSettings => new ClaudeCodeSettings({
  region: 'us-east-1', tiers: { sonnet: { inferenceProfileArn: 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc', displayName: 'Sonnet' } },
});

interface Place {
  readonly model: library.ClaudeModel;
  readonly geography: library.Geography;
}

const COMMERCIAL: Place = { model: ClaudeModel.OPUS_4_8, geography: Geography.US };
const GOV_CLOUD: Place = { model: ClaudeModel.OPUS_4_8, geography: Geography.US_GOV };

const stop = (scope: Construct, id = 'Stop'): library.BudgetStop => new BudgetStop(scope, id, {
  monthlyUsd: 10, topic: new sns.Topic(scope, 'Topic'), policy: new StopPolicy(scope, 'StopPolicy').policy,
  roles: [new iam.Role(scope, 'Guarded', { assumedBy: new iam.AccountRootPrincipal(), path: '/claude-code/' })],
});

const partitionOf = (scope: Construct): string => (Stack.of(scope).region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws');

/** Every construct of the public API, with the least that it needs. A construct without a line here fails the first test. */
const CONSTRUCTS: Readonly<Record<string, (scope: Construct, place: Place) => IConstruct>> = {
  AlertTopic: (scope) => new AlertTopic(scope, 'Made'),
  ApplicationInferenceProfile: (scope, place) => new ApplicationInferenceProfile(scope, 'Made', place),
  ClaudeCodeAccount: (scope) => new ClaudeCodeAccount(scope, 'Made', { budget: { monthlyUsd: 100 } }),
  ClaudeCodeGuardrail: (scope) => new ClaudeCodeGuardrail(scope, 'Made', { guardrailName: 'claude-code', blockProfanity: true }),
  ClaudeCodePermissionSet: (scope) => new ClaudeCodePermissionSet(scope, 'Made', {
    instanceArn: 'arn:aws:sso:::instance/ssoins-0123456789abcdef'.replace('aws', partitionOf(scope)), permissionSetName: 'Developer',
    policies: [{ name: 'ClaudeCode' }],
  }),
  ClaudeCodePermissionsBoundary: (scope) => new ClaudeCodePermissionsBoundary(scope, 'Made'),
  ClaudeCodeRole: (scope) => new ClaudeCodeRole(scope, 'Made', { principals: principals(), policy: policy(scope) }),
  ClaudeCodeServiceControlPolicy: (scope) => new ClaudeCodeServiceControlPolicy(scope, 'Made', { partition: partitionOf(scope) }),
  ClaudeCodeTeam: (scope, { model, geography }) => new ClaudeCodeTeam(scope, 'Made', {
    teamName: 'payments', models: { opus: model }, geography, developers: principals(), shortTermApiKeyUsers: principals(), budget: { monthlyUsd: 10 },
    alertTopic: new sns.Topic(scope, 'Topic'),
  }),
  CostAnomalyDetection: (scope) => new CostAnomalyDetection(scope, 'Made', { minimumUsd: 10, topic: new sns.Topic(scope, 'Topic') }),
  CostBudget: (scope) => new CostBudget(scope, 'Made', { monthlyUsd: 10 }),
  CostExport: (scope) => new CostExport(scope, 'Made'),
  GithubOidcProvider: (scope) => new GithubOidcProvider(scope, 'Made'),
  LongTermApiKey: (scope) => new LongTermApiKey(scope, 'Made', { policy: policy(scope), maxAgeDays: 30 }),
  ManagedSettingsParameter: (scope) => new ManagedSettingsParameter(scope, 'Made', { settings: settings(), parameterName: '/x/managed-settings.json' }),
  ProfileStop: (scope, place) => {
    const profiles = { opus: new ApplicationInferenceProfile(scope, 'Opus', place) };
    return new ProfileStop(scope, 'Made', { stop: stop(scope), profiles, policy: policy(scope) });
  },
  ShortTermApiKeyRole: (scope) => new ShortTermApiKeyRole(scope, 'Made', { principals: principals(), policy: policy(scope) }),
  UsageAlarms: (scope, place) => new UsageAlarms(scope, 'Made', { profiles: { opus: new ApplicationInferenceProfile(scope, 'Opus', place) }, throttles: 10 }),
  BurstStop: (scope) => new BurstStop(scope, 'Made', {
    alarms: [new cloudwatch.Alarm(scope, 'Alarm', { metric: new cloudwatch.Metric({ namespace: 'N', metricName: 'M' }), threshold: 1, evaluationPeriods: 1 })],
    policy: policy(scope), roles: [new iam.Role(scope, 'Stopped', { assumedBy: new iam.AccountRootPrincipal(), path: '/claude-code/' })],
  }),
  BudgetStop: (scope) => stop(scope, 'Made'),
  StopPolicy: (scope) => new StopPolicy(scope, 'Made'),
  SystemInferenceProfile: (scope, place) => {
    const profile = new SystemInferenceProfile(scope, 'Made', place);
    profile.grantInvoke(new iam.Role(scope, 'Caller', { assumedBy: new iam.AccountRootPrincipal() }));
    return profile;
  },
  UsageDashboard: (scope, place) => new UsageDashboard(scope, 'Made', { teams: { one: { profiles: { opus: new ApplicationInferenceProfile(scope, 'Opus', place) } } } }),
};

const names = Object.keys(CONSTRUCTS).sort();

/** Constructs that a stack needs beside it: what only other accounts or regions have, and what is made through another construct. */
test('every construct of the public API is asked', () => {
  const constructs = Object.entries<any>(library).filter(([, exported]) => exported?.prototype instanceof Construct && !/^(abstract )?InferenceProfileBase$/.test(exported.name))
    .map(([name]) => name).sort();

  expect(constructs).toEqual(names);
});

/** What CloudFormation offers in one region only. */
const ONLY_IN_US_EAST_1 = ['CostAnomalyDetection', 'CostExport'];

const ENVIRONMENTS: readonly [string, { account?: string; region?: string }, Place][] = [
  ['any account and region', {}, COMMERCIAL],
  ['a known region', { region: 'us-west-2' }, COMMERCIAL],
  ['a known account and region', { account: '111122223333', region: 'us-east-1' }, COMMERCIAL],
  ['GovCloud', { account: '111122223333', region: 'us-gov-west-1' }, GOV_CLOUD],
];

describe.each(ENVIRONMENTS)('alone in a foreign stack of %s', (_, env, place) => {
  const here = names.filter((name) => env.region === undefined || env.region === 'us-east-1' || !ONLY_IN_US_EAST_1.includes(name));
  const app = new App({ context: { '@aws-cdk/core:enablePartitionLiterals': true } });
  const stacks = Object.fromEntries(here.map((name) => [name, new Stack(app, `Foreign${name}`, { env })]));
  here.forEach((name) => CONSTRUCTS[name]!(stacks[name]!, place));
  // In GovCloud the CDK warns, rightly, of resource types that CloudFormation lacks there.
  const silenced = jest.spyOn(console, 'error').mockImplementation();
  const assembly = app.synth();
  silenced.mockRestore();

  test('no other stack appears, and nothing has to be looked up', () => {
    expect(assembly.stacks.map(({ stackName }) => stackName).sort()).toEqual(here.map((name) => `Foreign${name}`));
    expect(assembly.manifest.missing).toBeUndefined();
  });

  test.each(here)('%s', (name) => {
    const { template, dependencies } = assembly.getStackByName(`Foreign${name}`);
    const text = JSON.stringify(template).replaceAll('arn:aws:iam::222233334444:role/Build', '').replaceAll(/arn:aws:bedrock:us-east-1:111122223333[^"\\]*/g, '');

    expect(Object.keys(template.Resources).length).toBeGreaterThan(0);
    expect(dependencies.filter((dependency) => 'stackName' in dependency)).toEqual([]);
    expect(place === GOV_CLOUD && /arn:aws:/.test(text)).toBe(false);
  });
});

test.each(names)('without any feature flag: %s', (name) => {
  const stack = new Stack(new App(), 'Foreign');
  CONSTRUCTS[name]!(stack, COMMERCIAL);

  expect(Object.keys(Template.fromStack(stack).toJSON().Resources ?? {}).length).toBeGreaterThan(0);
});

test('in an environment that is not known, ARNs take partition, region and account from the deployment', () => {
  const stack = new Stack(new App(), 'Foreign');
  new ApplicationInferenceProfile(stack, 'Made', COMMERCIAL);
  const [profile] = Object.values(Template.fromStack(stack).findResources('AWS::Bedrock::ApplicationInferenceProfile'));

  expect(profile!.Properties.ModelSource.CopyFrom['Fn::Join'][1]).toEqual([
    'arn:', { Ref: 'AWS::Partition' }, ':bedrock:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':inference-profile/us.anthropic.claude-opus-4-8',
  ]);
});

test('in China, where Bedrock has no Claude, a profile fails at synthesis and says from where it can be called', () => {
  const stack = new Stack(new App(), 'Foreign', { env: { region: 'cn-north-1' } });

  expect(() => new ApplicationInferenceProfile(stack, 'Made', COMMERCIAL)).toThrow(/cannot be called from cn-north-1; its source regions are .*us-east-1/);
});

test('in China, what has nothing to do with Bedrock keeps to the partition', () => {
  const stack = new Stack(new App({ context: { '@aws-cdk/core:enablePartitionLiterals': true } }), 'Foreign', { env: { region: 'cn-north-1' } });
  new AlertTopic(stack, 'Topic');

  expect(JSON.stringify(Template.fromStack(stack).toJSON())).toContain('arn:aws-cn:budgets');
});

const team = (scope: Construct, teamName: string, more: Partial<library.ClaudeCodeTeamProps> = {}): library.ClaudeCodeTeam => new ClaudeCodeTeam(scope, teamName, {
  teamName, models: { opus: ClaudeModel.OPUS_5_5, haiku: ClaudeModel.HAIKU_5_5 }, geography: Geography.US, developers: principals(), budget: { monthlyUsd: 10 }, ...more,
});

test('two teams in one stack share nothing, and each policy names its own profiles', () => {
  const stack = new Stack(new App(), 'Both', { env: { region: 'us-east-1' } });
  const [first, second] = [team(stack, 'first'), team(stack, 'second')];
  const template = Template.fromStack(stack);
  const idsOf = (one: library.ClaudeCodeTeam): string[] => Object.values(one.profiles).map((profile) => stack.getLogicalId(profile.node.defaultChild as CfnResource));
  const policies = Object.entries(template.findResources('AWS::IAM::ManagedPolicy'));

  template.resourceCountIs('AWS::Bedrock::ApplicationInferenceProfile', 4);
  for (const [one, other] of [[first, second], [second, first]] as const) {
    const [, own] = policies.find(([id]) => id === stack.getLogicalId(one.policy.node.defaultChild as CfnResource))!;
    idsOf(one).forEach((id) => expect(JSON.stringify(own)).toContain(id));
    idsOf(other).forEach((id) => expect(JSON.stringify(own)).not.toContain(id));
  }
});

test('stages of two accounts hold the same team, each in its own', () => {
  const app = new App();
  const stages = ['111122223333', '444455556666'].map((account, index) => {
    const stage = new Stage(app, `Stage${index}`, { env: { account, region: 'us-east-1' } });
    const shared = new ClaudeCodeAccount(new Stack(stage, 'Account'), 'Account', { budget: { monthlyUsd: 10 } });
    team(new Stack(stage, 'Payments'), 'payments', { alertTopic: shared.alertTopic });
    return stage;
  });
  const [first, second] = stages.map((stage) => stage.synth().stacks.map((stack) => JSON.stringify(stack.template).replaceAll('Stage0', 'Stage1')));

  expect(first!.join()).toContain('111122223333');
  expect(second!.join()).not.toContain('111122223333');
  expect(second).toEqual(first!.map((text) => text.replaceAll('111122223333', '444455556666')));
});

test('one role may call profiles of several teams, granted one by one', () => {
  const stack = new Stack(new App(), 'Both', { env: { region: 'us-east-1' } });
  const role = new iam.Role(stack, 'Reporter', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  const grants = [team(stack, 'first'), team(stack, 'second')].map(({ profiles }) => profiles.opus!.grantInvoke(role, { destinations: ModelDestinations.PINNED }));
  const [granted] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));

  expect(grants.every(({ success }) => success)).toBe(true);
  expect(granted!.Properties.PolicyDocument.Statement).toHaveLength(4);
});

test('tags and aspects of the app around it reach every construct, and take no tag away that budgets rely on', () => {
  const app = new App();
  const stack = new Stack(app, 'Foreign', { env: { region: 'us-east-1' } });
  const { profiles } = team(stack, 'payments');
  Tags.of(app).add('team', 'everybody');
  const seen: string[] = [];
  Aspects.of(app).add({ visit: (node) => { seen.push(node.node.path); } });
  const template = Template.fromStack(stack);
  const tags = Object.values(template.findResources('AWS::Bedrock::ApplicationInferenceProfile')).map(({ Properties }) => Properties.Tags);

  expect(tags).toEqual(Object.keys(profiles).map(() => [{ Key: 'team', Value: 'payments' }]));
  expect(seen).toContain('Foreign/payments/OpusProfile/Resource');
});

test('a policy by itself goes where the foreign stack puts it', () => {
  const stack = new Stack(new App(), 'Foreign', { env: { region: 'us-east-1' } });
  const profile = new ApplicationInferenceProfile(stack, 'Profile', COMMERCIAL);
  const user = new iam.User(stack, 'User');
  ClaudeCodePolicy.forProfiles({ profiles: [profile] }).statements().forEach((statement) => user.addToPolicy(statement));

  expect(Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))[0]!.Properties.PolicyDocument.Statement).toHaveLength(5);
});
