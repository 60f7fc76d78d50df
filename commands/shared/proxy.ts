import { BlockList, isIP } from 'node:net';
import { CommandError } from './command-error';

/** The variables of an environment that say how to reach others; lower case counts first, as it does for curl. */
export type Environment = Readonly<Record<string, string | undefined>>;

const variable = (environment: Environment, name: string): string => environment[name.toLowerCase()] || environment[name] || '';

/** The variable that names the proxy of a protocol, and its value; undefined where none does. */
function proxyVariable(protocol: 'http' | 'https', environment: Environment): { name: string; value: string } | undefined {
  return [`${protocol}_proxy`, `${protocol.toUpperCase()}_PROXY`, 'all_proxy', 'ALL_PROXY']
    .map((name) => ({ name, value: environment[name] ?? '' })).find(({ value }) => value !== '');
}

function address({ name, value }: { name: string; value: string }): URL {
  const text = /^[a-z][\w+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    // The value may hold a password, so it is not repeated.
    throw new CommandError(`${name} is the address of an HTTP proxy, like http://proxy.example.com:8080; what it holds is none.`,
      `set ${name} to the address of your network's proxy, or unset it`);
  }
  return url;
}

/**
 * Whether the environment names a proxy at all. That of HTTPS is read at once, as AWS is asked over nothing else.
 *
 * @throws CommandError when it does not hold the address of a proxy
 */
export function isProxied(environment: Environment = process.env): boolean {
  const https = proxyVariable('https', environment);
  return (https !== undefined && address(https) !== undefined) || proxyVariable('http', environment) !== undefined;
}

/**
 * The proxy through which a host is reached; undefined where it is reached directly.
 *
 * @throws CommandError when the variable does not hold the address of a proxy
 */
export function proxyFor(protocol: 'http' | 'https', host: string, port: number, environment: Environment = process.env): URL | undefined {
  const found = proxyVariable(protocol, environment);
  return found === undefined || isExempt(host, port, variable(environment, 'NO_PROXY')) ? undefined : address(found);
}

/** The header with which a proxy knows its user; none where its address has no user. */
export function proxyAuthorization({ username, password }: URL): Record<string, string> {
  const credentials = `${decoded(username)}:${decoded(password)}`;
  return credentials === ':' ? {} : { 'Proxy-Authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
}

/** A percent sign that starts no code is itself, as for curl. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether NO_PROXY names the host: by name, by the end of its name, by address, or by a range of addresses; `*` is all. */
export function isExempt(host: string, port: number, list: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  return list.toLowerCase().split(/[\s,]+/).filter((entry) => entry !== '').some((entry) => {
    if (entry === '*') {
      return true;
    }
    if (entry.includes('/')) {
      return isInRange(name, entry);
    }
    const [, pattern = entry, only] = isIP(entry) === 6 ? [entry, entry] : /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    if (only !== undefined && Number(only) !== port) {
      return false;
    }
    const domain = pattern.replace(/^\[|\]$/g, '').replace(/^\*?\./, '');
    return name === domain || (isIP(name) === 0 && name.endsWith(`.${domain}`));
  });
}

function isInRange(address: string, range: string): boolean {
  const [network = '', bits = ''] = range.split('/');
  const version = isIP(network);
  if (version === 0 || version !== isIP(address) || !/^\d+$/.test(bits) || Number(bits) > (version === 4 ? 32 : 128)) {
    return false;
  }
  const list = new BlockList();
  const family = version === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(network, Number(bits), family);
  return list.check(address, family);
}
