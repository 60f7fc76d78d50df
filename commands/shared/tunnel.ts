import { readFileSync } from 'node:fs';
import { Agent as HttpAgent, ClientRequest } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { connect as connectDirectly, Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, rootCertificates } from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { CommandError } from './command-error';
import { Environment, isProxied, proxyAuthorization, proxyFor } from './proxy';

/** The agents of HTTP clients in a company's network: they go through its proxy and trust its certificate authority. */
export interface NetworkAgents {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

/** How a proxy is asked. */
export interface NetworkOptions {
  /** How long a proxy may take to answer, in milliseconds. @default 20000 */
  readonly timeoutMs?: number;
  /** @default - of this process */
  readonly environment?: Environment;
}

/**
 * Agents for the network that the environment describes; undefined where it describes none, and the defaults do.
 * NODE_EXTRA_CA_CERTS is read by Node.js itself, but a list of one's own replaces it, so it is read again.
 *
 * @throws CommandError when a variable holds no proxy's address, or a file of certificates cannot be read
 */
export function networkAgents({ environment = process.env, timeoutMs = 20_000 }: NetworkOptions = {}): NetworkAgents | undefined {
  const ca = authorities(environment);
  if (!isProxied(environment) && ca === undefined) {
    return undefined;
  }
  const network: Network = { environment, ca, timeoutMs };
  return {
    httpAgent: new NetworkAgent('http', network),
    // The library's agents are not of the class of Node.js, and its clients take them all the same.
    httpsAgent: new NetworkAgent('https', network) as HttpAgent as HttpsAgent,
  };
}

function authorities(environment: Environment): string[] | undefined {
  const bundle = environment.AWS_CA_BUNDLE ?? '';
  if (bundle === '') {
    return undefined;
  }
  const extra = environment.NODE_EXTRA_CA_CERTS ?? '';
  const beside = extra === '' ? undefined : read(extra);
  return [...rootCertificates, certificates(bundle, 'AWS_CA_BUNDLE'), ...(beside === undefined ? [] : [beside])];
}

function certificates(file: string, variable: string): string {
  const text = read(file);
  if (!text?.includes('-----BEGIN CERTIFICATE-----')) {
    throw new CommandError(`${variable} names a file with certificates in PEM form; received '${file}', `
      + `which ${text === undefined ? 'cannot be read' : 'has none'}.`,
    `set ${variable} to the file with your company's certificate authority, or unset it`);
  }
  return text;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

interface Network {
  readonly environment: Environment;
  readonly ca?: string[];
  readonly timeoutMs: number;
}

type ConnectOptions = Parameters<HttpsProxyAgent<string>['connect']>[1];

/** Says for each request anew whether it goes through a proxy: NO_PROXY is a matter of the host. */
class NetworkAgent extends HttpsProxyAgent<string> {
  public constructor(private readonly scheme: 'http' | 'https', private readonly network: Network) {
    super('http://chosen-for-each-request.invalid', { keepAlive: true });
  }

  public isSecureEndpoint(): boolean {
    return this.scheme === 'https';
  }

  public async connect(request: ClientRequest, given: ConnectOptions): Promise<Socket> {
    const host = given.host ?? 'localhost';
    const port = Number(given.port ?? this.defaultPort);
    // Whom the certificate has to name is the host that was asked for, also where the way leads through a proxy.
    const identity = { ca: this.network.ca, checkServerIdentity: (_: string, certificate: any) => checkServerIdentity(host, certificate) };
    const options = { ...given, host, port, ...(this.scheme === 'https' && identity) } as ConnectOptions;
    const proxy = proxyFor(this.scheme, host, port, this.network.environment);
    if (proxy !== undefined) {
      return through(proxy, request, options, this.network);
    }
    return options.secureEndpoint ? connectTls(options) : connectDirectly(options);
  }
}

/** Asks a proxy for a way to a host; what is said there, it does not see. Plain HTTP takes the same way. */
async function through(proxy: URL, request: ClientRequest, options: ConnectOptions, { ca, timeoutMs }: Network): Promise<Socket> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), timeoutMs);
  // The password travels in a header, so that no message of the library has it.
  const agent = new HttpsProxyAgent(`${proxy.protocol}//${proxy.host}`, {
    keepAlive: true, headers: proxyAuthorization(proxy), signal: silence.signal, ...(proxy.protocol === 'https:' && { ca }),
  });
  let status: number | undefined;
  agent.once('proxyConnect', ({ statusCode }: { statusCode: number }) => { status = statusCode; });
  try {
    const socket = await agent.connect(request, options);
    if (status === 200) {
      return socket;
    }
    socket.destroy();
  } catch (error) {
    const words = silence.signal.aborted ? 'ETIMEDOUT, no answer in time' : wordsOf(error);
    throw new Error(`the proxy ${proxy.host} cannot be reached: ${words}`);
  } finally {
    clearTimeout(timer);
  }
  throw new Error(`the proxy ${proxy.host} answered ${status} to the request for ${options.host}:${options.port}`);
}

/** Where a name has several addresses the error of all of them has no words, but a code. */
function wordsOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || code || String(error);
}
