import { existsSync, readFileSync } from 'node:fs';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { connect as connectDirectly, isIP, Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { connect as connectTls, rootCertificates } from 'node:tls';
import { Environment, proxyFor } from './proxy';

/** The agents of HTTP clients in a company's network: they go through its proxy and trust its certificate authority. */
export interface NetworkAgents {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

const NETWORK_VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'];

/**
 * Agents for the network that the environment describes; undefined where it describes none, and the defaults do.
 * NODE_EXTRA_CA_CERTS is read by Node.js itself, but a list of one's own replaces it, so it is read again.
 *
 * @throws when a file of certificates cannot be read
 */
export function networkAgents(environment: Environment = process.env): NetworkAgents | undefined {
  const proxied = NETWORK_VARIABLES.some((name) => (environment[name] || environment[name.toLowerCase()] || '') !== '');
  const ca = authorities(environment);
  return proxied || ca !== undefined ? { httpAgent: new TunnelHttpAgent({ environment, ca }), httpsAgent: new TunnelHttpsAgent({ environment, ca }) } : undefined;
}

function authorities(environment: Environment): string[] | undefined {
  const bundle = environment.AWS_CA_BUNDLE ?? '';
  if (bundle === '') {
    return undefined;
  }
  const extra = environment.NODE_EXTRA_CA_CERTS ?? '';
  return [...rootCertificates, certificates(bundle, 'AWS_CA_BUNDLE'), ...(extra !== '' && existsSync(extra) ? [readFileSync(extra, 'utf8')] : [])];
}

function certificates(file: string, variable: string): string {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new Error(`${variable} names a file with certificates in PEM form; received '${file}', which ${text === '' ? 'does not exist or is empty' : 'has none'}.`);
  }
  return text;
}

interface Network {
  readonly environment: Environment;
  readonly ca?: readonly string[];
}

interface Target {
  readonly host?: string | null;
  readonly port?: number | string | null;
  readonly servername?: string;
}

type Connected = (error: Error | null, socket?: any) => void;

class TunnelHttpAgent extends HttpAgent {
  public constructor(private readonly network: Network) {
    super({ keepAlive: true });
  }

  public createConnection(options: Target, connected: Connected): undefined {
    const [host, port] = [options.host ?? 'localhost', Number(options.port ?? 80)];
    answer(async () => {
      const proxy = proxyFor('http', host, port, this.network.environment);
      return proxy === undefined ? connectDirectly({ host, port }) : tunnel(proxy, host, port, this.network.ca);
    }, connected);
    return undefined;
  }
}

class TunnelHttpsAgent extends HttpsAgent {
  public constructor(private readonly network: Network) {
    super({ keepAlive: true });
  }

  public createConnection(options: Target, connected: Connected): undefined {
    const [host, port] = [options.host ?? 'localhost', Number(options.port ?? 443)];
    const ca = this.network.ca === undefined ? undefined : [...this.network.ca];
    const servername = isIP(host) === 0 ? options.servername || host : undefined;
    answer(async () => {
      const proxy = proxyFor('https', host, port, this.network.environment);
      const socket = proxy === undefined ? undefined : await tunnel(proxy, host, port, this.network.ca);
      return connectTls({ ca, servername, ALPNProtocols: ['http/1.1'], ...(socket === undefined ? { host, port } : { socket, host }) });
    }, connected);
    return undefined;
  }
}

/** The callback form, in which Node.js asks for connections that take more than one step. */
function answer(open: () => Promise<Duplex>, connected: Connected): void {
  open().then((socket) => connected(null, socket), (error: Error) => connected(error));
}

/** Asks a proxy for a way to a host; what is said there, it does not see. */
function tunnel(proxy: URL, host: string, port: number, ca: readonly string[] | undefined): Promise<Socket> {
  const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const secure = proxy.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const asking = (secure ? httpsRequest : httpRequest)({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || (secure ? 443 : 80),
      method: 'CONNECT',
      path: authority,
      agent: false,
      headers: { host: authority, ...(credentials !== ':' && { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }) },
      ...(secure && ca !== undefined && { ca: [...ca] }),
    });
    const refuse = (status?: number): void => reject(new Error(`the proxy ${proxy.host} answered ${status} to the request for ${authority}`));
    asking.once('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) {
        resolve(socket);
      } else {
        socket.destroy();
        refuse(statusCode);
      }
    });
    asking.once('response', ({ statusCode }) => refuse(statusCode));
    asking.once('error', (error) => reject(new Error(`the proxy ${proxy.host} cannot be reached: ${error.message}`)));
    asking.end();
  });
}
