import { Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { federatedTrustProblem, isFederated } from '../principals/federated-trust';
import { GithubActionsPrincipal } from '../principals/github-actions-principal';
import { IdentityCenterPrincipal } from '../principals/identity-center-principal';
import { checkPrincipal, members } from '../principals/principal-checks';
import { asCallersSession, asUsersName, WITH_SOURCE_IDENTITY } from './session-attribution';

/**
 * Who may assume a role, as few statements with Sids that read as sentences:
 *
 * - `AssumeFromIdentityCenter`: the permission sets, each recognised by its reserved role in this account;
 * - `AssumeByNamedPrincipals`: every principal without conditions, by ARN;
 * - `AssumeByGitHubActions`: jobs of one exact subject;
 * - `AssumeThroughIdentityProvider`: people whom a provider vouches for, by audience and claims; where attribution is
 *   required, `SetSourceIdentityThroughIdentityProvider` lets the provider say who they are;
 * - any other principal writes its own statement.
 *
 * Where attribution is required, the named principals are two statements, `AssumeByNamedRolesUnderTheirSessionName` and
 * `AssumeByNamedUsersUnderTheirName`; see `session-attribution.ts`.
 *
 * The order of the principals does not show.
 */
export class RoleTrust extends iam.PrincipalBase {
  public readonly policyFragment: iam.PrincipalPolicyFragment;

  private readonly permissionSets: IdentityCenterPrincipal[];
  private readonly named: iam.IPrincipal[];
  private readonly federated: iam.IPrincipal[];
  private readonly others: iam.IPrincipal[];

  /**
   * @throws when there is no principal, one stands for everybody, one brings session tags, or one trusts an identity provider without an audience
   * and a claim
   */
  constructor(scope: IConstruct, given: readonly iam.IPrincipal[], private readonly attributed: boolean) {
    super();
    const principals = given.flatMap(members);
    const [first] = principals;
    if (first === undefined) {
      throw new Error('A role needs at least one principal that may assume it; received none.');
    }
    principals.forEach((principal) => checkPrincipal(scope, principal));
    this.policyFragment = first.policyFragment;
    this.permissionSets = principals.filter((principal) => principal instanceof IdentityCenterPrincipal);
    const rest = principals.filter((principal) => !(principal instanceof IdentityCenterPrincipal));
    this.named = rest.filter((principal) => isNamed(principal));
    this.federated = rest.filter((principal) => isFederated(principal));
    this.others = rest.filter((principal) => !isNamed(principal) && !isFederated(principal));
    const problems = this.federated.map(federatedTrustProblem).filter((problem) => problem !== undefined);
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }
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
        conditions: {
          ArnLike: { 'aws:PrincipalArn': oneOrMany(this.permissionSets.map((set) => set.reservedRoleArnPattern)) },
          ...(this.attributed && asCallersSession()),
        },
      }));
    }
    document.addStatements(...this.namedStatements(), ...this.federatedStatements());
    this.others.forEach((principal) => {
      document.addStatements(new iam.PolicyStatement({ actions: [principal.assumeRoleAction], principals: [principal] }));
    });
  }

  private namedStatements(): iam.PolicyStatement[] {
    const statement = (sid: string, principals: iam.IPrincipal[], conditions: iam.Conditions): iam.PolicyStatement[] => (principals.length === 0
      ? []
      : [new iam.PolicyStatement({ sid, actions: ['sts:AssumeRole'], principals: sortedByArn(principals), conditions })]);
    if (!this.attributed) {
      return statement('AssumeByNamedPrincipals', this.named, {});
    }
    return [
      ...statement('AssumeByNamedRolesUnderTheirSessionName', this.named.filter((principal) => mayBe(principal, 'role')), asCallersSession()),
      ...statement('AssumeByNamedUsersUnderTheirName', this.named.filter((principal) => mayBe(principal, 'user')), asUsersName()),
    ];
  }

  private federatedStatements(): iam.PolicyStatement[] {
    const [github, providers] = [true, false].map((wanted) => this.federated
      .filter((principal) => principal instanceof GithubActionsPrincipal === wanted)
      .map((principal) => ({ principal, key: JSON.stringify(principal.policyFragment.conditions) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ principal }) => principal));
    return [
      ...github!.map((principal, index) => assumption(`AssumeByGitHubActions${index || ''}`, principal)),
      ...providers!.flatMap((principal, index) => [
        assumption(`AssumeThroughIdentityProvider${index || ''}`, principal, this.attributed ? WITH_SOURCE_IDENTITY : {}),
        ...(this.attributed ? [sourceIdentity(`SetSourceIdentityThroughIdentityProvider${index || ''}`, principal)] : []),
      ]),
    ];
  }
}

function assumption(sid: string, principal: iam.IPrincipal, conditions: iam.Conditions = {}): iam.PolicyStatement {
  const statement = new iam.PolicyStatement({ sid, actions: [principal.assumeRoleAction], principals: [principal] });
  statement.addConditions(conditions);
  return statement;
}

/** An action of its own, authorized beside the assumption and useless without it; it knows no claims. */
function sourceIdentity(sid: string, principal: iam.IPrincipal): iam.PolicyStatement {
  const { principalJson } = principal.policyFragment;
  return new iam.PolicyStatement({
    sid,
    actions: ['sts:SetSourceIdentity'],
    principals: [new iam.FederatedPrincipal(principalJson.Federated![0]!)],
    conditions: WITH_SOURCE_IDENTITY,
  });
}

function isNamed(principal: iam.IPrincipal): boolean {
  const { principalJson, conditions } = principal.policyFragment;
  return principal.assumeRoleAction === 'sts:AssumeRole'
    && Object.keys(conditions).length === 0
    && Object.keys(principalJson).join() === 'AWS';
}

/** Whether a principal is of a kind, or may be: a token or an account does not tell. */
function mayBe(principal: iam.IPrincipal, kind: 'role' | 'user'): boolean {
  const other = kind === 'role' ? ':user/' : ':role/';
  return arnsOf(principal).some((arn) => Token.isUnresolved(arn) || !arn.includes(other));
}

function arnsOf(principal: iam.IPrincipal): string[] {
  return principal.policyFragment.principalJson.AWS ?? [];
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
