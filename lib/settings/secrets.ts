/**
 * Recognises secrets by their names and their shapes. Settings files are plain text that every process on the machine
 * reads, and the published parameter is not encrypted.
 */

/** Variables that hold a credential, whatever their value. */
const SECRET_NAMES: readonly RegExp[] = [
  /^AWS_(BEARER_TOKEN_BEDROCK|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN)$/i,
  /^ANTHROPIC_(API_KEY|AUTH_TOKEN|AWS_API_KEY)$/i,
  /^OTEL_EXPORTER_OTLP_(METRICS_|LOGS_|TRACES_)?HEADERS$/i,
  /(^|_)(PASSWORD|PASSWD|SECRET|SECRET_KEY|API_KEY|APIKEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?|TOKEN)$/i,
];

/** Headers that hold a credential. */
const SECRET_HEADERS: readonly RegExp[] = [/^(proxy-)?authorization$/i, /^(x-)?api-key$/i, /^cookie$/i, /-(token|secret|api-key)$/i];

/** Credentials by their shape. */
const SECRET_VALUES: readonly RegExp[] = [
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\bbedrock-api-key-[A-Za-z0-9+/=]+/,
  /\bABSK[A-Za-z0-9+/=]{20,}/,
  /\bsk-ant-[\w-]+/,
  /\b(ghp|gho|ghs|ghu|github_pat)_\w{16,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bBearer\s+[\w.~+/=-]{8,}/i,
  /\/\/[^/\s:@]+:[^/\s@]+@/,
];

/** Whether a variable of this name holds a credential. */
export function isSecretName(name: string): boolean {
  return SECRET_NAMES.some((pattern) => pattern.test(name));
}

/** Whether a header of this name holds a credential. */
export function isSecretHeader(name: string): boolean {
  return SECRET_HEADERS.some((pattern) => pattern.test(name));
}

/** Whether a text has a credential in it. */
export function hasSecret(value: string): boolean {
  return SECRET_VALUES.some((pattern) => pattern.test(value));
}
