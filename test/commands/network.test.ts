import { mkdtempSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proxyAuthorization, proxyFor } from '../../commands/shared/proxy';
import { networkAgents } from '../../commands/shared/tunnel';
import { AwsStandIn, identityAnswer, startAwsStandIn } from '../support/aws-stand-in';
import { Ended, runCommand } from '../support/process';
import { AUTHORITY_FILE, BEHIND_PROXY, deadPort, Proxy, Running, startProxy, startSilence, startTlsFront } from '../support/proxy';

/** A company's network: a proxy with a password, a certificate authority of its own, and AWS behind both. */
let aws: AwsStandIn;
let front: Running;
let proxy: Proxy;
let silent: Running;

beforeAll(async () => {
  aws = await startAwsStandIn(({ operation }) => (operation === 'GetCallerIdentity'
    ? identityAnswer('111122223333', 'arn:aws:sts::111122223333:assumed-role/Developer/me') : { body: 'hello' }));
  front = await startTlsFront(Number(new URL(aws.url).port));
  proxy = await startProxy('me:se%cret');
  silent = await startSilence();
});
beforeEach(() => [proxy.opened, proxy.refused, aws.asked].forEach((list) => { list.length = 0; }));
afterAll(() => Promise.all([aws, front, proxy, silent].map((server) => server.close())));

const proxyUrl = (user = 'me:se%25cret'): string => `http://${user}@127.0.0.1:${proxy.port}`;

/** What a server answers over agents of an environment. */
function ask(host: string, environment: Record<string, string>, timeoutMs?: number): Promise<string> {
  const { httpsAgent } = networkAgents({ environment, timeoutMs })!;
  return new Promise<string>((resolve, reject) => {
    get({ host, port: front.port, path: '/', agent: httpsAgent }, (response) => {
      let text = '';
      response.on('data', (chunk) => { text += chunk; });
      response.on('end', () => resolve(text));
    }).on('error', reject);
  }).finally(() => httpsAgent.destroy());
}

const failure = (asking: Promise<string>): Promise<string> => asking.then((text) => `answered ${text}`, ({ message }: Error) => message);

test('no proxy and no authority: the agents of Node.js do', () => {
  expect(networkAgents({ environment: { NO_PROXY: '*' } })).toBeUndefined();
});

describe('HTTPS_PROXY', () => {
  test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('by %s a host is reached that only the proxy knows', async (name) => {
    expect(await ask(BEHIND_PROXY, { [name]: proxyUrl(), AWS_CA_BUNDLE: AUTHORITY_FILE })).toBe('hello');
    expect([proxy.opened, proxy.refused]).toEqual([[`${BEHIND_PROXY}:${front.port}`], []]);
  });

  test('NO_PROXY names a host that is reached directly, and others still go through the proxy', async () => {
    const environment = { HTTPS_PROXY: proxyUrl(), NO_PROXY: 'localhost', AWS_CA_BUNDLE: AUTHORITY_FILE };

    expect(await ask('localhost', environment)).toBe('hello');
    expect(proxy.opened).toEqual([]);
    expect(await ask(BEHIND_PROXY, environment)).toBe('hello');
    expect(proxy.opened).toHaveLength(1);
  });

  test('a proxy that is itself reached over TLS shows a certificate of the company', async () => {
    const secure = await startTlsFront(proxy.port);
    const HTTPS_PROXY = `https://me:se%25cret@localhost:${secure.port}`;
    const answers = [await ask(BEHIND_PROXY, { HTTPS_PROXY, AWS_CA_BUNDLE: AUTHORITY_FILE }), await failure(ask(BEHIND_PROXY, { HTTPS_PROXY }))];
    await secure.close();

    expect(answers).toEqual(['hello', expect.stringMatching(`^the proxy localhost:${secure.port} cannot be reached: unable to`)]);
  });

  test('a connection is kept for the next request to the same host', async () => {
    const { httpsAgent } = networkAgents({ environment: { HTTPS_PROXY: proxyUrl(), AWS_CA_BUNDLE: AUTHORITY_FILE } })!;
    const once = () => new Promise<void>((resolve, reject) => {
      get({ host: BEHIND_PROXY, port: front.port, agent: httpsAgent }, (response) => response.resume().on('close', () => resolve())).on('error', reject);
    });
    await once();
    await once();
    httpsAgent.destroy();

    expect([proxy.opened.length, aws.asked.length]).toEqual([1, 2]);
  });

  test.each([['a wrong password', 'me:wrong'], ['no password', 'me']])('%s: what the proxy answered, without the password', async (_, user) => {
    const message = await failure(ask(BEHIND_PROXY, { HTTPS_PROXY: proxyUrl(user), AWS_CA_BUNDLE: AUTHORITY_FILE }));

    expect(message).toBe(`the proxy 127.0.0.1:${proxy.port} answered 407 to the request for ${BEHIND_PROXY}:${front.port}`);
    expect(aws.asked).toEqual([]);
  });

  test.each(['127.0.0.1', 'localhost'])('nobody listens at %s: it is said which proxy, without the password', async (host) => {
    const port = await deadPort();

    expect(await failure(ask(BEHIND_PROXY, { HTTPS_PROXY: `http://me:secret@${host}:${port}` }))).toMatch(new RegExp(`^the proxy ${host}:${port} cannot be reached: .*ECONNREFUSED`));
  });

  test('a proxy that accepts and never answers is given up', async () => {
    expect(await failure(ask(BEHIND_PROXY, { HTTPS_PROXY: `http://127.0.0.1:${silent.port}` }, 100)))
      .toBe(`the proxy 127.0.0.1:${silent.port} cannot be reached: ETIMEDOUT, no answer in time`);
  });
});

