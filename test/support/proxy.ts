import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo, connect, Server, Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

const FOLDER = join(__dirname, 'network');

/** The certificate authority of a company, in PEM form: nobody trusts it who is not told to. */
export const AUTHORITY_FILE = join(FOLDER, 'ca.pem');

/** A name that only the proxy knows: who reaches it has gone through the proxy. */
export const BEHIND_PROXY = 'aws.example.test';

/** A server of a test. */
export interface Running {
  readonly port: number;
  close(): Promise<void>;
}

/** Shows a certificate of the company's authority for `aws.example.test` and `localhost`, and hands everything on to a local port. */
export function startTlsFront(target: number): Promise<Running> {
  const pem = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
  return started(createTlsServer({ key: pem('server-key.pem'), cert: pem('server.pem') }, (socket) => {
    const there = connect(target, '127.0.0.1');
    socket.pipe(there).pipe(socket);
    [socket, there].forEach((end) => end.on('error', () => undefined));
  }));
}

/** A proxy that knows one user, writes down what it was asked for, and leads every name to this machine. */
export interface Proxy extends Running {
  /** The hosts and ports that it opened a way to. */
  readonly opened: string[];
  /** Everything that it was asked for with a wrong password, or none. */
  readonly refused: string[];
}

/** Starts a proxy; with a user, as in `me:secret`, it refuses everybody else. */
export async function startProxy(user?: string): Promise<Proxy> {
  const [opened, refused]: string[][] = [[], []];
  const expected = user && `Basic ${Buffer.from(user).toString('base64')}`;
  const server = createServer();
  server.on('connect', ({ url = '', headers }, socket: Socket) => {
    socket.on('error', () => undefined);
    if (expected !== undefined && headers['proxy-authorization'] !== expected) {
      refused!.push(url);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 2\r\n\r\nno');
      return;
    }
    opened!.push(url);
    const there = connect(Number(url.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      there.pipe(socket).pipe(there);
    });
    there.on('error', () => socket.destroy());
  });
  return { opened: opened!, refused: refused!, ...await started(server) };
}

/** A server that accepts connections and says nothing. */
export function startSilence(): Promise<Running> {
  return started(new Server());
}

/** A port on which nobody listens. */
export async function deadPort(): Promise<number> {
  const { port, close } = await startSilence();
  await close();
  return port;
}

async function started(server: Server): Promise<Running> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      sockets.forEach((socket) => socket.destroy());
    }),
  };
}
