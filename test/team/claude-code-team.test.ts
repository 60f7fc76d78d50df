import { Tags, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Template } from 'aws-cdk-lib/assertions';
import { ClaudeCodeTeam, ClaudeCodeTeamProps, ClaudeModel, Geography, ModelTier } from '../../lib';
import { resourcesIn, stackIn } from '../support/stack';

const usual: ClaudeCodeTeamProps = {
  teamName: 'payments',
  models: { opus: ClaudeModel.OPUS_5_5, haiku: ClaudeModel.HAIKU_5_5 },
  geography: Geography.US,
};

test('alone in a foreign stack, with nothing but models', () => {
  const stack = stackIn();

  const team = new ClaudeCodeTeam(stack, 'Payments', usual);

  expect(Object.keys(team.profiles)).toEqual(['opus', 'haiku']);
  expect(team.developerRole).toBeUndefined();
  expect(team.budget).toBeUndefined();
  expect(team.roles).toEqual([]);
  expect(Object.values(Template.fromStack(stack).toJSON().Resources).map((resource: any) => resource.Type).sort()).toEqual([
    'AWS::Bedrock::ApplicationInferenceProfile', 'AWS::Bedrock::ApplicationInferenceProfile', 'AWS::IAM::ManagedPolicy', 'AWS::SSM::Parameter',
  ]);
});

test('two teams in one stack', () => {
  const stack = stackIn('us-east-1');

  new ClaudeCodeTeam(stack, 'Payments', usual);
  new ClaudeCodeTeam(stack, 'Research', { ...usual, teamName: 'research' });

  const names = resourcesIn(stack, 'AWS::Bedrock::ApplicationInferenceProfile').map((profile) => profile.InferenceProfileName);
  expect(new Set(names).size).toBe(4);
});

test('everything that can carry a tag carries those of the team', () => {
  const stack = stackIn('us-east-1');

  new ClaudeCodeTeam(stack, 'Payments', {
    ...usual, costCenter: 'CC-1', budget: { monthlyUsd: 10 }, developers: [new iam.ArnPrincipal('arn:aws:iam::222233334444:role/Build')],
  });

  const expected = [{ Key: 'costCenter', Value: 'CC-1' }, { Key: 'team', Value: 'payments' }];
  resourcesIn(stack, 'AWS::Bedrock::ApplicationInferenceProfile').forEach((profile) => expect(profile.Tags).toEqual(expected));
  expect(resourcesIn(stack, 'AWS::IAM::Role')[0]!.Tags).toEqual(expected);
  expect(resourcesIn(stack, 'AWS::Budgets::Budget')[0]!.ResourceTags).toEqual(expected);
  expect(resourcesIn(stack, 'AWS::SSM::Parameter')[0]!.Tags).toEqual({ costCenter: 'CC-1', team: 'payments' });
});

test('every role carries the one policy of the team', () => {
  const stack = stackIn('us-east-1');
  const principals = [new iam.ArnPrincipal('arn:aws:iam::222233334444:role/Build')];

  const team = new ClaudeCodeTeam(stack, 'Payments', { ...usual, developers: principals, shortTermApiKeyUsers: principals });

  expect(team.roles).toHaveLength(2);
  const policies = resourcesIn(stack, 'AWS::IAM::Role').map((role) => JSON.stringify(role.ManagedPolicyArns));
  expect(new Set(policies).size).toBe(1);
  expect(resourcesIn(stack, 'AWS::IAM::ManagedPolicy')).toHaveLength(1);
});

test('the command that prints the settings', () => {
  const team = new ClaudeCodeTeam(stackIn('us-east-1'), 'Payments', { ...usual, namePrefix: 'acme' });

  expect(team.managedSettings.fetchCommand)
    .toBe('aws ssm get-parameter --region us-east-1 --name /acme/payments/managed-settings.json --query Parameter.Value --output text');
});

test('tags of scopes above do not take the place of its own', () => {
  const stack = stackIn('us-east-1');
  new ClaudeCodeTeam(stack, 'Payments', { ...usual, budget: { monthlyUsd: 10 } });

  Tags.of(stack).add('team', 'somebody-else', { priority: 250 });

  expect(resourcesIn(stack, 'AWS::Bedrock::ApplicationInferenceProfile')[0]!.Tags).toEqual([{ Key: 'team', Value: 'payments' }]);
  expect(resourcesIn(stack, 'AWS::Budgets::Budget')[0]!.ResourceTags).toEqual([{ Key: 'team', Value: 'payments' }]);
});

test('GovCloud: partition and geography', () => {
  const stack = stackIn('us-gov-west-1');
  Validations.of(stack).acknowledge({ id: 'CloudFormation-Validate::F3006', reason: 'The offline rules know no application inference profile there' });

  new ClaudeCodeTeam(stack, 'Payments', { ...usual, models: { opus: ClaudeModel.OPUS_4_8 }, geography: Geography.US_GOV });

  expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain('arn:aws:');
});

test('fails with every mistake at once', () => {
  expect(() => new ClaudeCodeTeam(stackIn(), 'Payments', { ...usual, teamName: 'Pay', namePrefix: 'ssm', models: { opus: undefined as any }, defaultTier: ModelTier.OPUS })).toThrow([
    "A team name is lower-case letters and digits with single hyphens between; received 'Pay'.",
    "A name prefix is lower-case letters and digits with single hyphens between, not beginning with aws or ssm; received 'ssm'.",
    'A team needs at least one tier (opus, sonnet, haiku, fable); received none.',
  ].join('\n'));
});
