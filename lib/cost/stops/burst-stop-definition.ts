import { Aws, Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { StopTargets } from './stop-attachment';

/** IAM throttles, and a role may be in the middle of a change. */
const RETRY = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 5, BackoffRate: 2 }];

/** Somebody lifted the stop by hand. */
const ALREADY_GONE = ['Iam.NoSuchEntityException'];

interface Target {
  readonly name: string;
  readonly kind: 'Role' | 'User';
  readonly parameters: Record<string, string>;
}

/**
 * The workflow of the breaker in the Amazon States Language: attach to each, wait, detach from each.
 *
 * @see https://states-language.net/spec.html
 */
export function burstStopDefinition(props: StopTargets & { readonly liftAfter: Duration }): object {
  const targets = targetsOf(props);
  const stops = targets.map((target) => `Stop ${target.name}`);
  const lifts = targets.map((target) => `Lift ${target.name}`);
  return {
    StartAt: stops[0],
    States: Object.fromEntries([
      ...targets.map((target, index) => [stops[index]!, attach(target, stops[index + 1] ?? 'Wait until the stop is lifted')]),
      ['Wait until the stop is lifted', { Type: 'Wait', Seconds: props.liftAfter.toSeconds(), Next: lifts[0] }],
      ...targets.map((target, index) => [lifts[index]!, detach(target, lifts[index + 1] ?? 'Lifted')]),
      ['Lifted', { Type: 'Succeed' }],
    ]),
  };
}

function attach(target: Target, next: string): object {
  return {
    Type: 'Task', Resource: callOfIam(`attach${target.kind}Policy`), Parameters: target.parameters, ResultPath: null, Retry: RETRY, Next: next,
  };
}

function detach(target: Target, next: string): object {
  return {
    Type: 'Task',
    Resource: callOfIam(`detach${target.kind}Policy`),
    Parameters: target.parameters,
    ResultPath: null,
    Retry: [{ ErrorEquals: ALREADY_GONE, MaxAttempts: 0 }, ...RETRY],
    Catch: [{ ErrorEquals: ALREADY_GONE, ResultPath: null, Next: next }],
    Next: next,
  };
}

function callOfIam(action: string): string {
  return `arn:${Aws.PARTITION}:states:::aws-sdk:iam:${action}`;
}

function targetsOf({ policy, roles = [], users = [] }: StopTargets): Target[] {
  const PolicyArn = policy.managedPolicyArn;
  return [
    ...roles.map((role, index) => ({
      name: stateName(role, `role ${index + 1}`), kind: 'Role' as const, parameters: { RoleName: role.roleName, PolicyArn },
    })),
    ...users.map((user, index) => ({
      name: stateName(user, `user ${index + 1}`), kind: 'User' as const, parameters: { UserName: user.userName, PolicyArn },
    })),
  ];
}

/** A number keeps names apart, the construct's id says whom it is about. */
function stateName(target: iam.IRole | iam.IUser, fallback: string): string {
  const { id, scope } = target.node;
  return `${fallback} (${id === 'Resource' ? scope?.node.id : id})`;
}
