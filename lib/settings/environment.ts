import { Token } from 'aws-cdk-lib';
import { ClaudeCodeSettingsProps } from './claude-code-settings-props';
import { pinVariables } from './pins';
import { PromptCacheDuration, TelemetryOptions, TelemetryProtocol } from './settings-options';

/** The `env` of the settings: text to text, and each value replaces that of the shell. */
export function environmentOf(props: ClaudeCodeSettingsProps): { [name: string]: string } {
  const headers = customHeaders(props);
  return {
    CLAUDE_CODE_USE_BEDROCK: '1',
    AWS_REGION: props.region,
    ...pinVariables(props),
    ...(props.maxOutputTokens !== undefined && { CLAUDE_CODE_MAX_OUTPUT_TOKENS: `${props.maxOutputTokens}` }),
    ...(props.thinkingTokens !== undefined && { MAX_THINKING_TOKENS: `${props.thinkingTokens}` }),
    ...(props.promptCaching === false && { DISABLE_PROMPT_CACHING: '1' }),
    ...(props.promptCacheDuration === PromptCacheDuration.ONE_HOUR && { ENABLE_PROMPT_CACHING_1H: '1' }),
    ...(props.promptCacheDuration === PromptCacheDuration.FIVE_MINUTES && { FORCE_PROMPT_CACHING_5M: '1' }),
    ...(props.serviceTier !== undefined && { ANTHROPIC_BEDROCK_SERVICE_TIER: props.serviceTier }),
    ...(headers !== '' && { ANTHROPIC_CUSTOM_HEADERS: headers }),
    ...(props.bedrockEndpoint !== undefined && { ANTHROPIC_BEDROCK_BASE_URL: props.bedrockEndpoint }),
    ...(props.endpointSignsRequests === true && { CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1' }),
    ...(props.telemetry && telemetryVariables(props.telemetry)),
    ...Object.fromEntries(Object.entries(props.environment ?? {}).sort()),
  };
}

/** The headers of the guardrail and the custom ones, as lines. */
function customHeaders(props: ClaudeCodeSettingsProps): string {
  const guardrail = props.guardrail && [
    `X-Amzn-Bedrock-GuardrailIdentifier: ${props.guardrail.id}`,
    `X-Amzn-Bedrock-GuardrailVersion: ${props.guardrail.version}`,
  ];
  const others = Object.entries(props.customHeaders ?? {}).sort().map(([name, value]) => `${name}: ${value}`);
  return [...(guardrail ?? []), ...others].join('\n');
}

function telemetryVariables(telemetry: TelemetryOptions): { [name: string]: string } {
  const attributes = Object.entries(telemetry.resourceAttributes ?? {}).sort()
    .map(([name, value]) => `${name}=${Token.isUnresolved(value) ? value : encodeURIComponent(value)}`);
  return {
    CLAUDE_CODE_ENABLE_TELEMETRY: '1',
    OTEL_METRICS_EXPORTER: telemetry.metrics === false ? 'none' : 'otlp',
    OTEL_LOGS_EXPORTER: telemetry.logs === true ? 'otlp' : 'none',
    OTEL_EXPORTER_OTLP_PROTOCOL: telemetry.protocol ?? TelemetryProtocol.HTTP_PROTOBUF,
    OTEL_EXPORTER_OTLP_ENDPOINT: telemetry.endpoint,
    ...(attributes.length > 0 && { OTEL_RESOURCE_ATTRIBUTES: attributes.join(',') }),
  };
}
