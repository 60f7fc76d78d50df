import { Token } from 'aws-cdk-lib';
import { inside, problem, Problem, refuse } from '../../problem';
import { MAX_KEY_AGE_DAYS } from '../api-keys/key-age';
import { DEFAULT_PATH } from '../default-path';
import { ServiceControlPolicyDocumentProps } from './guard-props';

export type Statement = { readonly [key: string]: any };

/**
 * The roles with which landing zones and stack sets change stacks in the accounts of an organization.
 *
 * - `AWSControlTowerExecution`: AWS Control Tower.
 *   https://docs.aws.amazon.com/controltower/latest/userguide/roles-how.html
 * - `AWSAccelerator-…`, `cdk-accel-…`: Landing Zone Accelerator, with its default prefix and its bootstrap stack.
 *   https://docs.aws.amazon.com/solutions/latest/landing-zone-accelerator-on-aws/
 * - `AWSCloudFormationStackSetExecutionRole`, `stacksets-exec-…`: stack sets, with permissions of one's own and with those of
 *   the service. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs.html
 */
const LANDING_ZONES = ['AWSAccelerator-*', 'AWSCloudFormationStackSetExecutionRole', 'AWSControlTowerExecution', 'cdk-accel-*', 'stacksets-exec-*'];

/** What every statement of the guard knows: each kind of principal that some statement leaves out, as ARN patterns. */
export interface Guard {
  readonly partition: string;
  /** Where roles, users and policies of Claude Code stand, as the middle of an ARN. */
  readonly path: string;
  readonly deploymentRoles: readonly string[];
  readonly deployers: readonly string[];
  readonly assetPublishers: readonly string[];
  readonly landingZones: readonly string[];
  readonly stopLifters: readonly string[];
  readonly operators?: readonly string[];
  readonly exemptPrincipals: readonly string[];
  readonly assetBuckets: readonly string[];
  readonly stacks: readonly string[];
  readonly accounts: readonly string[];
  readonly maxAgeDays?: number;
}

/**
 * The guard that the properties describe.
 *
 * @throws when a property is out of range; the message says all of them
 */
export function guardOf(props: ServiceControlPolicyDocumentProps): Guard {
  refuse(guardProblems(props));
  const partition = props.partition ?? 'aws';
  const named = (given: string[] | undefined, ...names: string[]): string[] => sorted(given ?? names.map((name) => `arn:${partition}:iam::*:role/${name}`));
  return {
    partition,
    path: props.path ?? DEFAULT_PATH,
    deploymentRoles: named(props.deploymentRoles, 'cdk-*-cfn-exec-role-*'),
    deployers: named(props.deployers, 'cdk-*-deploy-role-*'),
    assetPublishers: named(props.assetPublishers, 'cdk-*-file-publishing-role-*'),
    landingZones: named(props.landingZones, ...LANDING_ZONES),
    stopLifters: sorted(props.stopLifters ?? []),
    operators: props.operators && sorted(props.operators),
    exemptPrincipals: sorted(props.exemptPrincipals ?? []),
    assetBuckets: sorted(props.assetBuckets ?? [`arn:${partition}:s3:::cdk-*-assets-*`]),
    stacks: sorted(props.stacks ?? ['ClaudeCode-*']),
    accounts: props.accounts ?? ['*'],
    maxAgeDays: props.longTermApiKeyMaxAgeDays,
  };
}

/** Every principal that some statement leaves out: the same list is the one that the guard protects. */
export function exempted(guard: Guard): string[] {
  return sorted([
    ...guard.deploymentRoles, ...guard.deployers, ...guard.assetPublishers, ...guard.landingZones, ...guard.stopLifters,
    ...guard.operators ?? [], ...guard.exemptPrincipals,
  ]);
}

/** Those who change the principals that are exempt: never those who are exempt for one small thing alone. */
export function keepers(guard: Guard): string[] {
  return sorted([...guard.deploymentRoles, ...guard.deployers, ...guard.landingZones]);
}

export function principals(guard: Guard, kind: 'policy' | 'role' | 'user'): string {
  return `arn:${guard.partition}:iam::*:${kind}${guard.path}*`;
}

