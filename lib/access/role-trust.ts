import { Annotations, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { IdentityCenterPrincipal } from './identity-center-principal';

/**
 * Who may assume a role, as few statements with Sids that read as sentences:
 *
 * - `AssumeFromIdentityCenter`: the permission sets, each recognised by its reserved role in this account;
 * - `AssumeByNamedPrincipals`: every principal without conditions, by ARN;
 * - any other principal writes its own statement.
 *
 * The order of the principals does not show.
 */
export class RoleTrust extends iam.PrincipalBase {
  public readonly policyFragment: iam.PrincipalPolicyFragment;

  private readonly permissionSets: IdentityCenterPrincipal[];
  private readonly named: iam.IPrincipal[];
  private readonly others: iam.IPrincipal[];

  /**
   * @throws when there is no principal, or one stands for everybody
   */
  constructor(scope: IConstruct, principals: readonly iam.IPrincipal[]) {
    super();
    const [first] = principals;
    if (first === undefined) {
      throw new Error('A role needs at least one principal that may assume it; received none.');
    }
    this.policyFragment = first.policyFragment;
    this.permissionSets = principals.filter((principal) => principal instanceof IdentityCenterPrincipal);
    this.named = principals.filter((principal) => !(principal instanceof IdentityCenterPrincipal) && isNamed(principal));
    this.others = principals.filter((principal) => !(principal instanceof IdentityCenterPrincipal) && !isNamed(principal));
    principals.forEach((principal) => checkNamed(scope, principal));
  }

  public dedupeString(): string | undefined {
    return undefined;
  }

  public override addToAssumeRolePolicy(document: iam.PolicyDocument): void {
    if (this.permissionSets.length > 0) {
      document.addStatements(new iam.PolicyStatement({
        sid: 'AssumeFromIdentityCenter',
        actions: ['sts:AssumeRole'],
        principals: [new iam.AccountRootPrincipal()],
        conditions: { ArnLike: { 'aws:PrincipalArn': oneOrMany(this.permissionSets.map((set) => set.reservedRoleArnPattern)) } },
      }));
    }
    if (this.named.length > 0) {
      document.addStatements(new iam.PolicyStatement({
        sid: 'AssumeByNamedPrincipals',
        actions: ['sts:AssumeRole'],
        principals: sortedByArn(this.named),
      }));
    }
    this.others.forEach((principal) => {
      document.addStatements(new iam.PolicyStatement({ actions: [principal.assumeRoleAction], principals: [principal] }));
    });
  }
}

function isNamed(principal: iam.IPrincipal): boolean {
  const { principalJson, conditions } = principal.policyFragment;
  return principal.assumeRoleAction === 'sts:AssumeRole'
    && Object.keys(conditions).length === 0
    && Object.keys(principalJson).join() === 'AWS';
}

function arnsOf(principal: iam.IPrincipal): string[] {
  return principal.policyFragment.principalJson.AWS ?? [];
}

/** Without a condition a wildcard lets anybody in, and an account everybody whom its administrators let. */
function checkNamed(scope: IConstruct, principal: iam.IPrincipal): void {
  const { principalJson, conditions } = principal.policyFragment;
  if (Object.keys(conditions).length > 0) {
    return;
  }
  for (const arn of Object.values(principalJson).flat()) {
    if (Token.isUnresolved(arn)) {
      continue;
    }
    if (arn.includes('*')) {
      throw new Error(`A role is assumed by principals that are named; received '${arn}'. Name a role or a user.`);
    }
    if (/^\d{12}$/.test(arn) || /:root$/.test(arn)) {
      Annotations.of(scope).addWarningV2(
        'cdk-claude-code-bedrock:wholeAccountTrusted',
        `'${arn}' stands for every principal of that account that its administrators allow; name a role or a user instead.`,
      );
    }
  }
}

/** Literal ARNs in order; tokens keep theirs, after them. */
function sortedByArn(principals: readonly iam.IPrincipal[]): iam.IPrincipal[] {
  const key = (principal: iam.IPrincipal): string => arnsOf(principal).join();
  const literal = principals.filter((principal) => !Token.isUnresolved(key(principal)));
  const tokens = principals.filter((principal) => Token.isUnresolved(key(principal)));
  return [...literal.sort((a, b) => (key(a) < key(b) ? -1 : 1)), ...tokens];
}

function oneOrMany(values: string[]): string | string[] {
  const sorted = [...new Set(values)].sort();
  return sorted.length === 1 ? sorted[0]! : sorted;
}
