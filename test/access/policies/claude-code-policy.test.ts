import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ApplicationInferenceProfile, ClaudeCodePolicy, ClaudeModel, Geography, IInferenceProfile, ModelDestinations } from '../../../lib';
import { resourcesIn, stackIn } from '../../support/stack';
import { isAllowed } from '../../support/simulation';

const INVOKE = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];
const PROFILE_ARNS = [1, 2].map((number) => `arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/profile00000${number}`) as [string, string];

function profiles(stack: Stack): IInferenceProfile[] {
  return [ClaudeModel.OPUS_5_5, ClaudeModel.HAIKU_4_5].map((model, index) =>
    ApplicationInferenceProfile.fromInferenceProfileAttributes(stack, `Profile${index}`, {
      inferenceProfileArn: PROFILE_ARNS[index]!, model, geography: Geography.US,
    }));
}

function documentOf(policy: ClaudeCodePolicy, stack: Stack): any {
  new iam.ManagedPolicy(stack, 'Policy', { document: policy.document() });
  return resourcesIn(stack, 'AWS::IAM::ManagedPolicy')[0]!.PolicyDocument;
}

describe('explicit', () => {
  test('the statements, exactly', () => {
    const stack = stackIn('us-east-1');

    expect(documentOf(ClaudeCodePolicy.forProfiles({ profiles: profiles(stack) }), stack)).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'InvokeTheseInferenceProfiles', Effect: 'Allow', Action: INVOKE, Resource: PROFILE_ARNS },
        {
          Sid: 'InvokeModelsOnlyThroughTheseInferenceProfiles',
          Effect: 'Allow',
          Action: INVOKE,
          Resource: [
            'arn:aws:bedrock:*::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0',
            'arn:aws:bedrock:*::foundation-model/anthropic.claude-opus-5-5',
          ],
          Condition: { ArnEquals: { 'bedrock:InferenceProfileArn': PROFILE_ARNS } },
        },
        { Sid: 'ReadTheseInferenceProfiles', Effect: 'Allow', Action: 'bedrock:GetInferenceProfile', Resource: PROFILE_ARNS },
        {
          Sid: 'CountTokensOfTheseModels',
          Effect: 'Allow',
          Action: 'bedrock:CountTokens',
          Resource: [
            'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0',
            'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-5-5',
          ],
        },
        { Sid: 'ListInferenceProfiles', Effect: 'Allow', Action: 'bedrock:ListInferenceProfiles', Resource: '*' },
      ],
    });
  });

  test('pinned destinations list the regions of the route from the source region', () => {
    const stack = stackIn('us-east-1');

    const { Statement } = documentOf(ClaudeCodePolicy.forProfiles({ profiles: profiles(stack), destinations: ModelDestinations.PINNED }), stack);

    expect(Statement[1].Resource).toEqual(['us-east-1', 'us-east-2', 'us-west-2'].flatMap((region) => [
      `arn:aws:bedrock:${region}::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0`,
      `arn:aws:bedrock:${region}::foundation-model/anthropic.claude-opus-5-5`,
    ]));
  });

  test('the order of the profiles does not show', () => {
    const [one, other] = [stackIn('us-east-1'), stackIn('us-east-1')];

    expect(documentOf(ClaudeCodePolicy.forProfiles({ profiles: profiles(one).reverse() }), one))
      .toEqual(documentOf(ClaudeCodePolicy.forProfiles({ profiles: profiles(other) }), other));
  });

  test('needs a profile', () => {
    expect(() => ClaudeCodePolicy.forProfiles({ profiles: [] })).toThrow('A policy needs at least one inference profile to allow; received none.');
  });
});

describe('documented in 2025', () => {
  const region = 'us-east-1';
  const model = 'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-5-5';
  const shared = 'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-opus-5-5';

  const ask = (document: any, action: string, resource: string, profile?: string): Promise<boolean> => isAllowed(
    { arn: 'arn:aws:iam::111122223333:role/Developer', policies: [{ name: 'policy', policy: document }] },
    { action, resource, context: { 'aws:RequestedRegion': region, ...(profile && { 'bedrock:InferenceProfileArn': profile }) } },
  );

  test('word for word: three actions, two resource patterns, one statement', () => {
    expect(documentOf(ClaudeCodePolicy.documented2025(), stackIn('us-east-1'))).toEqual({
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow',
        Action: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream', 'bedrock:ListInferenceProfiles'],
        Resource: ['arn:aws:bedrock:*:*:inference-profile/*', 'arn:aws:bedrock:*:*:application-inference-profile/*'],
      }],
    });
  });

  test('as published, a call is refused at the model and listing has no effect', async () => {
    const document = documentOf(ClaudeCodePolicy.documented2025(), stackIn('us-east-1'));

    expect(await ask(document, 'bedrock:InvokeModel', shared)).toBe(true);
    expect(await ask(document, 'bedrock:InvokeModel', model, shared)).toBe(false);
    expect(await ask(document, 'bedrock:ListInferenceProfiles', '*')).toBe(false);
  });

  test('with models, calls through any profile work, and a bare model stays refused', async () => {
    const stack = stackIn('us-east-1');
    const document = JSON.parse(JSON.stringify(documentOf(ClaudeCodePolicy.documented2025WithModels(), stack))
      .replace(/\{"Fn::Join":\["",\["arn:",\{"Ref":"AWS::Partition"\},"([^"]*)"\]\]\}/g, '"arn:aws$1"'));

    for (const action of INVOKE) {
      for (const profile of [shared, PROFILE_ARNS[0]]) {
        expect(await ask(document, action, profile)).toBe(true);
        expect(await ask(document, action, model, profile)).toBe(true);
      }
      expect(await ask(document, action, model)).toBe(false);
    }
    expect(await ask(document, 'bedrock:ListInferenceProfiles', '*')).toBe(true);
    expect(await ask(document, 'bedrock:GetInferenceProfile', PROFILE_ARNS[0])).toBe(true);
  });
});
