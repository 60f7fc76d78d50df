import { deny, except, Guard, guardOf, principals, sorted, Statement } from './guard';
import { exemptionStatements, ownershipStatements } from './ownership-statements';
import { ServiceControlPolicyDocumentProps } from './guard-props';

/** Whatever invokes a model, streaming or not, today or later: a refusal may be wide. */
const INVOKE = 'bedrock:InvokeModel*';

/** The other endpoints, and what runs or buys models without being called an invocation. A role that a service runs them with is held as well. */
const OTHER_WAYS = [
  'aws-external-anthropic:*', 'bedrock-mantle:*',
  'bedrock:AgenticRetrieveStream', 'bedrock:Create*Job', 'bedrock:CreateProvisionedModelThroughput', 'bedrock:GenerateQuery',
  'bedrock:OptimizePrompt', 'bedrock:Rerank', 'bedrock:RetrieveAndGenerate', 'bedrock:StartFlowExecution',
];

/** Actions that make, renew or revive a service-specific credential: each ends in a usable secret. */
const CREDENTIAL_ACTIONS = ['Create', 'Reset', 'Update'].map((verb) => `iam:${verb}ServiceSpecificCredential`);

/** The services whose long-term keys reach Claude. */
const KEY_SERVICES = { StringLike: { 'iam:ServiceSpecificCredentialServiceName': ['bedrock*', 'aws-external-anthropic*'] } };

/**
 * The statements of the service control policy; each refuses, so each says who is not meant.
 *
 * @throws when a property is out of range; the message says all of them
 */
export function guardStatements(props: ServiceControlPolicyDocumentProps): Statement[] {
  const guard = guardOf(props);
  return [
    ...invocationStatements(guard, props.globalInference ?? true),
    ...apiKeyStatements(guard),
    ...ownershipStatements(guard),
    ...exemptionStatements(guard),
  ];
}

/**
 * - A model is authorized with the profile that the call came through: `ArnNotLike` also matches a call without one. No
 *   policy variable stands for the account: an ARN may have one only after its fifth colon.
 *   https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
 * - Whatever is neither a model nor an application inference profile cannot be invoked: shared system profiles,
 *   provisioned throughput, prompt routers, imported and custom models.
 * - A batch job is authorized as a job, not as an invocation; what else runs models under a name of its own is refused too.
 * - Global calls present the region `unspecified` on a model without a region. A copy of a global profile presents the ARN
 *   of an application inference profile, so the region alone tells.
 *   https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html
 * - Claude is also served at the endpoints `bedrock-mantle` and by `aws-external-anthropic`, which know no inference profiles.
 *   https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockmantle.html
 */
function invocationStatements(guard: Guard, globalInference: boolean): Statement[] {
  const models = `arn:${guard.partition}:bedrock:*::foundation-model/*`;
  const profiles = sorted(guard.accounts.map((account) => `arn:${guard.partition}:bedrock:*:${account}:application-inference-profile/*`));
  return [
    deny(guard, 'RunModelsOnlyThroughInferenceProfilesOfTheAccount', {
      Action: INVOKE,
      Resource: models,
      Condition: { ArnNotLike: { 'bedrock:InferenceProfileArn': profiles } },
    }),
    deny(guard, 'RunNothingElse', { Action: 'bedrock:Invoke*', NotResource: sorted([...profiles, models]) }),
    deny(guard, 'UseNoOtherWayToRunModels', { Action: OTHER_WAYS, Resource: '*' }),
    ...(globalInference ? [] : [deny(guard, 'RunNothingOutsideTheGeography', {
      Action: INVOKE,
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': 'unspecified' } },
    })]),
  ];
}

/**
 * Minting a short-term key cannot be refused, only its use. A long-term key is refused at its creation as well, without an
 * age or with too high a one: without an age it never expires, and a comparison does not match a missing key.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-permissions.html
 */
function apiKeyStatements(guard: Guard): Statement[] {
  const [roles, users] = [principals(guard, 'role'), principals(guard, 'user')];
  const longTerm = guard.maxAgeDays !== undefined;
  return [
    deny(guard, 'UseApiKeysOnlyAsPrincipalsOfClaudeCode', {
      Action: 'bedrock:CallWithBearerToken', Resource: '*', Condition: except(longTerm ? [roles, users] : [roles]),
    }),
    deny(guard, longTerm ? 'UseLongTermApiKeysOnlyAsUsersOfClaudeCode' : 'UseNoLongTermApiKeys', {
      Action: 'bedrock:CallWithBearerToken',
      Resource: '*',
      Condition: { StringNotEquals: { 'bedrock:BearerTokenType': 'SHORT_TERM' }, ...(longTerm && except([users])) },
    }),
    deny(guard, longTerm ? 'CreateLongTermApiKeysOnlyAsRolesOfClaudeCode' : 'CreateNoLongTermApiKeys', {
      Action: CREDENTIAL_ACTIONS, Resource: '*', Condition: { ...KEY_SERVICES, ...(longTerm && except([roles])) },
    }),
    ...(longTerm ? [
      deny(guard, 'CreateNoLongTermApiKeysThatLiveLonger', {
        Action: CREDENTIAL_ACTIONS[0],
        Resource: '*',
        Condition: { ...KEY_SERVICES, NumericGreaterThan: { 'iam:ServiceSpecificCredentialAgeDays': String(guard.maxAgeDays) } },
      }),
      deny(guard, 'CreateNoLongTermApiKeysThatNeverExpire', {
        Action: CREDENTIAL_ACTIONS[0],
        Resource: '*',
        Condition: { ...KEY_SERVICES, Null: { 'iam:ServiceSpecificCredentialAgeDays': 'true' } },
      }),
    ] : []),
  ];
}
