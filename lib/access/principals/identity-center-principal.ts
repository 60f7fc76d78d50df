import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

/** The hash that Identity Center appends to the names of its roles. */
const HASH = '?'.repeat(16);

/**
 * The people who hold an IAM Identity Center permission set in this account.
 *
 * Identity Center gives each permission set a role of its own in every account that it is assigned in. The role's name
 * ends in sixteen characters that nobody can predict, and its path holds a region or does not, depending on the region
 * of the instance. Trusted is therefore the account, under the condition that the caller's role has that path, that
 * name and exactly sixteen characters more: `Payments` does not admit `Payments_Admin`.
 *
 * A trust of the account asks the caller's side for permission too: the permission set has to allow `sts:AssumeRole` on
 * the role that trusts this principal. Assuming a role from a role is role chaining: its sessions last one hour at most.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export class IdentityCenterPrincipal extends iam.PrincipalBase {
  public readonly policyFragment: iam.PrincipalPolicyFragment;

  /** The pattern that the ARN of the caller's role has to match, for an `ArnLike` condition on `aws:PrincipalArn`. */
  public readonly reservedRoleArnPattern: string;

  /**
   * @param permissionSetName the name of the permission set, 1 to 32 letters, digits and `+=,.@_-`
   * @throws when the name has another shape
   */
  constructor(public readonly permissionSetName: string) {
    super();
    const problem = permissionSetNameProblem(permissionSetName);
    if (problem !== undefined) {
      throw new Error(problem);
    }
    this.reservedRoleArnPattern = `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/aws-reserved/sso.amazonaws.com*/` +
      `AWSReservedSSO_${permissionSetName}_${HASH}`;
    this.policyFragment = new iam.AccountRootPrincipal()
      .withConditions({ ArnLike: { 'aws:PrincipalArn': this.reservedRoleArnPattern } }).policyFragment;
  }

  public dedupeString(): string | undefined {
    return undefined;
  }
}

/**
 * Why a name cannot be that of a permission set, or undefined. A wildcard would admit other permission sets.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html
 */
export function permissionSetNameProblem(name: string): string | undefined {
  return /^[\w+=,.@-]{1,32}$/.test(name)
    ? undefined
    : `A permission set name is 1 to 32 letters, digits and +=,.@_-; received '${name}'.`;
}
