import { DEFAULT_PATH } from '../default-path';
import type { ServiceControlPolicyDocumentProps } from './service-control-policy';

type Statement = { readonly [key: string]: any };

/** Whatever invokes a model, streaming or not, today or later: a refusal may be wide. */
const INVOKE = 'bedrock:InvokeModel*';

/** Actions that make, renew or revive a service-specific credential: each ends in a usable secret. */
const CREDENTIAL_ACTIONS = ['Create', 'Reset', 'Update'].map((verb) => `iam:${verb}ServiceSpecificCredential`);

/** The services whose long-term keys reach Claude. */
const KEY_SERVICES = { StringLike: { 'iam:ServiceSpecificCredentialServiceName': ['bedrock*', 'aws-external-anthropic*'] } };

/** What everybody may do with principals under the path: look at them, and assume them as far as they let one. */
const HARMLESS = ['iam:Get*', 'iam:List*', 'iam:Simulate*', 'sts:*'];

/** What every statement of the guard knows. */
interface Guard {
  readonly partition: string;
  /** Where roles, users and policies of Claude Code stand, as the middle of an ARN. */
  readonly path: string;
  readonly deploymentRoles: readonly string[];
  readonly deployers: readonly string[];
  readonly exemptPrincipals: readonly string[];
  readonly accounts: readonly string[];
  readonly maxAgeDays?: number;
}

/**
 * The statements of the service control policy; each refuses, so each says who is not meant.
 *
 * @throws when the path or the age is out of range
 */
export function guardStatements(props: ServiceControlPolicyDocumentProps): Statement[] {
  const partition = props.partition ?? 'aws';
  const guard: Guard = {
    partition,
    path: checkedPath(props.path ?? DEFAULT_PATH),
    deploymentRoles: sorted(props.deploymentRoles ?? [`arn:${partition}:iam::*:role/cdk-*-cfn-exec-role-*`]),
    deployers: sorted(props.deployers ?? ['cdk-*-deploy-role-*', 'stacksets-exec-*'].map((name) => `arn:${partition}:iam::*:role/${name}`)),
    exemptPrincipals: sorted(props.exemptPrincipals ?? []),
    accounts: props.accounts ?? ['*'],
    maxAgeDays: checkedAge(props.longTermApiKeyMaxAgeDays),
  };
  return [
    ...invocationStatements(guard, props.globalInference ?? true),
    ...apiKeyStatements(guard),
    ...ownershipStatements(guard),
  ];
}

/**
 * - A model is authorized with the profile that the call came through: `ArnNotLike` also matches a call without one. No
 *   policy variable stands for the account: an ARN may have one only after its fifth colon.
 *   https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
 * - Whatever is neither a model nor an application inference profile cannot be invoked: shared system profiles,
 *   provisioned throughput, prompt routers, imported and custom models.
 * - A batch job is authorized as a job, not as an invocation.
 * - Global calls present the region `unspecified` on a model without a region. A copy of a global profile presents the ARN
 *   of an application inference profile, so the region alone tells.
 *   https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html
 * - Claude is also served by `bedrock-mantle` and by `aws-external-anthropic`, which know no inference profiles.
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
    deny(guard, 'RunNothingElse', { Action: INVOKE, NotResource: sorted([...profiles, models]) }),
    deny(guard, 'RunNoBatchJobs', { Action: 'bedrock:CreateModelInvocationJob', Resource: '*' }),
    ...(globalInference ? [] : [deny(guard, 'RunNothingOutsideTheGeography', {
      Action: INVOKE,
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': 'unspecified' } },
    })]),
    deny(guard, 'UseNoOtherEndpoint', { Action: ['aws-external-anthropic:*', 'bedrock-mantle:*'], Resource: '*' }),
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

/**
 * A stack keeps the role that it was deployed with: whoever may update it acts with that role without passing it. So stacks
 * change, and roles are passed, by those who deploy alone.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
 *
 * Who makes a profile chooses its tags, and so whose cost and whose right it is; who changes a role under the path, or one
 * that deploys, could become it. Roles under the path are left to their own policies: the one that switches a stopped team's
 * profiles off is among them, and the others allow nothing of this. `NotAction` covers what IAM may learn to do later.
 */
function ownershipStatements(guard: Guard): Statement[] {
  const own = (['policy', 'role', 'user'] as const).map((kind) => principals(guard, kind));
  return [
    deny(guard, 'ChangeInferenceProfilesOnlyByDeployment', {
      Action: ['bedrock:CreateInferenceProfile', 'bedrock:DeleteInferenceProfile', 'bedrock:TagResource', 'bedrock:UntagResource'],
      Resource: `arn:${guard.partition}:bedrock:*:*:application-inference-profile/*`,
      Condition: except([...guard.deploymentRoles, principals(guard, 'role')]),
    }),
    deny(guard, 'ChangePrincipalsOfClaudeCodeOnlyByDeployment', {
      NotAction: HARMLESS,
      Resource: sorted([...own, ...guard.deploymentRoles]),
      Condition: except([...guard.deploymentRoles, ...guard.deployers, principals(guard, 'role')]),
    }),
    deny(guard, 'ChangeStacksOnlyAsDeployers', {
      NotAction: ['Describe', 'Detect', 'Get', 'List'].map((verb) => `cloudformation:${verb}*`),
      Resource: `arn:${guard.partition}:cloudformation:*:*:stack/*`,
      Condition: except(guard.deployers),
    }),
    deny(guard, 'ChangeSettingsOnlyByDeployment', {
      NotAction: ['ssm:Get*', 'ssm:List*'],
      Resource: `arn:${guard.partition}:ssm:*:*:parameter${guard.path}*`,
      Condition: except(guard.deploymentRoles),
    }),
  ];
}

function principals(guard: Guard, kind: 'policy' | 'role' | 'user'): string {
  return `arn:${guard.partition}:iam::*:${kind}${guard.path}*`;
}

function except(arns: readonly string[]): Statement {
  return { ArnNotLike: { 'aws:PrincipalArn': sorted(arns) } };
}

/** A refusal; the exempt principals join those whom it leaves out anyway. */
function deny(guard: Guard, sid: string, statement: Statement): Statement {
  const condition = { ...statement.Condition };
  if (guard.exemptPrincipals.length > 0) {
    const excepted: string[] = condition.ArnNotLike?.['aws:PrincipalArn'] ?? [];
    condition.ArnNotLike = { ...condition.ArnNotLike, 'aws:PrincipalArn': sorted([...excepted, ...guard.exemptPrincipals]) };
  }
  return { Sid: sid, Effect: 'Deny', ...statement, ...(Object.keys(condition).length > 0 && { Condition: condition }) };
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function checkedPath(path: string): string {
  if (!/^\/([\w+=,.@-]+\/)+$/.test(path)) {
    throw new Error(`The path of the guarded principals begins and ends with a slash and is not the root; received '${path}'.`);
  }
  return path;
}

function checkedAge(days: number | undefined): number | undefined {
  if (days !== undefined && (!Number.isInteger(days) || days < 1 || days > 36600)) {
    throw new Error(`A long-term API key lives 1 to 36600 whole days; received ${days}.`);
  }
  return days;
}
