import { Token } from 'aws-cdk-lib';
import { hasSecret, isSecretHeader, isSecretName } from './secrets';

/** Variables that the settings write from their own properties. */
const WRITTEN_HERE = new RegExp(`^(${[
  'CLAUDE_CODE_USE_BEDROCK', 'AWS_(DEFAULT_)?REGION', 'ANTHROPIC_MODEL', 'ANTHROPIC_SMALL_FAST_MODEL\\w*',
  'ANTHROPIC_DEFAULT_(\\w+_)?MODEL\\w*', 'CLAUDE_CODE_MAX_OUTPUT_TOKENS', 'MAX_THINKING_TOKENS', 'DISABLE_PROMPT_CACHING',
  'ENABLE_PROMPT_CACHING_1H', 'FORCE_PROMPT_CACHING_5M', 'ANTHROPIC_BEDROCK_SERVICE_TIER', 'ANTHROPIC_CUSTOM_HEADERS',
  'ANTHROPIC_BEDROCK_BASE_URL', 'CLAUDE_CODE_SKIP_BEDROCK_AUTH', 'CLAUDE_CODE_ENABLE_TELEMETRY', 'OTEL_METRICS_EXPORTER',
  'OTEL_LOGS_EXPORTER', 'OTEL_EXPORTER_OTLP_PROTOCOL', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_RESOURCE_ATTRIBUTES',
].join('|')})$`);

/** Variables that undo the settings, or that the client does not read, each with what to do. */
const WITHOUT_EFFECT: Readonly<Record<string, string>> = {
  AWS_PROFILE: 'it is each developer\'s own; it belongs into the user settings',
  ENABLE_PROMPT_CACHING_1H_BEDROCK: 'newer clients read ENABLE_PROMPT_CACHING_1H; set the duration of the prompt cache',
  CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: 'with it the client ignores the provider and the models of these settings',
  CLAUDE_CODE_USE_MANTLE: 'the team\'s policy does not allow the bedrock-mantle endpoint, and its models have no profiles',
  CLAUDE_CODE_USE_VERTEX: 'it sends requests to another provider than Amazon Bedrock',
  CLAUDE_CODE_USE_FOUNDRY: 'it sends requests to another provider than Amazon Bedrock',
  CLAUDE_CODE_USE_ANTHROPIC_AWS: 'it sends requests to another product than Amazon Bedrock',
  ANTHROPIC_BEDROCK_REGION_PREFIX: 'it chooses among shared profiles, and every tier is pinned to a profile of the team',
};

/** Variables that the client only looks at for being there: a value that reads as "no" means "yes". */
const PRESENCE_ONLY: readonly string[] = ['DISABLE_TELEMETRY', 'DISABLE_ERROR_REPORTING', 'CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC'];

/** What is wrong with variables that somebody adds to the settings. */
export function environmentProblems(environment: { [name: string]: string } = {}): string[] {
  return Object.entries(environment).flatMap(([name, value]) => {
    const problem = variableProblem(name, value);
    return problem === undefined ? [] : [problem];
  });
}

function variableProblem(name: string, value: string): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    return `A variable's name is letters, digits and underscores; received '${name}'.`;
  }
  if (isSecretName(name) || (!Token.isUnresolved(value) && hasSecret(value))) {
    return `The variable ${name} holds a credential, and settings are readable by everybody; sign in with a profile, awsAuthRefresh or awsCredentialExport instead.`;
  }
  if (WRITTEN_HERE.test(name)) {
    return `The variable ${name} is written by these settings themselves; use the property for it.`;
  }
  if (WITHOUT_EFFECT[name] !== undefined) {
    return `The variable ${name} does not belong here: ${WITHOUT_EFFECT[name]}.`;
  }
  if (value === '') {
    return `The variable ${name} is empty, which Claude Code reads as not set; remove it.`;
  }
  return PRESENCE_ONLY.includes(name) && /^(0|false|no|off)$/i.test(value)
    ? `The variable ${name} has effect with any value, '${value}' too; remove it.`
    : undefined;
}

/** What is wrong with headers that somebody adds to requests. */
export function headerProblems(headers: { [name: string]: string } = {}): string[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) {
      return [`A header's name is letters, digits and hyphens; received '${name}'.`];
    }
    if (/^x-amzn-bedrock-(guardrail|service)/i.test(name)) {
      return [`The header ${name} is written by these settings themselves; use the property for it.`];
    }
    if (isSecretHeader(name) || (!Token.isUnresolved(value) && hasSecret(value))) {
      return [`The header ${name} holds a credential, and settings are readable by everybody; let the gateway ask for it in another way.`];
    }
    return /[\r\n]/.test(value) ? [`A header's value is one line; that of ${name} has several.`] : [];
  });
}