export function except(arns: readonly string[]): Statement {
  return { ArnNotLike: { 'aws:PrincipalArn': sorted(arns) } };
}

/** A refusal; the exempt principals join those whom it leaves out anyway. */
export function deny(guard: Guard, sid: string, statement: Statement): Statement {
  const condition = { ...statement.Condition };
  if (guard.exemptPrincipals.length > 0) {
    const excepted: string[] = condition.ArnNotLike?.['aws:PrincipalArn'] ?? [];
    condition.ArnNotLike = { ...condition.ArnNotLike, 'aws:PrincipalArn': sorted([...excepted, ...guard.exemptPrincipals]) };
  }
  return { Sid: sid, Effect: 'Deny', ...statement, ...(Object.keys(condition).length > 0 && { Condition: condition }) };
}

export function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

/** What is wrong with the properties of a guard; empty when nothing is. */
export function guardProblems(props: ServiceControlPolicyDocumentProps): Problem[] {
  const { path, longTermApiKeyMaxAgeDays: days } = props;
  const kinds = ['assetPublishers', 'deployers', 'deploymentRoles', 'exemptPrincipals', 'landingZones', 'operators', 'stopLifters'] as const;
  return [
    ...(path !== undefined && !Token.isUnresolved(path) && !/^\/([\w+=,.@-]+\/)+$/.test(path)
      ? [problem('path', `The path of the guarded principals begins and ends with a slash and is not the root; received '${path}'.`)]
      : []),
    ...(days !== undefined && !Token.isUnresolved(days) && (!Number.isInteger(days) || days < 1 || days > MAX_KEY_AGE_DAYS)
      ? [problem('longTermApiKeyMaxAgeDays', `A long-term API key lives 1 to ${MAX_KEY_AGE_DAYS} whole days; received ${days}.`)]
      : []),
    ...kinds.flatMap((kind) => inside(kind, patternProblems(props[kind] ?? [], props.partition ?? 'aws'))),
    ...inside('assetBuckets', (props.assetBuckets ?? []).flatMap((arn, index) => (Token.isUnresolved(arn) || /^arn:[\w-]+:s3:::[a-z\d.*?-]*[a-z\d][a-z\d.*?-]*$/.test(arn)
      ? []
      : [problem(index, `A bucket is named by its ARN, as in arn:aws:s3:::name; received '${arn}'.`)]))),
    ...inside('stacks', (props.stacks ?? []).flatMap((name, index) => (Token.isUnresolved(name) || /^[A-Za-z][\w*?-]*$/.test(name)
      ? []
      : [problem(index, `The name of a stack begins with a letter and has letters, digits, - and wildcards; received '${name}'.`)]))),
    ...inside('accounts', (props.accounts ?? []).flatMap((account, index) => (Token.isUnresolved(account) || /^\d{12}$/.test(account)
      ? []
      : [problem(index, `An account is twelve digits; received '${account}'.`)]))),
  ];
}

/**
 * `aws:PrincipalArn` is the ARN of a role or a user, never of a session; a policy variable in a pattern could compare the
 * caller with itself; a pattern of wildcards alone would exempt everybody.
 */
function patternProblems(patterns: readonly string[], partition: string): Problem[] {
  return patterns.flatMap((pattern, index) => {
    if (Token.isUnresolved(pattern)) {
      return [];
    }
    const match = /^arn:([\w-]+):iam::(?:\d{12}|\*):(?:root|(?:role|user)\/([\w+=,.@/*?-]+))$/.exec(pattern);
    if (match === null || (match[2] !== undefined && !/[A-Za-z\d]/.test(match[2]))) {
      return [problem(index, 'A principal that a guard leaves out is a role or a user by its ARN, its name not of wildcards alone and without policy ' +
        `variables, as in arn:${Token.isUnresolved(partition) ? 'aws' : partition}:iam::*:role/Name; received '${pattern}'.`)];
    }
    return Token.isUnresolved(partition) || match[1] === partition
      ? []
      : [problem(index, `The guard is for the partition ${partition}, so this never matches a principal: '${pattern}'. Name it as arn:${partition}:….`)];
  });
}
