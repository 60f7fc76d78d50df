import { ACCOUNT, Deployment, resourcesOf } from './deployed';
import { Template } from './synthesis';

/** A principal that a template creates, with every policy that applies to it. */
export interface CreatedPrincipal {
  readonly stack: string;
  readonly logicalId: string;
  readonly arn: string;
  readonly policies: readonly { name: string; policy: any }[];
  readonly trust?: any;
  readonly maxSessionSeconds?: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** Every role of a deployment that a person or a program signs in with. */
export function principalsOf(deployment: Deployment): CreatedPrincipal[] {
  return rolesOf(deployment).filter(({ trust }) => !isOfService(trust));
}

/** Every role of a deployment that an AWS service acts with. */
export function serviceRolesOf(deployment: Deployment): CreatedPrincipal[] {
  return rolesOf(deployment).filter(({ trust }) => isOfService(trust));
}

function isOfService(trust: any): boolean {
  return trust.Statement.every((statement: any) => statement.Principal?.Service !== undefined);
}

function rolesOf(deployment: Deployment): CreatedPrincipal[] {
  return Object.entries(deployment.stacks).flatMap(([stack, template]) =>
    resourcesOf(template, 'AWS::IAM::Role').map(([logicalId, properties]) => ({
      stack,
      logicalId,
      arn: `arn:${deployment.partition}:iam::${ACCOUNT}:role${properties.Path ?? '/'}${logicalId}`,
      policies: [...managedPolicies(template, properties), ...inlinePolicies(template, logicalId, properties)],
      trust: properties.AssumeRolePolicyDocument,
      maxSessionSeconds: properties.MaxSessionDuration,
      tags: Object.fromEntries((properties.Tags ?? []).map((tag: any) => [tag.Key, tag.Value])),
    })));
}

function managedPolicies(template: Template, properties: Record<string, any>): { name: string; policy: any }[] {
  const created = resourcesOf(template, 'AWS::IAM::ManagedPolicy');
  return (properties.ManagedPolicyArns ?? []).map((arn: string) => {
    const found = created.find(([id]) => arn.endsWith(`/${id}`));
    if (found === undefined) {
      throw new Error(`The policy ${arn} is not in the template: its statements cannot be asked.`);
    }
    return { name: found[0], policy: found[1].PolicyDocument };
  });
}

function inlinePolicies(template: Template, logicalId: string, properties: Record<string, any>): { name: string; policy: any }[] {
  const attached = resourcesOf(template, 'AWS::IAM::Policy').filter(([, policy]) => (policy.Roles ?? []).includes(logicalId));
  return [
    ...(properties.Policies ?? []).map((policy: any) => ({ name: policy.PolicyName, policy: policy.PolicyDocument })),
    ...attached.map(([id, policy]) => ({ name: id, policy: policy.PolicyDocument })),
  ];
}
