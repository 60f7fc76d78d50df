import { CfnResource } from 'aws-cdk-lib';
import { ClaudeModel, Geography, ModelDestinations, SystemInferenceProfile } from '../../lib';
import { stackIn } from '../support/stack';

test('creates nothing and knows its ARN', () => {
  const stack = stackIn('eu-west-1', '111122223333');

  const profile = new SystemInferenceProfile(stack, 'Opus', { model: ClaudeModel.OPUS_5_5, geography: Geography.EU });

  expect(stack.node.findAll().filter((construct) => CfnResource.isCfnResource(construct))).toEqual([]);
  expect(profile.inferenceProfileId).toBe('eu.anthropic.claude-opus-5-5');
  expect(stack.resolve(profile.inferenceProfileArn)['Fn::Join'][1].at(-1)).toBe(':bedrock:eu-west-1:111122223333:inference-profile/eu.anthropic.claude-opus-5-5');
});

test('a source region of its own is that of its ARN and of its models', () => {
  const stack = stackIn('us-east-1', '111122223333');

  const profile = new SystemInferenceProfile(stack, 'Opus', { model: ClaudeModel.OPUS_5_5, geography: Geography.US, sourceRegion: 'us-west-1' });

  expect(profile.env.region).toBe('us-west-1');
  expect(JSON.stringify(stack.resolve(profile.inferenceProfileArn))).toContain(':bedrock:us-west-1:');
  expect(profile.foundationModelArns(ModelDestinations.PINNED)).toHaveLength(4);
});

test('a retired model is an error', () => {
  expect(() => new SystemInferenceProfile(stackIn('us-east-1'), 'Sonnet', { model: ClaudeModel.CLAUDE_3_7_SONNET, geography: Geography.US }))
    .toThrow(/claude-3-7-sonnet is retired since 2026-04-28/);
});

test('an import by ARN finds the model in the catalogue', () => {
  const profile = SystemInferenceProfile.fromInferenceProfileArn(
    stackIn(), 'Sonnet', 'arn:aws:bedrock:ca-central-1:111122223333:inference-profile/global.anthropic.claude-sonnet-4-6',
  );

  expect(profile.foundationModelArns(ModelDestinations.PINNED)).toEqual([
    'arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-6',
    'arn:aws:bedrock:ca-central-1::foundation-model/anthropic.claude-sonnet-4-6',
  ]);
});

test('an import of a profile that the catalogue lacks names every Anthropic model', () => {
  const profile = SystemInferenceProfile.fromInferenceProfileArn(
    stackIn(), 'New', 'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-next',
  );

  expect(profile.foundationModelArns()).toEqual(['arn:aws:bedrock:*::foundation-model/anthropic.*']);
});

test('an import refuses an application inference profile', () => {
  expect(() => SystemInferenceProfile.fromInferenceProfileArn(stackIn(), 'X', 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a'))
    .toThrow(/Expected an ARN like 'arn:aws:bedrock:us-east-1:111122223333:inference-profile\/…'/);
});
