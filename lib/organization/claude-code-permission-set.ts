import { Duration, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sso from 'aws-cdk-lib/aws-sso';
import { Construct } from 'constructs';
import { DEFAULT_PATH } from '../access/default-path';
import { permissionSetNameProblem } from '../access/principals/identity-center-principal';

/**
 * A policy that stands under the same name and path in every account that the permission set is assigned in.
 */
export interface CustomerManagedPolicyReference {
  /**
   * The name of the policy, without its path.
   */
  readonly name: string;

  /**
   * The path of the policy.
   *
   * @default /claude-code/
   */
  readonly path?: string;
}

/**
 * Whom a permission set is assigned to, and where.
 */
export interface PermissionSetAssignment {
  /**
   * The id of the group in the identity store of IAM Identity Center.
   */
  readonly groupId: string;

  /**
   * The account, as twelve digits. It needs the referenced policies first.
   */
  readonly accountId: string;
}

/**
 * Properties of `ClaudeCodePermissionSet`.
 */
export interface ClaudeCodePermissionSetProps {
  /**
   * The ARN of the instance of IAM Identity Center, as in `arn:aws:sso:::instance/ssoins-1234567890abcdef`.
   */
  readonly instanceArn: string;

  /**
   * The name of the permission set: 1 to 32 letters, digits and `+=,.@_-`. Another name replaces it.
   */
  readonly permissionSetName: string;

  /**
   * What the permission set is for, as people read it when they sign in.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * How long people stay signed in, from one hour to twelve.
   *
   * @default Duration.hours(8)
   */
  readonly sessionDuration?: Duration;

  /**
   * Policies that the holders get themselves: a team's policy with a name of its own. Sessions then last as long as
   * stands above and bear the person's user name. A spend stop reaches them only through a
   * `ProfileStop`: it is attached to the team's own roles and users.
   *
   * @default - none
   */
  readonly policies?: CustomerManagedPolicyReference[];

  /**
   * Roles that the holders may assume, as a team's developer role that trusts this permission set by an
   * `IdentityCenterPrincipal`. Sessions of those last one hour and are renewed by the SDK.
   *
   * @default - none
   */
  readonly assumableRoleArns?: string[];

  /**
   * Whom the permission set is assigned to, by a name of your choice. Another group or account replaces the assignment.
   *
   * @default - nobody
   */
  readonly assignments?: { [name: string]: PermissionSetAssignment };
}

/**
 * A permission set of IAM Identity Center for people who use Claude Code. It belongs into the stack of the organization's
 * management account or of the account that Identity Center is delegated to, in the region of its instance.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetcustom.html
 */
export class ClaudeCodePermissionSet extends Construct {
  /** The ARN of the permission set. */
  public readonly permissionSetArn: string;

  /**
   * @throws when the name or the session length is out of range, or when the permission set would permit nothing
   */
  constructor(scope: Construct, id: string, props: ClaudeCodePermissionSetProps) {
    super(scope, id);
    const sessionDuration = props.sessionDuration ?? Duration.hours(8);
    const problems = problemsOf(props, sessionDuration);
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }
    const roles = [...new Set(props.assumableRoleArns ?? [])].sort();
    const policies = [...props.policies ?? []].map(({ name, path }) => ({ name, path: path ?? DEFAULT_PATH }));
    const permissionSet = new sso.CfnPermissionSet(this, 'Resource', {
      instanceArn: props.instanceArn,
      name: props.permissionSetName,
      description: props.description,
      sessionDuration: sessionDuration.toIsoString(),
      customerManagedPolicyReferences: policies.length === 0 ? undefined : policies.sort((a, b) => (a.path + a.name < b.path + b.name ? -1 : 1)),
      inlinePolicy: roles.length === 0 ? undefined : Stack.of(this).resolve(assumption(roles).toJSON()),
    });
    this.permissionSetArn = permissionSet.attrPermissionSetArn;
    for (const [name, { groupId, accountId }] of Object.entries(props.assignments ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))) {
      new sso.CfnAssignment(this, `Assignment:${name}`, {
        instanceArn: props.instanceArn,
        permissionSetArn: this.permissionSetArn,
        principalType: 'GROUP',
        principalId: groupId,
        targetType: 'AWS_ACCOUNT',
        targetId: accountId,
      });
    }
  }
}

/** A role asks its caller's side too when it trusts an account under a condition. */
function assumption(roles: string[]): iam.PolicyDocument {
  return new iam.PolicyDocument({
    statements: [new iam.PolicyStatement({ sid: 'AssumeTheRolesOfClaudeCode', actions: ['sts:AssumeRole'], resources: roles })],
  });
}

function problemsOf(props: ClaudeCodePermissionSetProps, sessionDuration: Duration): string[] {
  const name = Token.isUnresolved(props.permissionSetName) ? undefined : permissionSetNameProblem(props.permissionSetName);
  const seconds = sessionDuration.isUnresolved() ? 3600 : sessionDuration.toSeconds();
  return [
    name,
    seconds < 3600 || seconds > 43200 ? `A session lasts one hour to twelve; received ${sessionDuration.toHumanString()}.` : undefined,
    (props.policies ?? []).length + (props.assumableRoleArns ?? []).length === 0
      ? `The permission set '${props.permissionSetName}' permits nothing; give it policies, assumableRoleArns or both.`
      : undefined,
    ...(props.assumableRoleArns ?? []).map((arn) => (Token.isUnresolved(arn) || /^arn:[^:*?]+:iam::\d{12}:role\/[^*?/$][^*?$]*\*?$/.test(arn)
      ? undefined
      : `A role is named by its ARN in one account, with a wildcard at its end at most; received '${arn}'.`)),
  ].filter((problem) => problem !== undefined);
}