describe('AWS_CA_BUNDLE', () => {
  test.each<[string, Record<string, string>]>([
    ['directly', { NO_PROXY: '*' }], ['through a proxy', {}],
  ])('without it a certificate of the company is refused, %s', async (_, environment) => {
    expect(await failure(ask('localhost', { HTTPS_PROXY: proxyUrl(), ...environment }))).toMatch(/unable to (verify the first certificate|get local issuer certificate)/);
  });

  test.each<[string, Record<string, string>]>([
    ['directly', { NO_PROXY: '*' }], ['through a proxy', {}],
  ])('a certificate of another name is refused, %s', async (_, environment) => {
    expect(await failure(ask('127.0.0.1', { HTTPS_PROXY: proxyUrl(), AWS_CA_BUNDLE: AUTHORITY_FILE, ...environment }))).toMatch(/127\.0\.0\.1.*not in the cert/);
  });

  test.each<[string, () => string, RegExp]>([
    ['does not exist', () => '/nowhere.pem', /received '\/nowhere.pem', which cannot be read\.$/],
    ['is a folder', () => tmpdir(), /which cannot be read\.$/],
    ['has no certificate', () => { const file = join(mkdtempSync(join(tmpdir(), 'ca-')), 'ca.der'); writeFileSync(file, '0'); return file; }, /which has none\.$/],
  ])('a file that %s', (_, file, message) => {
    expect(() => networkAgents({ environment: { AWS_CA_BUNDLE: file() } })).toThrow(message);
  });
});

