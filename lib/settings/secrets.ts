/**
 * Recognises secrets by their names and their shapes. Settings files are plain text that every process on the machine
 * reads, and the published parameter is not encrypted.
 */

/** Variables that hold a credential, whatever their value. */
const SECRET_NAMES: readonly RegExp[] = [
  /^AWS_(BEARER_TOKEN_BEDROCK|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN)$/i,
  /^ANTHROPIC_(API_KEY|AUTH_TOKEN|AWS_API_KEY)$/i,
  /^OTEL_EXPORTER_OTLP_(METRICS_|LOGS_|TRACES_)?HEADERS$/i,
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|SECRET_KEY|API_KEY|APIKEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?|TOKEN|PAT)$/i,
];

/** Headers that hold a credential. */
const SECRET_HEADERS: readonly RegExp[] = [/^(proxy-)?authorization$/i, /^(x-)?api-key$/i, /^cookie$/i, /-(token|secret|api-key)$/i];

/** Credentials by their shape: the vendor's prefix, or the form of what has none. */
const SECRET_VALUES: readonly RegExp[] = [
  // Amazon Web Services
  /(?<![A-Za-z0-9])(AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/,
  /\bbedrock-api-key-[A-Za-z0-9+/=]+/,
  /\bABSK[A-Za-z0-9+/=]{20,}/,
  /[?&]X-Amz-(Signature|Security-Token|Credential)=/i,
  // Models
  /\bsk-(ant|proj|svcacct|admin|or)-[\w-]+/,
  /\bsk-[A-Za-z0-9]{32,}/,
  /\bhf_[A-Za-z0-9]{30,}/,
  /\bAIza[\w-]{35}/,
  // Forges and registries
  /\b(ghp|gho|ghs|ghu|ghr|github_pat)_\w{16,}/,
  /\b(glpat|gldt|glrt|glrtr|glptt|glcbt|glft|glsoat|glimt|glagent|glffct|gloas)-[\w.-]{16,}/,
  /\bGR1348941[\w-]{20,}/,
  /\bnpm_[A-Za-z0-9]{30,}/,
  /\bpypi-[\w-]{16,}/,
  /\bdckr_[a-z]+_[\w-]{20,}/,
  /\bATATT3[\w=-]{20,}/,
  // Chat, payments and other services
  /\bxox[a-z]-[\w-]{10,}/,
  /\bxapp-\d-[\w-]{10,}/,
  /\bxoxe\.xox[a-z]-[\w-]{10,}/,
  /hooks\.slack(-gov)?\.com\/(services|workflows|triggers)\//i,
  /\b(sk|rk|whsec)_(live|test)?_?[A-Za-z0-9]{20,}/,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/,
  /\bdop_v1_[a-f0-9]{32,}/,
  /\bdapi[a-f0-9]{32}/,
  /\bhv[sbr]\.[\w-]{20,}/,
  /\bgl(sa|c)_[\w=+/-]{20,}/,
  /\b(NRAK|PMAK)-[\w-]{20,}/,
  /\bAccountKey=[A-Za-z0-9+/=]{20,}/i,
  // Forms that no vendor owns
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/,
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----/,
  /\bAGE-SECRET-KEY-1[A-Z0-9]{20,}/,
  /\bBearer\s+[\w.~+/=-]{8,}/i,
  /\bBasic\s+[A-Za-z0-9+/]{12,}={0,2}(?![\w-])/,
  /\/\/[^/\s:@"']*:[^/\s@"']+@/,
  /\/\/[^/\s:@"'.]{8,}@/,
  /(^|[?&;,\s"'])(password|passwd|pwd|secret|client_secret|api_?key|access_?key|access_token|auth_?token|sig|signature|token)\s*[=:]\s*["']?[^\s"'&;,$]{6,}/i,
];

/** A secret access key of AWS: forty characters, as random as base64 is. */
const FORTY = /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g;

/** Fewer different characters than this are a path or a hash; forty random ones have about thirty. */
const MIN_DIFFERENT = 18;

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
  return SECRET_VALUES.some((pattern) => pattern.test(value)) || (value.match(FORTY) ?? []).some(looksRandom);
}

/** A hash has no capitals; a path has words between its many slashes. */
function looksRandom(text: string): boolean {
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text)
    && new Set(text).size >= MIN_DIFFERENT && (text.match(/\//g) ?? []).length <= 5;
}
