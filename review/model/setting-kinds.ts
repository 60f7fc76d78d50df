import { SettingsEntry } from './machine-settings';
import { profileByArn, ReviewedProfile } from './profiles';

/** What a setting does to a machine; `plain` is known to move, run, load and weaken nothing. */
export type SettingKind = 'plain' | 'command' | 'code that is loaded' | 'proxy' | 'certificate or TLS switch' | 'header' | 'endpoint' | 'not known to be plain';

const SWITCH = /^(0|1|true|false)$/;
const NUMBER = /^\d{1,12}(\.\d{1,9})?$/;
const WORD = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** A label of a person: no address, no shell, nothing that is expanded. */
const LABEL = /^(?!.*(:\/\/|\/\/))[\p{L}\p{N} .,()'_+:=@%·/—-]{0,256}$/u;
const ALIAS = /^(default|best|opus|sonnet|haiku|fable|opusplan)(\[1m\])?$/;
/** The own id of a model: the client maps it to a profile of the list. */
const MODEL_ID = /^claude-[a-z0-9.-]{1,60}$/;
const GUARDRAIL_LINE = /^X-Amzn-Bedrock-Guardrail(Identifier|Version): (\$\{[A-Za-z0-9./-]+\}|[A-Za-z0-9:/_.-]+)$/;

/**
 * Settings that are known to be plain, by their path, with the values that are. What is not here is shown to the reader,
 * so an entry that is missing costs a line, and one too many hides something.
 */
const PLAIN: readonly [RegExp, RegExp | 'model'][] = [
  [/^\$schema$/, /^https:\/\/json\.schemastore\.org\/claude-code-settings\.json$/],
  [/^env CLAUDE_CODE_USE_BEDROCK$/, /^1$/],
  [/^env AWS_REGION$/, /^([a-z]{2,3}(-[a-z]+)+-\d|\$\{AWS::Region\})$/],
  [/^env ANTHROPIC_(DEFAULT_[A-Z]+_MODEL|DEFAULT_MODEL|MODEL|SMALL_FAST_MODEL)$/, 'model'],
  [/^env CLAUDE_CODE_(AUTO_MODE_MODEL|BG_CLASSIFIER_MODEL|SUBAGENT_MODEL)$/, 'model'],
  [/^env ANTHROPIC_DEFAULT_[A-Z]+_MODEL_(NAME|DESCRIPTION|SUPPORTED_CAPABILITIES)$/, LABEL],
  [/^env (CLAUDE_CODE_MAX_OUTPUT_TOKENS|MAX_THINKING_TOKENS|CLAUDE_CODE_AUTO_COMPACT_WINDOW|CLAUDE_CODE_MAX_CONTEXT_TOKENS|API_TIMEOUT_MS)$/, NUMBER],
  [/^env (DISABLE_PROMPT_CACHING(_[A-Z]+)?|ENABLE_PROMPT_CACHING_1H|FORCE_PROMPT_CACHING_5M|CLAUDE_CODE_DISABLE_1M_CONTEXT)$/, SWITCH],
  [/^env (CLAUDE_CODE_ENABLE_TELEMETRY|CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC|DISABLE_TELEMETRY|DISABLE_ERROR_REPORTING|DISABLE_AUTOUPDATER)$/, SWITCH],
  [/^env ANTHROPIC_BEDROCK_SERVICE_TIER$/, /^(default|flex|priority)$/],
  [/^env OTEL_(METRICS|LOGS)_EXPORTER$/, /^(otlp|none)$/],
  [/^env OTEL_EXPORTER_OTLP_PROTOCOL$/, /^(grpc|http\/json|http\/protobuf)$/],
  [/^env OTEL_RESOURCE_ATTRIBUTES$/, LABEL],
  [/^env OTEL_(METRIC|LOGS)_EXPORT_INTERVAL$/, NUMBER],
  [/^env ANTHROPIC_CUSTOM_HEADERS$/, /^$/],
  [/^model$/, 'model'],
  [/^(availableModels|modelOverrides|fallbackModel) [^ ]+$/, 'model'],
  [/^(modelOverrides|availableModels|fallbackModel|env)$/, /^(\{\}|\[\])$/],
  [/^availableModels \d+$/, MODEL_ID],
  [/^allowedProviders \d+$/, /^bedrock$/],
  [/^env ANTHROPIC_MODEL$/, /^$/],
  [/^enforceAvailableModels$/, /^true$/],
  [/^availableModelsMatch$/, /^exact$/],
  [/^(requiredMinimumVersion|requiredMaximumVersion)$/, /^\d+\.\d+\.\d+$/],
  [/^modelPicker replaceBuiltInOptions$/, SWITCH],
  [/^modelPicker options \d+ model$/, 'model'],
  [/^modelPicker options \d+ (label|description)$/, LABEL],
  [/^modelPricing( [A-Za-z0-9._[\]-]+)+$/, /^(\d{1,12}(\.\d{1,9})?|[A-Za-z0-9._-]{1,64})$/],
  [/^(effortLevel|maxEffortLevel|promptCacheTtl|subagentPromptCacheTtl|language)$/, WORD],
  [/^disableAutoMode$/, /^disable$/],
];

/** What an entry does, by its name in any case, as Windows reads it, and then by its value. */
const BY_NAME: readonly [RegExp, SettingKind][] = [
  [/CERT|TLS|SSL|(^|[_ ])CA([_ ]|$)|CA_BUNDLE|VERIFY|INSECURE/i, 'certificate or TLS switch'],
  [/PROXY/i, 'proxy'],
  [/HEADERS$/i, 'header'],
  [/LD_|DYLD_|NODE_OPTIONS|NODE_PATH|PYTHON|PERL|RUBY|JAVA|BASH_ENV|(^| )ENV$| PATH$|PRELOAD|PLUGIN|MARKETPLACE/i, 'code that is loaded'],
  [/HELPER|COMMAND|HOOK|SHELL|PREFIX|AUTHREFRESH|CREDENTIALEXPORT|STATUSLINE|MCP|SCRIPT|EDITOR|PAGER|BROWSER|GIT_/i, 'command'],
  [/ENDPOINT|_URL|URL$|HOST|_URI|ADDRESS/i, 'endpoint'],
];

export function kindOf({ path, text }: SettingsEntry, profiles: readonly ReviewedProfile[]): SettingKind {
  const name = path.join(' ');
  const plain = PLAIN.some(([key, value]) => key.test(name) && (value === 'model' ? isModel(text, profiles) : value.test(text)));
  if (plain || (name === 'env ANTHROPIC_CUSTOM_HEADERS' && text.split('\n').every((line) => GUARDRAIL_LINE.test(line)))) {
    return 'plain';
  }
  const found = BY_NAME.find(([pattern]) => pattern.test(name));
  return found?.[1] ?? (/:\/\//.test(text) ? 'endpoint' : 'not known to be plain');
}

/** An alias, or a profile of these templates: any other model is somebody else's. */
function isModel(text: string, profiles: readonly ReviewedProfile[]): boolean {
  return ALIAS.test(text) || profileByArn(profiles, text.replace(/\[1m\]$/, '')) !== undefined;
}
