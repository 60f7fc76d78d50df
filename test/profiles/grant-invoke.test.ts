import { App, CfnElement, Fn, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ApplicationInferenceProfile, ClaudeModel, Geography, IInferenceProfile, ModelDestinations, SystemInferenceProfile } from '../../lib';
import { resourcesIn, stackIn, warningsOf } from '../support/stack';

const INVOKE = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];
const usual = { model: ClaudeModel.OPUS_5_5, geography: Geography.US };

function grantedBy(stack: Stack, profile: IInferenceProfile, destinations?: ModelDestinations): any[] {
  const grant = profile.grantInvoke(new iam.User(stack, 'User'), { destinations });
  grant.assertSuccess();
  return resourcesIn(stack, 'AWS::IAM::Policy')[0]!.PolicyDocument.Statement;
}

test('a created profile: both legs, exactly', () => {
  const stack = stackIn('us-east-1');
  const profile = new ApplicationInferenceProfile(stack, 'Opus', usual);
  const arn = { 'Fn::GetAtt': [stack.getLogicalId(profile.node.defaultChild as CfnElement), 'InferenceProfileArn'] };

  expect(grantedBy(stack, profile)).toEqual([
    { Sid: expect.stringMatching(/^InvokeInferenceProfileOpus[0-9a-f]{8}$/), Effect: 'Allow', Action: INVOKE, Resource: arn },
    {
      Sid: expect.stringMatching(/^InvokeModelsOnlyThroughOpus[0-9a-f]{8}$/),
      Effect: 'Allow',
      Action: INVOKE,
      Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':bedrock:*::foundation-model/anthropic.claude-opus-5-5']] },
      Condition: { ArnEquals: { 'bedrock:InferenceProfileArn': arn } },
    },
  ]);
});

test('an imported profile: the same legs', () => {
  const stack = stackIn('us-east-1');
  const arn = 'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-haiku-4-5-20251001-v1:0';

  const statements = grantedBy(stack, SystemInferenceProfile.fromInferenceProfileArn(stack, 'Haiku', arn), ModelDestinations.PINNED);

  expect(statements.map(({ Sid, ...statement }) => [Sid.replace(/[0-9a-f]{8}$/, ''), statement])).toEqual([
    ['InvokeInferenceProfileHaiku', { Effect: 'Allow', Action: INVOKE, Resource: arn }],
    ['InvokePinnedModelsOnlyThroughHaiku', {
      Effect: 'Allow',
      Action: INVOKE,
      Resource: ['us-east-1', 'us-east-2', 'us-west-2'].map((region) => `arn:aws:bedrock:${region}::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0`),
      Condition: { ArnEquals: { 'bedrock:InferenceProfileArn': arn } },
    }],
  ]);
});

test('the one returned grant holds both statements', () => {
  const stack = stackIn('us-east-1');

  const grant = new ApplicationInferenceProfile(stack, 'Opus', usual).grantInvoke(new iam.User(stack, 'User'));

  expect(grant.success).toBe(true);
  expect(grant.principalStatements).toHaveLength(2);
});

test('two profiles and a repeated grant: every Sid stands once', () => {
  const app = new App({ context: { '@aws-cdk/aws-iam:minimizePolicies': true } });
  const stack = new Stack(app, 'Stack', { env: { region: 'us-east-1' } });
  const user = new iam.User(stack, 'User');
  const opus = new ApplicationInferenceProfile(stack, 'Opus', usual);

  opus.grantInvoke(user);
  opus.grantInvoke(user);
  opus.grantInvoke(user, { destinations: ModelDestinations.PINNED });
  new ApplicationInferenceProfile(stack, 'Haiku', { ...usual, model: ClaudeModel.HAIKU_5_5 }).grantInvoke(user);

  const sids = resourcesIn(stack, 'AWS::IAM::Policy')[0]!.PolicyDocument.Statement.map((statement: any) => statement.Sid);
  expect(sids).toHaveLength(5);
  expect(new Set(sids).size).toBe(5);
});

test('profiles of stacks with one name in two regions: every Sid stands once', () => {
  const app = new App();
  const home = new Stack(app, 'Home', { env: { account: '111122223333', region: 'us-east-1' } });
  const grants = ['us-east-1', 'us-west-2'].flatMap((region) => {
    const stack = new Stack(app, `In-${region}`, { stackName: 'claude', env: { account: '111122223333', region } });
    return new ApplicationInferenceProfile(stack, 'Opus', usual).grantInvoke(new iam.User(home, region)).principalStatements;
  });

  expect(new Set(grants.map((statement) => statement.sid)).size).toBe(4);
});

test('a token ARN is granted on', () => {
  const stack = stackIn('us-east-1');

  const statements = grantedBy(stack, ApplicationInferenceProfile.fromInferenceProfileArn(stack, 'P', Fn.importValue('Arn')));

  expect(statements[0].Resource).toEqual({ 'Fn::ImportValue': 'Arn' });
  expect(statements[1].Condition).toEqual({ ArnEquals: { 'bedrock:InferenceProfileArn': { 'Fn::ImportValue': 'Arn' } } });
});

test('a principal that takes no policies: the grant fails and says so', () => {
  const stack = stackIn('us-east-1');

  const grant = new ApplicationInferenceProfile(stack, 'Opus', usual).grantInvoke(new iam.ServicePrincipal('lambda.amazonaws.com'));

  expect(grant.success).toBe(false);
  expect(() => grant.assertSuccess()).toThrow();
});

test('a principal of another account: a warning, because profiles have no resource policy', () => {
  const stack = stackIn('us-east-1', '111122223333');
  const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::444455556666:role/Other');

  new ApplicationInferenceProfile(stack, 'Opus', usual).grantInvoke(role);

  expect(warningsOf(stack)).toEqual([expect.stringContaining('cdk-claude-code-bedrock:grantToOtherAccount')]);
});
