import { ClaudeCodeSettingsProps } from './claude-code-settings-props';
import { modelIdOf, pinVariables } from './pins';
import { AutoMode, PromptCacheDuration } from './settings-options';
import { telemetryVariables } from './telemetry';
import { pinFor } from './tier-fallback';
import { ModelTier } from '../models/model-tier';

/** The `env` of the settings: text to text, and each value replaces that of the shell. What the settings write wins. */
export function environmentOf(props: ClaudeCodeSettingsProps): { [name: string]: string } {
  const headers = customHeaders(props);
  const { autoMode } = props;
  return {
    ...Object.fromEntries(Object.entries(props.environment ?? {}).sort()),
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
    ...(autoMode !== undefined && autoMode !== AutoMode.OFF
      && { CLAUDE_CODE_AUTO_MODE_MODEL: modelIdOf(pinFor(autoMode as unknown as ModelTier, props.tiers)) }),
    ...(props.telemetry && telemetryVariables(props.telemetry)),
  };
}

/** The headers of the guardrail, of the team and the custom ones, as lines. */
function customHeaders(props: ClaudeCodeSettingsProps): string {
  const guardrail = props.guardrail && [
    `X-Amzn-Bedrock-GuardrailIdentifier: ${props.guardrail.id}`,
    `X-Amzn-Bedrock-GuardrailVersion: ${props.guardrail.version}`,
  ];
  const metadata = props.requestMetadata === true ? [`X-Amzn-Bedrock-Request-Metadata: {"team":"${props.teamName}"}`] : [];
  const others = Object.entries(props.customHeaders ?? {}).sort().map(([name, value]) => `${name}: ${value}`);
  return [...(guardrail ?? []), ...metadata, ...others].join('\n');
}
