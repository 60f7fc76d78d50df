import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { DEFAULT_PATH } from '../default-path';
import { RoleTrust } from './role-trust';

/**
 * Properties of `ClaudeCodeRole`.
 */
export interface ClaudeCodeRoleProps {
  /**
   * Who may assume the role: roles and users by ARN, an `IdentityCenterPrincipal`, a `GithubActionsPrincipal`, an
   * `OidcProviderPrincipal`, a `SamlProviderPrincipal`, or any other principal that can.
   * Their order does not matter.
   */
  readonly principals: iam.IPrincipal[];

  /**
   * What the role may do; usually one managed policy that all roles of a team share.
   */
  readonly policy: iam.IManagedPolicy;

  /**
   * What the role is for, as people read it in the console.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * How long a session may last, from one hour to twelve. A session entered from another role (and a permission set is
   * one) lasts one hour at most, whatever stands here.
   *
   * @default Duration.hours(8)
   */
  readonly maxSessionDuration?: Duration;

  /**
   * Whether every session has to be tied to the person behind it. A session from another role or a permission set must
   * then bear the name of the caller's own session, one of a user the user's name (`role_session_name` in an AWS profile),
   * and one through an identity provider a source identity that the provider sets. Jobs of GitHub Actions are let in as
   * they are. AWS SDKs make up a session name where the profile gives none, and would be refused.
   *
   * @default false
   */
  readonly requireAttribution?: boolean;

  /**
   * The most that the role may ever do, whatever is granted to it.
   *
   * @default - none
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * The IAM path of the role. Another path replaces the role.
   *
   * @default /claude-code/
   */
  readonly path?: string;
}

/**
 * A role that people or programs assume to call Claude.
 */
export class ClaudeCodeRole extends Construct implements iam.IGrantable {
  /** The role. */
  public readonly role: iam.Role;

  /** The principal that grants are made to. */
  public readonly grantPrincipal: iam.IPrincipal;

  /**
   * @throws when nobody may assume the role, when a principal stands for everybody or for all people of an identity
   * provider, or when a session would be shorter than one hour or longer than twelve
   */
  constructor(scope: Construct, id: string, props: ClaudeCodeRoleProps) {
    super(scope, id);
    this.role = new iam.Role(this, 'Resource', {
      assumedBy: new RoleTrust(this, props.principals, props.requireAttribution ?? false),
      description: props.description,
      path: props.path ?? DEFAULT_PATH,
      maxSessionDuration: props.maxSessionDuration ?? Duration.hours(8),
      managedPolicies: [props.policy],
      permissionsBoundary: props.permissionsBoundary,
    });
    this.grantPrincipal = this.role.grantPrincipal;
  }

  /** The ARN of the role. */
  public get roleArn(): string {
    return this.role.roleArn;
  }
}
