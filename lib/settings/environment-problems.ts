import { Token } from 'aws-cdk-lib';
import { inside, Problem, problem } from '../problem';
import { hasSecret, isSecretHeader, isSecretName } from './secrets';
import { shown } from './text-problems';
import { unencryptedUrl } from './url-problems';
import {
  CANCELLED_BY_EMPTY, LOADS_CODE, MOVES_ENDPOINT, PRESENCE_ONLY, PROXY, WEAKENS_TLS, WITHOUT_EFFECT, WRITTEN_HERE,
} from './variables';

/** What is wrong with variables that somebody adds to the settings. */
export function environmentProblems(environment: { [name: string]: string } = {}): string[] {
  return variableProblems(environment).map(({ message }) => message);
}

/** What is wrong with headers that somebody adds to requests. */
export function headerProblems(headers: { [name: string]: string } = {}): string[] {
  return headerOptionProblems(headers).map(({ message }) => message);
}

/** The same, with the variable that each problem is about. */
export function variableProblems(environment: { [name: string]: string } = {}): Problem[] {
  const names = Object.keys(environment);
  return names.flatMap((name) => {
    const twin = names.find((other) => other < name && other.toUpperCase() === name.toUpperCase());
    const message = twin === undefined
      ? variableProblem(name, environment[name]!)
      : `The variables ${twin} and ${name} are one on Windows, which does not know case; remove one of them.`;
    return message === undefined ? [] : inside(name, [problem([], message)]);
  });
}

function variableProblem(name: string, value: string): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    return `A variable's name is letters, digits and underscores; received '${shown(name)}'.`;
  }
  const known = name.toUpperCase();
  if (value === '') {
    return WRITTEN_HERE.test(known) && !CANCELLED_BY_EMPTY.test(name)
      ? `The variable ${name} is written by these settings themselves; use the property for it, or leave it out.`
      : undefined;
  }
  if (isSecretName(name) || (!Token.isUnresolved(value) && hasSecret(value))) {
    return `The variable ${name} holds a credential, and settings are readable by everybody; sign in with a profile, awsAuthRefresh or awsCredentialExport instead.`;
  }
  return meaningProblem(name, known) ?? valueProblem(name, known, value);
}

function meaningProblem(name: string, known: string): string | undefined {
  if (WRITTEN_HERE.test(known)) {
    return `The variable ${name} is written by these settings themselves; use the property for it.`;
  }
  const effect = WITHOUT_EFFECT.find(([pattern]) => pattern.test(known));
  if (effect !== undefined) {
    return `The variable ${name} does not belong here: ${effect[1]}.`;
  }
  if (WEAKENS_TLS.test(known)) {
    return `The variable ${name} weakens TLS on every machine; trust a certificate authority with NODE_EXTRA_CA_CERTS instead.`;
  }
  if (MOVES_ENDPOINT.test(known)) {
    return `The variable ${name} sends requests of every machine to another host; use bedrockEndpoint or telemetry, which are checked, or remove it.`;
  }
  return LOADS_CODE.test(known)
    ? `The variable ${name} makes programs of every machine run or read something else; install it on the machines instead.`
    : undefined;
}

function valueProblem(name: string, known: string, value: string): string | undefined {
  if (PRESENCE_ONLY.test(known) && /^(0|false|no|off)$/i.test(value)) {
    return `The variable ${name} has effect with any value, '${value}' too; remove it.`;
  }
  if (Token.isUnresolved(value)) {
    return undefined;
  }
  // What goes through a proxy is encrypted all the same; how the proxy itself is reached is not.
  const url = PROXY.test(known) ? undefined : unencryptedUrl(value);
  return url === undefined ? undefined : `The variable ${name} holds a URL that is reached over https; received '${shown(url)}'.`;
}

/** The same, with the header that each problem is about. */
export function headerOptionProblems(headers: { [name: string]: string } = {}): Problem[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const message = headerProblem(name, value);
    return message === undefined ? [] : [problem(name, message)];
  });
}

function headerProblem(name: string, value: string): string | undefined {
  if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) {
    return `A header's name is letters, digits and hyphens; received '${shown(name)}'.`;
  }
  if (/^x-amzn-bedrock-(guardrail|service|request-metadata)/i.test(name)) {
    return `The header ${name} is written by these settings themselves; use the property for it.`;
  }
  if (/^(host|connection|content-length|content-type|transfer-encoding|upgrade|x-amz-.*)$/i.test(name)) {
    return `The header ${name} is part of every request already, and another value breaks or redirects it; remove it.`;
  }
  if (isSecretHeader(name) || (!Token.isUnresolved(value) && hasSecret(value))) {
    return `The header ${name} holds a credential, and settings are readable by everybody; let the gateway ask for it in another way.`;
  }
  if (/[\r\n]/.test(value)) {
    return `A header's value is one line; that of ${name} has several.`;
  }
  const url = Token.isUnresolved(value) ? undefined : unencryptedUrl(value);
  return url === undefined ? undefined : `The header ${name} holds a URL that is reached over https; received '${shown(url)}'.`;
}
