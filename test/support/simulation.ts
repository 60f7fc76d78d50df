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
  const providers = providersOf(trust);
  return evaluate({
    request: { principal, action, resource: { resource: role, accountId: ACCOUNT }, contextVariables: withKnownProvider(options.context ?? {}, providers) },
    identityPolicies: options.allowedByCaller === false
      ? []
      : [{ name: 'caller', policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: role }] } }],
    serviceControlPolicies: [EVERYTHING_ALLOWED],
    resourceControlPolicies: [],
    resourcePolicy: withKnownProvider(trust, providers),
  });
}

/** The issuers whose claims a trust asks for. */
function providersOf(trust: any): string[] {
  const keys: string[] = trust.Statement.flatMap((statement: any) => Object.values<any>(statement.Condition ?? {}).flatMap((keyed) => Object.keys(keyed)));
  return [...new Set(keys.filter((key) => key.includes('.')).map((key) => key.replace(/:[^:]+$/, '')))];
}

/** The service reference knows the claims of few issuers, and the simulator drops what it does not know: so they become one that it knows. */
function withKnownProvider<T>(value: T, providers: readonly string[]): T {
  return JSON.parse(providers.reduce((text, provider) => text.replaceAll(`"${provider}:`, '"accounts.google.com:'), JSON.stringify(value)));
}

function principalTags(caller: Caller): Record<string, string> {
  return Object.fromEntries(Object.entries(caller.tags ?? {}).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]));
}

async function evaluate(simulation: Simulation): Promise<boolean> {
  if (simulation.request.resource.resource.includes(':bedrock:::')) {
    // The service reference knows no ARN without a region, so the simulator would not check this question; AWS does.
    return runUnsafeSimulation(simulation, {}) === 'Allowed';
  }
  const answer = await runSimulation(simulation, {});
  if (answer.resultType === 'error') {
    throw new Error(`The simulator refused the question: ${JSON.stringify(answer.errors)} in ${JSON.stringify(simulation.request)}`);
  }
  return answer.overallResult === 'Allowed';
}