describe('the address of a proxy', () => {
  test.each<[string, Record<string, string>, string | undefined]>([
    ['of its protocol', { HTTPS_PROXY: 'http://a:1', HTTP_PROXY: 'http://b:1' }, 'http://a:1/'],
    ['lower case counts first', { HTTPS_PROXY: 'http://a:1', https_proxy: 'http://b:1' }, 'http://b:1/'],
    ['an empty variable says nothing', { https_proxy: '', HTTPS_PROXY: 'http://a:1' }, 'http://a:1/'],
    ['of all protocols', { ALL_PROXY: 'http://c:1' }, 'http://c:1/'],
    ['without a scheme', { HTTPS_PROXY: 'proxy.example.com:8080' }, 'http://proxy.example.com:8080/'],
    ['of plain HTTP only', { HTTP_PROXY: 'http://b:1' }, undefined],
    ['every host is exempt', { HTTPS_PROXY: 'http://a:1', NO_PROXY: '*' }, undefined],
    ['the host', { HTTPS_PROXY: 'http://a:1', no_proxy: 'x, sts.us-east-1.amazonaws.com' }, undefined],
    ['its domain', { HTTPS_PROXY: 'http://a:1', NO_PROXY: '.amazonaws.com' }, undefined],
    ['its domain with a star', { HTTPS_PROXY: 'http://a:1', NO_PROXY: '*.amazonaws.com' }, undefined],
    ['its port', { HTTPS_PROXY: 'http://a:1', NO_PROXY: 'amazonaws.com:443' }, undefined],
    ['another port', { HTTPS_PROXY: 'http://a:1', NO_PROXY: 'amazonaws.com:8443' }, 'http://a:1/'],
    ['the end of another name', { HTTPS_PROXY: 'http://a:1', NO_PROXY: 'naws.com' }, 'http://a:1/'],
  ])('%s', (_, environment, expected) => {
    expect(proxyFor('https', 'sts.us-east-1.amazonaws.com', 443, environment)?.href).toBe(expected);
  });

  test.each<[string, string, boolean]>([
    ['10.1.2.3', '10.0.0.0/8', true], ['11.1.2.3', '10.0.0.0/8', false], ['10.1.2.3', '10.0.0.0/64', false], ['10.1.2.3', '10.1.2.3', true],
    ['::1', '::1', true], ['fd00::1', 'fd00::/8', true], ['fd00::1', '10.0.0.0/8', false], ['host', '10.0.0.0/8', false], ['10.1.2.3', '2.3', false],
  ])('%s and NO_PROXY=%s: exempt is %s', (host, list, exempt) => {
    expect(proxyFor('https', host, 443, { HTTPS_PROXY: 'http://a:1', NO_PROXY: list }) === undefined).toBe(exempt);
  });

  test.each<[string, string]>([
    ['HTTPS_PROXY', 'socks5://me:secret@a:1'], ['https_proxy', 'http://me:secret@a:port'], ['ALL_PROXY', 'http://'],
  ])('%s=%s is refused at once, with the name of the variable and without the value', (name, value) => {
    const given = () => networkAgents({ environment: { [name]: value } });

    expect(given).toThrow(new RegExp(`^${name} is the address of an HTTP proxy`));
    expect(given).not.toThrow(/secret/);
  });

  test.each<[string, Record<string, string>]>([
    ['http://a:1', {}],
    ['http://me:p%40ss@a:1', { 'Proxy-Authorization': `Basic ${Buffer.from('me:p@ss').toString('base64')}` }],
    ['http://me:100%@a:1', { 'Proxy-Authorization': `Basic ${Buffer.from('me:100%').toString('base64')}` }],
  ])('the user of %s', (url, expected) => {
    expect(proxyAuthorization(new URL(url))).toEqual(expected);
  });
});

describe('a command in the network of a company', () => {
  const credentials = (environment: Record<string, string>): Promise<Ended> => runCommand('credentials', ['payments', '--timeout', '5'], {
    ...aws.environment, AWS_ENDPOINT_URL: `https://${BEHIND_PROXY}:${front.port}`, NO_PROXY: '', HTTPS_PROXY: proxyUrl(), AWS_CA_BUNDLE: AUTHORITY_FILE, ...environment,
  });

  test('reaches AWS through the proxy, and ends', async () => {
    expect(await credentials({})).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('AccessKeyId') });
    expect(proxy.opened).toEqual([`${BEHIND_PROXY}:${front.port}`]);
    expect(aws.asked.map(({ operation }) => operation)).toEqual(['GetCallerIdentity']);
  });

  test.each<[string, () => Record<string, string> | Promise<Record<string, string>>, RegExp]>([
    ['without the authority', () => ({ AWS_CA_BUNDLE: '' }), /certificate[^]*What to do: .*name your company's certificate authority, as a PEM file, in AWS_CA_BUNDLE/],
    ['with a wrong password', () => ({ HTTPS_PROXY: proxyUrl('me:hidden') }), /the proxy 127.0.0.1:\d+ answered 407[^]*What to do: the proxy of HTTPS_PROXY does not let this through/],
    ['with a dead proxy', async () => ({ HTTPS_PROXY: `http://me:hidden@127.0.0.1:${await deadPort()}` }),
      /the proxy 127.0.0.1:\d+ cannot be reached[^]*What to do: check the network, AWS_ENDPOINT_URL and the proxy that HTTPS_PROXY names/],
    ['with a silent proxy', () => ({ HTTPS_PROXY: `http://me:hidden@127.0.0.1:${silent.port}` }), /AWS did not answer in time[^]*What to do: check the network/],
    ['with what is no proxy', () => ({ HTTPS_PROXY: 'socks5://me:hidden@a:1' }), /HTTPS_PROXY is the address of an HTTP proxy[^]*What to do: set HTTPS_PROXY/],
    ['with an authority that is not there', () => ({ AWS_CA_BUNDLE: '/nowhere.pem' }), /AWS_CA_BUNDLE names a file[^]*What to do: set AWS_CA_BUNDLE/],
  ])('%s it says so in words, never the password, and ends', async (_, environment, message) => {
    const { code, stdout, stderr, seconds } = await credentials({ DEBUG: '*', ...await environment() });

    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).not.toMatch(/hidden|se%25cret|\n\s+at /);
    expect(seconds).toBeLessThan(40);
  });
});
