import { CommandError } from './command-error';

/** What an AWS call failed with, in words, and what to do. */
export interface Explanation {
  readonly kind: 'credentials' | 'denied' | 'throttled' | 'unreachable' | 'malformed' | 'missing' | 'refused';
  readonly message: string;
  readonly fix: string;
}

const EXPIRED = /^(ExpiredToken|ExpiredTokenException|RequestExpired|UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|InvalidToken)$/;
const NO_CREDENTIALS = /^(CredentialsProviderError|TokenProviderError|ProviderError)$/;
const DENIED = /^(AccessDenied|AccessDeniedException|UnauthorizedException|ForbiddenException)$/;
const THROTTLED = /^(Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded|ServiceUnavailableException|ModelNotReadyException)$/;
const UNREACHABLE = /^(TimeoutError|AbortError|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|NetworkingError)$/;
const MISSING = /^(ResourceNotFoundException|ParameterNotFound|NoSuchEntity|NoSuchResourceException)$/;

/** Explains the error of an AWS call by its name; the service's own words come along. */
export function explain(error: unknown): Explanation {
  const { name, code, message, $metadata } = error as { name?: string; code?: string; message?: string; $metadata?: { httpStatusCode?: number } };
  const is = (pattern: RegExp): boolean => [name, code].some((word) => word !== undefined && pattern.test(word));
  const words = (message ?? String(error)).split('\n')[0]!;
  if (is(NO_CREDENTIALS)) {
    return { kind: 'credentials', message: `There are no AWS credentials: ${words}`, fix: "sign in, for example with 'aws sso login', and set AWS_PROFILE; 'npm run aws-profile -- <team>' prints a profile" };
  }
  if (is(EXPIRED)) {
    return { kind: 'credentials', message: `The AWS credentials have expired or are not valid: ${words}`, fix: "sign in again, for example with 'aws sso login'" };
  }
  if (is(DENIED)) {
    return { kind: 'denied', message: words, fix: 'ask the platform team for the permission, or use a role that has it' };
  }
  if (is(THROTTLED) || $metadata?.httpStatusCode === 429 || $metadata?.httpStatusCode === 503) {
    return { kind: 'throttled', message: `AWS is throttling: ${words}`, fix: 'wait a minute and try again; if it stays, ask for a higher quota of tokens per minute' };
  }
  if (is(UNREACHABLE) || /\b(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)\b/.test(words)) {
    return { kind: 'unreachable', message: `AWS did not answer in time: ${words}`, fix: 'check the network and AWS_ENDPOINT_URL, and try again; these commands reach AWS directly, not through HTTPS_PROXY' };
  }
  if (is(MISSING)) {
    return { kind: 'missing', message: words, fix: 'check the account and the region, and that the stack is deployed' };
  }
  if (name === 'SyntaxError' || /Deserialization|Unexpected token|not valid JSON|char '.*' is not expected/i.test(words)) {
    return { kind: 'malformed', message: 'The answer is not one of AWS.', fix: 'look for a proxy or gateway that answers in the place of AWS; check AWS_ENDPOINT_URL' };
  }
  return { kind: 'refused', message: `${name ?? 'Error'}: ${words}`, fix: 'read the message of the service above' };
}

/** The same as an error that ends a command. */
export function toCommandError(error: unknown, attempt: string): CommandError {
  const { message, fix } = explain(error);
  return new CommandError(`${attempt}: ${message}`, fix);
}
