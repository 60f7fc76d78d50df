import * as iam from 'aws-cdk-lib/aws-iam';
import { IInferenceProfile } from '../../profiles/inference-profile';
import { invokeStatements } from '../../profiles/invoke-statements';
import { ModelDestinations } from '../../profiles/model-destinations';
import { applyGuardrail, guardrailCondition, RequiredGuardrail } from './guardrail-reference';

/**
 * The statements of a principal that may call the given profiles and nothing else.
 *
 * - Invoking: both legs of a call, see `invokeStatements`.
 * - `GetInferenceProfile`: without it Claude Code cannot tell the model behind an ARN and falls back to a fixed thinking
 *   budget. https://code.claude.com/docs/en/amazon-bedrock
 * - `CountTokens` takes only foundation models as its resource, in the region that is asked, and knows no condition key.
 *   It costs nothing.
 *   https://docs.aws.amazon.com/bedrock/latest/userguide/count-tokens.html
 * - `ListInferenceProfiles` takes no resource: on an ARN it has no effect.
 *   https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
 */
export function explicitStatements(
  given: readonly IInferenceProfile[], destinations?: ModelDestinations, guardrail?: RequiredGuardrail,
): iam.PolicyStatement[] {
  const profiles = [...given].sort((a, b) => (a.node.path < b.node.path ? -1 : 1));
  return [
    ...invokeStatements(profiles, {
      destinations,
      profilesSid: 'InvokeTheseInferenceProfiles',
      modelsSid: 'InvokeModelsOnlyThroughTheseInferenceProfiles',
      modelsCondition: guardrail && guardrailCondition(guardrail),
    }),
    new iam.PolicyStatement({
      sid: 'ReadTheseInferenceProfiles',
      actions: ['bedrock:GetInferenceProfile'],
      resources: profiles.map((profile) => profile.inferenceProfileArn),
    }),
    new iam.PolicyStatement({
      sid: 'CountTokensOfTheseModels',
      actions: ['bedrock:CountTokens'],
      resources: [...new Set(profiles.map((profile) => profile.sourceModelArn))].sort(),
    }),
    listInferenceProfiles(),
    ...(guardrail === undefined ? [] : [applyGuardrail(guardrail)]),
  ];
}

export function listInferenceProfiles(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'ListInferenceProfiles',
    actions: ['bedrock:ListInferenceProfiles'],
    resources: ['*'],
  });
}
