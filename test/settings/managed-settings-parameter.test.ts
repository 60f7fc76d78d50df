import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnApplicationInferenceProfile } from 'aws-cdk-lib/aws-bedrock';
import { ClaudeCodeSettings, ClaudeCodeSettingsProps, ClaudeModel, ManagedSettingsParameter } from '../../lib';
import { deployedLength } from '../../lib/settings/deployed-length';
import { newApp } from '../support/synthesis';

function publish(props: Partial<ClaudeCodeSettingsProps> = {}): { stack: Stack; parameter: ManagedSettingsParameter } {
  const stack = new Stack(newApp(), 'Stack', { env: { region: 'us-east-1' } });
  const profile = new CfnApplicationInferenceProfile(stack, 'Profile', { inferenceProfileName: 'a', modelSource: { copyFrom: 'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-sonnet-5-5' } });
  const settings = new ClaudeCodeSettings({
    region: stack.region,
    tiers: { sonnet: { inferenceProfileArn: profile.attrInferenceProfileArn, displayName: 'Sonnet', model: ClaudeModel.SONNET_5_5 } },
    ...props,
  });
  return { stack, parameter: new ManagedSettingsParameter(stack, 'Settings', { settings, parameterName: '/claude-code/a/managed-settings.json' }) };
}

test('reading is granted for the one parameter, as one statement with a name', () => {
  const { stack, parameter } = publish();
  const grant = parameter.grantRead(new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));

  grant.assertSuccess();
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [{
        Sid: 'ReadOwnManagedSettings',
        Effect: 'Allow',
        Action: 'ssm:GetParameter',
        Resource: Match.objectLike({ 'Fn::Join': ['', Match.arrayWith([':parameter/claude-code/a/managed-settings.json'])] }),
      }],
    },
  });
});

test('warnings of the settings are warnings of the stack', () => {
  const { stack } = publish({ thinkingTokens: 2048 });

  Annotations.fromStack(stack).hasWarning('/Stack/Settings', Match.stringLikeRegexp('Every model here thinks adaptively \\(Claude Sonnet 5.5\\) and ignores a thinking budget of 2048 tokens.*thinkingBudgetIgnored'));
});

test('fails at synthesis, with the size and what to do, when a standard parameter would not hold the settings', () => {
  const { stack } = publish({ customHeaders: { 'X-Long': 'x'.repeat(4000) } });

  expect(() => Template.fromStack(stack)).toThrow(/at most 4096 characters.*would have about \d{4}\..*Shorten customHeaders/);
});

test('the length counts what is only known at deployment as its longest', () => {
  expect(deployedLength('abc')).toBe(3);
  expect(deployedLength({ 'Fn::Join': ['-', ['ab', { Ref: 'AWS::Region' }, { 'Fn::GetAtt': ['Profile', 'InferenceProfileArn'] }]] })).toBe(2 + 16 + 100 + 2);
  expect('arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:application-inference-profile/abcdefghijkl'.length).toBeLessThanOrEqual(100);
});
