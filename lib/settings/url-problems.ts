import { Token } from 'aws-cdk-lib';
import { hasSecret } from './secrets';
import { shown } from './text-problems';

/** Hosts that are the machine itself: nothing leaves it. */
const LOCAL = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** URLs whose content travels in the clear, with their host. */
const UNENCRYPTED = /\b(?:http|ws|ftp|grpc|ldap|telnet):\/\/(\[[^\]\s]*\]|[^\s/:?#"'\\]*)/gi;

/** What is wrong with a URL that requests or telemetry are sent to. */
export function urlProblems(subject: string, url: string): string[] {
  if (Token.isUnresolved(url)) {
    return [];
  }
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !['https:', 'http:'].includes(parsed.protocol)) {
    return [`${subject} is a URL like 'https://host.example.com'; received '${hasSecret(url) ? 'one with a credential' : shown(url)}'.`];
  }
  if (parsed.username !== '' || parsed.password !== '' || hasSecret(url)) {
    return [`${subject} holds no credentials: settings are readable by everybody.`];
  }
  return parsed.protocol === 'http:' && !isLocal(parsed.hostname)
    ? [`${subject} is reached over https, because prompts and code travel to it; received '${shown(url)}'.`]
    : [];
}

/** The first URL inside a text whose content would travel in the clear to another machine. */
export function unencryptedUrl(text: string): string | undefined {
  return [...text.matchAll(UNENCRYPTED)].find(([, host]) => !isLocal(host ?? ''))?.[0];
}

/** Whether a host is this machine. */
export function isLocal(host: string): boolean {
  return LOCAL.test(host);
}

/** Whether a URL leads to this machine or to an endpoint of AWS, one of its VPC endpoints included. */
export function isExpectedHost(url: string): boolean {
  return URL.canParse(url) && (isLocal(new URL(url).hostname) || /(^|\.)amazonaws\.com(\.cn)?$/.test(new URL(url).hostname));
}
