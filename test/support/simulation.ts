import { runSimulation, runUnsafeSimulation, Simulation } from '@cloud-copilot/iam-simulate';
import { ACCOUNT } from './deployed';

const EVERYTHING_ALLOWED = {
  orgIdentifier: 'r-root',
  policies: [{ name: 'FullAWSAccess', policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } }],
};

/** One authorization, as AWS evaluates it. */
export interface Authorization {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

export interface Caller {
  readonly arn: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly policies: readonly { name: string; policy: any }[];
  readonly boundary?: { name: string; policy: any };
  readonly serviceControlPolicies?: readonly { name: string; policy: any }[];
}

/**
 * Whether the policies of a caller allow an authorization, by an independent IAM simulator.
 *
 * Every resource counts as one of the caller's account, foundation models of AWS and profiles of others too: so only the
 * caller's own policies decide, and nothing is refused merely because it is far away.
 */
export async function isAllowed(caller: Caller, authorization: Authorization): Promise<boolean> {
  return evaluate({
    request: {
      principal: caller.arn,
      action: authorization.action,
      resource: { resource: authorization.resource, accountId: ACCOUNT },
      contextVariables: { 'aws:PrincipalArn': caller.arn, 'aws:PrincipalAccount': ACCOUNT, ...principalTags(caller), ...authorization.context },
    },
    identityPolicies: [...caller.policies],
    serviceControlPolicies: [
      EVERYTHING_ALLOWED,
      ...(caller.serviceControlPolicies ?? []).map((policy) => ({ orgIdentifier: 'ou-test', policies: [EVERYTHING_ALLOWED.policies[0]!, policy] })),
    ],
    resourceControlPolicies: [],
    permissionBoundaryPolicies: caller.boundary && [caller.boundary],
  });
}

/** Whether a trust policy lets a principal in, given that the principal's own side allows it or does not. */
export async function canAssume(
  trust: any, role: string, principal: string,
  options: { action?: string; context?: Record<string, string>; allowedByCaller?: boolean } = {},
): Promise<boolean> {
  const action = options.action ?? 'sts:AssumeRole';
  return evaluate({
    request: { principal, action, resource: { resource: role, accountId: ACCOUNT }, contextVariables: options.context ?? {} },
    identityPolicies: options.allowedByCaller === false
      ? []
      : [{ name: 'caller', policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: role }] } }],
    serviceControlPolicies: [EVERYTHING_ALLOWED],
    resourceControlPolicies: [],
    resourcePolicy: trust,
  });
}

function principalTags(caller: Caller): Record<string, string> {
  return Object.fromEntries(Object.entries(caller.tags ?? {}).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]));
}

async function evaluate(simulation: Simulation): Promise<boolean> {
  if (simulation.request.resource.resource.includes(':bedrock:::') || simulation.request.action === 'sts:AssumeRoleWithWebIdentity') {
    // The service reference knows no ARN without a region and not the claims of every provider, so the simulator would not
    // check this question; AWS does.
    return runUnsafeSimulation(simulation, {}) === 'Allowed';
  }
  const answer = await runSimulation(simulation, {});
  if (answer.resultType === 'error') {
    throw new Error(`The simulator refused the question: ${JSON.stringify(answer.errors)} in ${JSON.stringify(simulation.request)}`);
  }
  return answer.overallResult === 'Allowed';
}
