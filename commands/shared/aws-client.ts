import { networkAgents } from './tunnel';

/** How long AWS may take: a command never hangs, and never asks more than three times. */
export interface AwsLimits {
  readonly region: string;
  /** For one call with its retries, in milliseconds. */
  readonly timeoutMs: number;
}

const MAX_ATTEMPTS = 3;
const CONNECTION_TIMEOUT_MS = 3000;

/**
 * Every client of the AWS SDK is made with these: HTTP/1.1 for all of them, as gateways and proxies may know no other,
 * through the proxy and with the certificate authorities that the environment names.
 */
export async function clientConfig({ region, timeoutMs }: AwsLimits) {
  const { NodeHttpHandler } = await import('@smithy/node-http-handler');
  const agents = networkAgents();
  const requestHandler = new NodeHttpHandler({
    ...agents, connectionTimeout: Math.min(CONNECTION_TIMEOUT_MS, timeoutMs), requestTimeout: timeoutMs, throwOnRequestTimeout: true,
  });
  return {
    region,
    maxAttempts: MAX_ATTEMPTS,
    requestHandler,
    ...(agents !== undefined && { credentials: await credentialChain(requestHandler) }),
  };
}

/** The SDK's own search for credentials, whose clients of single sign-on would otherwise know nothing of the network. */
async function credentialChain(requestHandler: object) {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  return fromNodeProviderChain({ clientConfig: { requestHandler: requestHandler as never } });
}

/** The options of one call. */
export function callOptions({ timeoutMs }: AwsLimits): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(timeoutMs) };
}
