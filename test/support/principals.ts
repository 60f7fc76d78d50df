import { ACCOUNT, Deployment, resourcesOf } from './deployed';
import { Template } from './synthesis';

/** A principal that a template creates, with every policy that applies to it. */
export interface CreatedPrincipal {
  readonly stack: string;
  readonly logicalId: string;
  readonly arn: string;
  readonly policies: readonly { name: string; policy: any }[];
  readonly boundary?: { readonly name: string; readonly policy: any };
  readonly trust?: any;
  readonly maxSessionSeconds?: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** Policies of other stacks that configurations refer to, by ARN. */
const ELSEWHERE: Readonly<Record<string, any>> = {
  'arn:aws:iam::111122223333:policy/OrganizationBoundary': {
    Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['bedrock:*', 'ssm:GetParameter', 'sts:*'], Resource: '*' }],
  },
};

/** Every role and user of a deployment that people or programs call Claude as. */
export function principalsOf(deployment: Deployment): CreatedPrincipal[] {
  return created(deployment).filter(({ trust }) => !isOfService(trust));
}

/** Every role of a deployment that an AWS service acts with. */
export function serviceRolesOf(deployment: Deployment): CreatedPrincipal[] {
  return created(deployment).filter(({ trust }) => isOfService(trust));
}

/** The roles of Lambda functions. */
export function handlersOf(deployment: Deployment): CreatedPrincipal[] {
  return serviceRolesOf(deployment).filter(({ trust }) => JSON.stringify(trust).includes('lambda.amazonaws.com'));
}

function isOfService(trust: any): boolean {
  return trust !== undefined && trust.Statement.every((statement: any) => statement.Principal?.Service !== undefined);
}

function created(deployment: Deployment): CreatedPrincipal[] {
  return Object.entries(deployment.stacks).flatMap(([stack, template]) => (['Role', 'User'] as const)
    .flatMap((kind) => resourcesOf(template, `AWS::IAM::${kind}`).map(([logicalId, properties]) => ({
      stack,
      logicalId,
      arn: `arn:${deployment.partition}:iam::${ACCOUNT}:${kind.toLowerCase()}${properties.Path ?? '/'}${logicalId}`,
      policies: [
        ...(properties.ManagedPolicyArns ?? []).map((arn: string) => managedPolicy(deployment, template, arn)),
        ...inlinePolicies(template, logicalId, properties),
      ],
      boundary: properties.PermissionsBoundary && managedPolicy(deployment, template, properties.PermissionsBoundary),
      trust: properties.AssumeRolePolicyDocument,
      maxSessionSeconds: properties.MaxSessionDuration,
      tags: Object.fromEntries((properties.Tags ?? []).map((tag: any) => [tag.Key, tag.Value])),
    }))));
}

/** A managed policy of the principal's stack, or else of another one of the deployment: several teams may share one. */
function managedPolicy(deployment: Deployment, own: Template, arn: string): { name: string; policy: any } {
  const found = [own, ...Object.values(deployment.stacks)]
    .flatMap((template) => resourcesOf(template, 'AWS::IAM::ManagedPolicy'))
    .find(([id]) => arn.endsWith(`/${id}`));
  if (found === undefined && ELSEWHERE[arn] === undefined) {
    throw new Error(`The policy ${arn} is not in the templates: its statements cannot be asked.`);
  }
  return found === undefined ? { name: arn, policy: ELSEWHERE[arn] } : { name: found[0], policy: found[1].PolicyDocument };
}

function inlinePolicies(template: Template, logicalId: string, properties: Record<string, any>): { name: string; policy: any }[] {
  const attached = resourcesOf(template, 'AWS::IAM::Policy').filter(([, policy]) => [...policy.Roles ?? [], ...policy.Users ?? []].includes(logicalId));
  return [
    ...(properties.Policies ?? []).map((policy: any) => ({ name: policy.PolicyName, policy: policy.PolicyDocument })),
    ...attached.map(([id, policy]) => ({ name: id, policy: policy.PolicyDocument })),
  ];
}
