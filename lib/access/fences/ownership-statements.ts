import { deny, except, exempted, Guard, keepers, principals, sorted, Statement } from './guard';

/** What everybody may do with guarded principals: look at them, and assume them as far as they let one. */
const HARMLESS = ['iam:Get*', 'iam:List*', 'iam:Simulate*', 'sts:*'];

const DETACH = ['iam:DetachRolePolicy', 'iam:DetachUserPolicy'];

/**
 * Who makes a profile chooses its tags, and so whose cost and whose right it is; who changes a role under the path could
 * become it. Roles under the path are left to their own policies: the ones that stop and lift are among them, and the others
 * allow nothing of this. `NotAction` covers what IAM may learn to do later.
 *
 * A stop is lifted by detaching its policy, by untagging a profile, or by AWS Budgets at somebody's word: that alone is what
 * the principals that lift stops may do.
 */
export function ownershipStatements(guard: Guard): Statement[] {
  const [policies, roles, users] = (['policy', 'role', 'user'] as const).map((kind) => principals(guard, kind)) as [string, string, string];
  const profiles = `arn:${guard.partition}:bedrock:*:*:application-inference-profile/*`;
  const actions = `arn:${guard.partition}:budgets::*:budget/*/action/*`;
  const owners = [...guard.deploymentRoles, roles];
  return [
    deny(guard, 'ChangeInferenceProfilesOnlyByDeployment', {
      Action: ['bedrock:CreateInferenceProfile', 'bedrock:DeleteInferenceProfile', 'bedrock:TagResource'], Resource: profiles, Condition: except(owners),
    }),
    deny(guard, 'ChangePrincipalsOfClaudeCodeOnlyByDeployment', {
      NotAction: sorted([...HARMLESS, ...DETACH]), Resource: [policies, roles, users], Condition: except(owners),
    }),
    deny(guard, 'LiftStopsOnlyAsNamed', {
      Action: ['bedrock:UntagResource', 'budgets:ExecuteBudgetAction', ...DETACH],
      Resource: sorted([profiles, actions, roles, users]),
      Condition: except([...owners, ...guard.stopLifters]),
    }),
    deny(guard, 'ChangeWorkflowsOfClaudeCodeOnlyByDeployment', {
      Action: [
        'events:DeleteRule', 'events:DisableRule', 'events:PutRule', 'events:PutTargets', 'events:RemoveTargets', 'lambda:Update*',
        'states:DeleteStateMachine', 'states:UpdateStateMachine',
      ],
      Resource: '*',
      Condition: { ...except(guard.deploymentRoles), StringLike: { 'aws:ResourceTag/aws:cloudformation:stack-name': guard.stacks } },
    }),
    deny(guard, 'ChangeSettingsAndBudgetActionsOnlyByDeployment', {
      NotAction: ['budgets:Describe*', 'budgets:ExecuteBudgetAction', 'budgets:List*', 'ssm:Get*', 'ssm:List*'],
      Resource: [actions, `arn:${guard.partition}:ssm:*:*:parameter${guard.path}*`],
      Condition: except(guard.deploymentRoles),
    }),
  ];
}

/**
 * Whoever is left out by a statement is held by these: nobody becomes one of them by making a role of such a name, by opening
 * its trust, by handing it to a service, or by changing what it deploys.
 *
 * - A stack keeps the role that it was deployed with: whoever may update it acts with that role without passing it. So stacks
 *   change, and roles are passed, by those who deploy alone; stack sets too, which bring roles of their own.
 *   https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
 * - A template lies in the bucket of the bootstrap stack before it is deployed.
 * - `iam:AddUserToGroup` is authorized on the group alone: it knows nothing of the user.
 *   https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 * - An identity provider vouches for whom its metadata says.
 * - An account that leaves its organization is held by no policy of it; `AcceptHandshake` takes it to another one.
 *   https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_leave-as-member.html
 */
export function exemptionStatements(guard: Guard): Statement[] {
  const everybody = exempted(guard);
  const stacks = ['stack', 'stackset'].map((kind) => `arn:${guard.partition}:cloudformation:*:*:${kind}/*`);
  return [
    deny(guard, 'ChangeStacksAndExemptPrincipalsOnlyAsDeployers', {
      NotAction: sorted([...HARMLESS, ...['Describe', 'Detect', 'Get', 'List'].map((verb) => `cloudformation:${verb}*`)]),
      Resource: sorted([...everybody, ...stacks]),
      Condition: except(keepers(guard)),
    }),
    ...(guard.operators === undefined ? [] : [deny(guard, 'AssumeExemptPrincipalsOnlyAsOperators', {
      Action: 'sts:AssumeRole*', Resource: everybody, Condition: except([...keepers(guard), ...guard.operators]),
    })]),
    deny(guard, 'ChangeGroupsAndIdentityProvidersOnlyAsDeployers', {
      Action: ['iam:AddClientIDToOpenIDConnectProvider', 'iam:AddUserToGroup', 'iam:Create*Provider', 'iam:Update*Provider*'],
      Resource: '*',
      Condition: except(keepers(guard)),
    }),
    deny(guard, 'ChangeTemplatesOnlyAsDeployers', {
      NotAction: ['s3:Get*', 's3:List*'],
      Resource: sorted(guard.assetBuckets.flatMap((bucket) => [bucket, `${bucket}/*`])),
      Condition: except([...keepers(guard), ...guard.assetPublishers]),
    }),
    deny(guard, 'StayUnderThisPolicy', {
      Action: [
        'organizations:AcceptHandshake', 'organizations:DeletePolicy', 'organizations:DetachPolicy', 'organizations:DisablePolicyType',
        'organizations:LeaveOrganization', 'organizations:MoveAccount', 'organizations:RemoveAccountFromOrganization', 'organizations:UpdatePolicy',
      ],
      Resource: '*',
    }),
  ];
}
