import { BlockList, isIP } from 'node:net';

/** The variables of an environment that say how to reach others; lower case counts first, as it does for curl. */
export type Environment = Readonly<Record<string, string | undefined>>;

const variable = (environment: Environment, name: string): string => environment[name.toLowerCase()] || environment[name] || '';

/**
 * The proxy through which a host is reached; undefined where it is reached directly.
 *
 * @throws when the variable does not hold the address of a proxy
 */
export function proxyFor(protocol: 'http' | 'https', host: string, port: number, environment: Environment = process.env): URL | undefined {
  const name = `${protocol.toUpperCase()}_PROXY`;
  const value = variable(environment, name) || variable(environment, 'ALL_PROXY');
  if (value === '' || isExempt(host, port, variable(environment, 'NO_PROXY'))) {
    return undefined;
  }
  const url = URL.parse(/^[a-z][\w+.-]*:\/\//i.test(value) ? value : `http://${value}`);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    // The value may hold a password, so it is not repeated.
    throw new Error(`${name} is the address of an HTTP proxy, like http://proxy.example.com:8080.`);
  }
  return url;
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
