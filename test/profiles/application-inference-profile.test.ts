import { App, Aws, Fn, Lazy, Stack, Tags } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ApplicationInferenceProfile, ClaudeModel, Geography, ModelDestinations } from '../../lib';
import { resourcesIn, stackIn, warningsOf } from '../support/stack';

const TYPE = 'AWS::Bedrock::ApplicationInferenceProfile';
const usual = { model: ClaudeModel.OPUS_5_5, geography: Geography.US };

describe('the resource', () => {
  test('copies the system profile, under a name with the geography and the model in it', () => {
    const stack = stackIn('us-east-1', '111122223333');

    new ApplicationInferenceProfile(stack, 'Profile', { ...usual, inferenceProfileNamePrefix: 'payments' });

    expect(resourcesIn(stack, TYPE)).toEqual([{
      InferenceProfileName: 'payments-us-claude-opus-5-5',
      ModelSource: { CopyFrom: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-opus-5-5']] } },
    }]);
  });

  test('a stack without an environment works in any account and region', () => {
    const stack = stackIn();

    new ApplicationInferenceProfile(stack, 'Profile', usual);

    expect(resourcesIn(stack, TYPE)[0]!.ModelSource.CopyFrom['Fn::Join'][1]).toEqual([
      'arn:', { Ref: 'AWS::Partition' }, ':bedrock:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':inference-profile/us.anthropic.claude-opus-5-5',
    ]);
  });

  test('a name from a deep path fits the service', () => {
    const app = new App();
    const stack = new Stack(app, 'AStackWithALongName-of-a-platform-team-that-likes-long-names', { env: { region: 'us-east-1' } });

    const profile = new ApplicationInferenceProfile(stack, 'A-Profile-With-A-Long-Name', { ...usual, model: ClaudeModel.SONNET_4_5 });

    expect(profile.inferenceProfileName.length).toBeLessThanOrEqual(64);
    expect(profile.inferenceProfileName).toMatch(/^([0-9a-zA-Z][ _-]?)+$/);
    expect(profile.inferenceProfileName).toMatch(/-us-claude-sonnet-4-5$/);
  });

  test('a model whose id has dots and colons in it makes a name without', () => {
    const model = ClaudeModel.of({ foundationModelId: 'anthropic.claude-x-6.1-v1:0', inferenceProfileIds: { us: 'us.anthropic.claude-x-6.1-v1:0' } });

    const profile = new ApplicationInferenceProfile(stackIn('us-east-1'), 'P', { ...usual, model, inferenceProfileNamePrefix: 'p' });

    expect(profile.inferenceProfileName).toBe('p-us-claude-x-6-1-v1-0');
  });

  test('a name that is a token is left to deployment', () => {
    const stack = stackIn('us-east-1');

    new ApplicationInferenceProfile(stack, 'Profile', { ...usual, inferenceProfileNamePrefix: Lazy.string({ produce: () => 'late' }) });

    expect(resourcesIn(stack, TYPE)[0]!.InferenceProfileName).toBe('late-us-claude-opus-5-5');
  });
});

describe('tags', () => {
  test('its own tags win over those of the app; others are added', () => {
    const stack = stackIn('us-east-1');
    new ApplicationInferenceProfile(stack, 'Profile', { ...usual, tags: { team: 'payments' } });

    Tags.of(stack.node.root).add('team', 'somebody-else');
    Tags.of(stack.node.root).add('owner', 'platform');

    expect(resourcesIn(stack, TYPE)[0]!.Tags).toEqual([{ Key: 'owner', Value: 'platform' }, { Key: 'team', Value: 'payments' }]);
  });
});

describe('fails', () => {
  test('for a model that is not offered', () => {
    expect(() => new ApplicationInferenceProfile(stackIn('ap-northeast-1'), 'Profile', { model: ClaudeModel.SONNET_5_5, geography: Geography.JP }))
      .toThrow(/claude-sonnet-5-5 is not offered in geography 'jp'/);
  });

  test('for a source region that is not the region of the stack', () => {
    expect(() => new ApplicationInferenceProfile(stackIn('us-east-1'), 'Profile', { ...usual, sourceRegion: 'us-west-2' }))
      .toThrow("is created in the region of its stack, us-east-1; received sourceRegion 'us-west-2'");
  });

  test.each([
    ['a'.repeat(60), /at most 64 characters; '.*' has 79/],
    ['pay/ments', /letters and digits with single.*received 'pay\/ments-us-claude-opus-5-5'/],
    ['pay--ments', /single spaces, hyphens or underscores between/],
  ])('for the name prefix %s', (inferenceProfileNamePrefix, message) => {
    expect(() => new ApplicationInferenceProfile(stackIn('us-east-1'), 'Profile', { ...usual, inferenceProfileNamePrefix })).toThrow(message);
  });

  test('with pinned destinations when the source region is not known, and not when it is given', () => {
    const stack = stackIn();
    const unknown = new ApplicationInferenceProfile(stack, 'Unknown', usual);
    const known = new ApplicationInferenceProfile(stack, 'Known', { ...usual, sourceRegion: 'us-west-1' });

    expect(() => unknown.foundationModelArns(ModelDestinations.PINNED)).toThrow(/depend on the source region, which this stack only learns at deployment/);
    expect(known.foundationModelArns(ModelDestinations.PINNED)).toHaveLength(4);
  });
});

test('a legacy model is a warning that can be acknowledged', () => {
  const stack = stackIn('us-east-1');

  new ApplicationInferenceProfile(stack, 'Profile', { ...usual, model: ClaudeModel.OPUS_4_1 });

  expect(warningsOf(stack)).toEqual([expect.stringMatching(/Claude Opus 4\.1 is legacy.*\[ack: cdk-claude-code-bedrock:legacyModel\]/s)]);
});

describe('imports', () => {
  const arn = 'arn:aws-us-gov:bedrock:us-gov-west-1:444455556666:application-inference-profile/abc123def456';

  test('by ARN: environment, id and the models that a grant has to name', () => {
    const profile = ApplicationInferenceProfile.fromInferenceProfileArn(stackIn('us-east-1'), 'Profile', arn);

    expect(profile.inferenceProfileArn).toBe(arn);
    expect(profile.inferenceProfileId).toBe('abc123def456');
    expect(profile.env).toEqual({ account: '444455556666', region: 'us-gov-west-1' });
    expect(profile.foundationModelArns()).toEqual(['arn:aws-us-gov:bedrock:*::foundation-model/anthropic.*']);
    expect(profile.sourceModelArn).toBe('arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.*');
    expect(() => profile.foundationModelArns(ModelDestinations.PINNED)).toThrow(/need its model and geography; give them to fromInferenceProfileAttributes/);
  });

  test('by attributes: destinations come from the region of the ARN, not of the stack', () => {
    const profile = ApplicationInferenceProfile.fromInferenceProfileAttributes(stackIn('eu-west-1'), 'Profile', {
      inferenceProfileArn: 'arn:aws:bedrock:ap-northeast-1:444455556666:application-inference-profile/abc123def456',
      model: ClaudeModel.OPUS_5_5,
      geography: Geography.JP,
    });

    expect(profile.foundationModelArns(ModelDestinations.PINNED)).toEqual([
      'arn:aws:bedrock:ap-northeast-1::foundation-model/anthropic.claude-opus-5-5',
      'arn:aws:bedrock:ap-northeast-3::foundation-model/anthropic.claude-opus-5-5',
    ]);
  });

  test('by attributes without geography: destinations cannot be pinned', () => {
    const profile = ApplicationInferenceProfile.fromInferenceProfileAttributes(stackIn('us-gov-west-1'), 'Profile', {
      inferenceProfileArn: arn, model: ClaudeModel.OPUS_4_8,
    });

    expect(() => profile.foundationModelArns(ModelDestinations.PINNED)).toThrow(/need its model and geography/);
  });

  test('an ARN that is a token', () => {
    const stack = stackIn('us-east-1');
    const profile = ApplicationInferenceProfile.fromInferenceProfileArn(stack, 'Profile', Fn.importValue('ProfileArn'));

    expect(stack.resolve(profile.inferenceProfileArn)).toEqual({ 'Fn::ImportValue': 'ProfileArn' });
    expect(stack.resolve(profile.inferenceProfileId)).toEqual({ 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::ImportValue': 'ProfileArn' }] }] }] }] });
  });

  test('an account that is a token inside the ARN', () => {
    const stack = stackIn('us-east-1');
    const profile = ApplicationInferenceProfile.fromInferenceProfileArn(
      stack, 'Profile', `arn:aws:bedrock:us-east-1:${Aws.ACCOUNT_ID}:application-inference-profile/abc123def456`,
    );

    expect(() => profile.grantInvoke(new iam.User(stack, 'User'))).not.toThrow();
  });

  test.each([
    'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-opus-5-5',
    'abc123def456',
    'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/*',
    'arn:aws:bedrock:*:111122223333:application-inference-profile/abc123def456',
    `arn:aws:bedrock:us-east-1:${Aws.ACCOUNT_ID}:application-inference-profile/*`,
  ])('refuse %s', (wrong) => {
    expect(() => ApplicationInferenceProfile.fromInferenceProfileArn(stackIn(), 'Profile', wrong))
      .toThrow(`Expected an ARN like 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/…'; received '${wrong}'.`);
  });
});
