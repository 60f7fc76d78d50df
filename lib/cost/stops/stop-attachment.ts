import * as iam from 'aws-cdk-lib/aws-iam';
import { Problem, problem } from '../../problem';

/** AWS Budgets takes as many roles, and as many users, in one action. */
const MAX_TARGETS = 100;

/** The stop policy and whom it stops. */
export interface StopTargets {
  readonly policy: iam.IManagedPolicy;
  readonly roles?: iam.IRole[];
  readonly users?: iam.IUser[];
}

export function targetProblems({ roles = [], users = [] }: Pick<StopTargets, 'roles' | 'users'>): Problem[] {
  if (roles.length + users.length === 0) {
    return [problem([], 'A stop needs at least one role or user to stop; received none.')];
  }
  return [['roles', roles.length] as const, ['users', users.length] as const]
    .filter(([, count]) => count > MAX_TARGETS)
    .map(([kind, count]) => problem(kind, `A stop takes at most ${MAX_TARGETS} ${kind}; received ${count}.`));
}

/**
 * What it takes to attach the one policy to these principals and take it off again, and nothing else. `iam:PolicyARN`
 * confines the actions to the policy.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export function attachmentStatements({ policy, roles = [], users = [] }: StopTargets): iam.PolicyStatement[] {
  const onlyThisPolicy = { ArnEquals: { 'iam:PolicyARN': policy.managedPolicyArn } };
  return [
    ...(roles.length === 0 ? [] : [new iam.PolicyStatement({
      sid: 'AttachOnlyTheStopPolicyToTheseRoles',
      actions: ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
      resources: roles.map((role) => role.roleArn),
      conditions: onlyThisPolicy,
    })]),
    ...(users.length === 0 ? [] : [new iam.PolicyStatement({
      sid: 'AttachOnlyTheStopPolicyToTheseUsers',
      actions: ['iam:AttachUserPolicy', 'iam:DetachUserPolicy'],
      resources: users.map((user) => user.userArn),
      conditions: onlyThisPolicy,
    })]),
  ];
}
