import { tagsOf } from './profiles';
import { Located, readable, Resolver } from '../read/resolver';
import { exactly, Statement, statementsOf } from './statements';

/** A policy that applies to a principal. */
export interface AppliedPolicy {
  readonly name: string;
  /** Undefined where its statements are not in the templates. */
  readonly statements?: readonly Statement[];
  /** The document as it stands, for those who want the exact words. */
  readonly exact?: string;
}

/** A role, user, group or permission set of the templates. */
export interface ReviewedPrincipal extends Located {
  readonly kind: string;
  /** Stable from synthesis to synthesis: the stack and the logical id without its hash. */
  readonly name: string;
  readonly description?: string;
  readonly path: string;
  readonly sessionHours?: number;
  readonly trust: readonly Statement[];
  readonly exactTrust?: string;
  readonly policies: readonly AppliedPolicy[];
  readonly boundary?: AppliedPolicy;
  readonly tags: Readonly<Record<string, string>>;
}

const KINDS: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'role', 'AWS::IAM::User': 'user', 'AWS::IAM::Group': 'group', 'AWS::SSO::PermissionSet': 'permission set',
};

/** What attaches a policy to principals from outside, by the property that names them. */
const ATTACHMENTS: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::Policy': ['Roles', 'Users', 'Groups'],
  'AWS::IAM::ManagedPolicy': ['Roles', 'Users', 'Groups'],
  'AWS::IAM::RolePolicy': ['RoleName'],
  'AWS::IAM::UserPolicy': ['UserName'],
  'AWS::IAM::GroupPolicy': ['GroupName'],
};

/** Every principal that the templates create, in the order of stacks and logical ids. */
export function principalsOf(resolver: Resolver): ReviewedPrincipal[] {
  const attached = attachedPolicies(resolver);
  return resolver.resources().filter(({ type }) => type in KINDS).map((located) => {
    const { stack, logicalId, properties, type } = located;
    return {
      ...located,
      kind: KINDS[type]!,
      name: `${stack.name}/${readable(logicalId)}`,
      description: properties.Description && resolver.text(stack, properties.Description),
      path: resolver.text(stack, properties.Path ?? '/'),
      sessionHours: properties.MaxSessionDuration === undefined ? undefined : Number(properties.MaxSessionDuration) / 3600,
      trust: statementsOf(resolver, stack, properties.AssumeRolePolicyDocument),
      exactTrust: properties.AssumeRolePolicyDocument && exactly(resolver, stack, properties.AssumeRolePolicyDocument),
      policies: [...ownPolicies(resolver, located), ...(attached.get(key(located)) ?? [])],
      boundary: boundaryOf(resolver, located),
      tags: tagsOf(resolver, located),
    };
  });
}

function ownPolicies(resolver: Resolver, { stack, properties }: Located): AppliedPolicy[] {
  const inline = properties.InlinePolicy === undefined ? [] : [{ PolicyName: 'inline', PolicyDocument: properties.InlinePolicy }];
  return [
    ...[properties.ManagedPolicyArns ?? properties.ManagedPolicies ?? []].flat().map((arn: any) => managedPolicy(resolver, stack, arn)),
    ...(properties.CustomerManagedPolicyReferences ?? []).map((reference: any) => ({ name: resolver.text(stack, reference.Name) })),
    ...[...(properties.Policies ?? []), ...inline].map((policy: any) => ({
      name: resolver.text(stack, policy.PolicyName),
      statements: statementsOf(resolver, stack, policy.PolicyDocument),
      exact: exactly(resolver, stack, policy.PolicyDocument),
    })),
  ];
}

function managedPolicy(resolver: Resolver, stack: Located['stack'], arn: any): AppliedPolicy {
  const target = resolver.target(stack, arn);
  return target?.type === 'AWS::IAM::ManagedPolicy' ? toPolicy(resolver, target) : { name: resolver.text(stack, arn).split('/').pop()! };
}

function boundaryOf(resolver: Resolver, { stack, properties }: Located): AppliedPolicy | undefined {
  const boundary = properties.PermissionsBoundary;
  return boundary === undefined ? undefined : managedPolicy(resolver, stack, boundary.ManagedPolicyArn ?? boundary);
}

function toPolicy(resolver: Resolver, { stack, logicalId, properties }: Located): AppliedPolicy {
  return {
    name: readable(logicalId),
    statements: statementsOf(resolver, stack, properties.PolicyDocument),
    exact: exactly(resolver, stack, properties.PolicyDocument),
  };
}

function attachedPolicies(resolver: Resolver): Map<string, AppliedPolicy[]> {
  const attached = new Map<string, AppliedPolicy[]>();
  for (const policy of resolver.resources().filter(({ type }) => type in ATTACHMENTS)) {
    for (const reference of ATTACHMENTS[policy.type]!.flatMap((property) => policy.properties[property] ?? [])) {
      const principal = resolver.target(policy.stack, reference);
      if (principal !== undefined) {
        attached.set(key(principal), [...(attached.get(key(principal)) ?? []), toPolicy(resolver, policy)]);
      }
    }
  }
  return attached;
}

function key({ stack, logicalId }: Located): string {
  return `${stack.name}/${logicalId}`;
}
