import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { INVOKE_ACTIONS } from '../../profiles/invoke-statements';
import { foundationModelArn } from '../../profiles/model-arns';
import { listInferenceProfiles } from './explicit-statements';

const ANY_PROFILE = [
  'arn:aws:bedrock:*:*:inference-profile/*',
  'arn:aws:bedrock:*:*:application-inference-profile/*',
];

/** The statement of August 2025 as it was published: no Sid, and the `aws` partition. */
export function documented2025Statements(): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({
      actions: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream', 'bedrock:ListInferenceProfiles'],
      resources: ANY_PROFILE,
    }),
  ];
}

/**
 * The same reach, made to work: a call through a profile is also authorized on foundation models
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html), `ListInferenceProfiles` takes no
 * resource, and `GetInferenceProfile` joined Claude Code's page in 2026.
 */
export function documented2025WithModelsStatements(): iam.PolicyStatement[] {
  const profiles = ['inference-profile', 'application-inference-profile']
    .map((type) => `arn:${Aws.PARTITION}:bedrock:*:*:${type}/*`);
  return [
    new iam.PolicyStatement({
      sid: 'InvokeAnyInferenceProfile',
      actions: [...INVOKE_ACTIONS],
      resources: profiles,
    }),
    new iam.PolicyStatement({
      sid: 'InvokeModelsOnlyThroughAnInferenceProfile',
      actions: [...INVOKE_ACTIONS],
      resources: [foundationModelArn(Aws.PARTITION, '*', '*')],
      conditions: { ArnLike: { 'bedrock:InferenceProfileArn': profiles } },
    }),
    new iam.PolicyStatement({
      sid: 'ReadAnyInferenceProfile',
      actions: ['bedrock:GetInferenceProfile'],
      resources: profiles,
    }),
    listInferenceProfiles(),
  ];
}
