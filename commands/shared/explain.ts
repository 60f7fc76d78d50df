import { CommandError } from './command-error';
import { printable } from './printable';
import { CallContext, serviceMessage } from './service-messages';

/** What an AWS call failed with, in words, and what to do. */
export interface Explanation {
  readonly kind: 'credentials' | 'denied' | 'throttled' | 'unreachable' | 'malformed' | 'missing' | 'refused';
  readonly message: string;
  readonly fix: string;
}

const EXPIRED = new RegExp('^(ExpiredToken|ExpiredTokenException|RequestExpired|UnrecognizedClientException|InvalidClientTokenId'
  + '|InvalidSignatureException|InvalidToken)$');
const NO_CREDENTIALS = /^(CredentialsProviderError|TokenProviderError|ProviderError)$/;
const DENIED = /^(AccessDenied|AccessDeniedException|UnauthorizedException|ForbiddenException)$/;
const THROTTLED = new RegExp('^(Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded'
  + '|ServiceUnavailableException|ModelNotReadyException)$');
const UNREACHABLE = /^(TimeoutError|AbortError|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|NetworkingError)$/;
const MISSING = /^(ResourceNotFoundException|ParameterNotFound|NoSuchEntity|NoSuchResourceException)$/;

/** Credentials that somebody exported once, and that outlive their use in a shell. */
const EXPORTED = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

/** The exported credentials of the environment that have a value. */
export function exportedCredentials(environment: Readonly<Record<string, string | undefined>> = process.env): string[] {
  return EXPORTED.filter((name) => (environment[name] ?? '') !== '');
}

/** Explains the error of an AWS call by its name and its words, which come along on one line. */
export function explain(error: unknown, context: CallContext = {}): Explanation {
  const words = wordsOf(error);
  const general = byName(error, words);
  const special = serviceMessage(words);
  return { ...general, message: printable(general.message), fix: printable(special?.fix(context, words) ?? general.fix) };
}

function wordsOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string } };
  return (message || cause?.message || String(error)).split('\n')[0]!;
}

function byName(error: unknown, words: string): Explanation {
  const { name, code, $metadata } = error as { name?: string; code?: string; $metadata?: { httpStatusCode?: number } };
  const is = (pattern: RegExp): boolean => [name, code].some((word) => word !== undefined && pattern.test(word));
  if (is(NO_CREDENTIALS)) {
    return {
      kind: 'credentials', message: `There are no AWS credentials: ${words}`,
      fix: "sign in, for example with 'aws sso login', and set AWS_PROFILE; 'npm run aws-profile -- <team>' prints a profile",
    };
  }
  if (is(EXPIRED)) {
    return { kind: 'credentials', message: `The AWS credentials have expired or are not valid: ${words}`, fix: expiredFix() };
  }
  if (is(DENIED)) {
    return { kind: 'denied', message: words, fix: 'ask the platform team for the permission, or use a role that has it' };
  }
  if (is(THROTTLED) || $metadata?.httpStatusCode === 429 || $metadata?.httpStatusCode === 503) {
    return {
      kind: 'throttled', message: `AWS is throttling: ${words}`,
      fix: 'wait a minute and try again; if it stays, ask for a higher quota of tokens per minute',
    };
  }
  if (is(UNREACHABLE) || /\b(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)\b|the proxy \S+ answered/.test(words)) {
    return { kind: 'unreachable', message: `AWS did not answer in time: ${words}`, fix: unreachableFix() };
  }
  if (is(MISSING)) {
    return { kind: 'missing', message: words, fix: 'check the account and the region, and that the stack is deployed' };
  }
  if (name === 'SyntaxError' || /Deserialization|Unexpected token|not valid JSON|char '.*' is not expected/i.test(words)) {
    return {
      kind: 'malformed', message: 'The answer is not one of AWS.',
      fix: 'look for a proxy or gateway that answers in the place of AWS; check HTTPS_PROXY and AWS_ENDPOINT_URL',
    };
  }
  return { kind: 'refused', message: `${name ?? 'Error'}: ${words}`, fix: 'read the message of the service above' };
}

/** Credentials that were exported into the shell hide a good sign-in until they are unset. */
function expiredFix(): string {
  const exported = exportedCredentials();
  return exported.length === 0
    ? "sign in again, for example with 'aws sso login'"
    : `they come from this shell: 'unset ${exported.join(' ')}', then sign in again, for example with 'aws sso login'`;
}

function unreachableFix(): string {
  const proxy = ['HTTPS_PROXY', 'https_proxy'].find((name) => (process.env[name] ?? '') !== '');
  return `check the network, AWS_ENDPOINT_URL and ${proxy === undefined ? 'whether your network needs HTTPS_PROXY' : `the proxy that ${proxy} names`}, and try again`;
}

/** The same as an error that ends a command. */
export function toCommandError(error: unknown, attempt: string, context: CallContext = {}): CommandError {
  const { message, fix } = explain(error, context);
  return new CommandError(`${attempt}: ${message}`, fix);
}
