import { Token } from 'aws-cdk-lib';
import {
  ClaudeCodeSettings, ClaudeCodeSettingsProps, ClaudeModel, EffortLevel, ModelTier, PromptCacheDuration, ServiceTier, TelemetryProtocol, TierPin,
} from '../../lib';

const arn = (name: string): string => `arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/${name}`;
const pin = (tier: string, model?: ClaudeModel): TierPin => ({ inferenceProfileArn: arn(tier), displayName: `Claude ${tier}`, model });
const sonnet: ClaudeCodeSettingsProps = { region: 'us-east-1', tiers: { sonnet: pin('sonnet', ClaudeModel.SONNET_4_6) } };

const settings = (props: Partial<ClaudeCodeSettingsProps> = {}): ClaudeCodeSettings => new ClaudeCodeSettings({ ...sonnet, ...props });
const env = (props: Partial<ClaudeCodeSettingsProps>): Record<string, string> => {
  const plain = settings().managedSettings().env;
  return Object.fromEntries(Object.entries<string>(settings(props).managedSettings().env).filter(([name, value]) => plain[name] !== value));
};

const described = Object.fromEntries(['OPUS', 'SONNET', 'HAIKU'].map((tier) => [`ANTHROPIC_DEFAULT_${tier}_MODEL_DESCRIPTION`, 'For everyday work']));

/** The pins of a team that has only sonnet: every golden file below holds them. */
const PINS = {
  CLAUDE_CODE_USE_BEDROCK: '1',
  AWS_REGION: 'us-east-1',
  ANTHROPIC_MODEL: '',
  ANTHROPIC_DEFAULT_MODEL: arn('sonnet'),
  ...described,
  ANTHROPIC_DEFAULT_OPUS_MODEL: arn('sonnet'),
  ANTHROPIC_DEFAULT_OPUS_MODEL_NAME: 'Claude sonnet',
  ANTHROPIC_DEFAULT_SONNET_MODEL: arn('sonnet'),
  ANTHROPIC_DEFAULT_SONNET_MODEL_NAME: 'Claude sonnet',
  ANTHROPIC_DEFAULT_HAIKU_MODEL: arn('sonnet'),
  ANTHROPIC_DEFAULT_HAIKU_MODEL_NAME: 'Claude sonnet',
};
const $schema = 'https://json.schemastore.org/claude-code-settings.json';
const TEAM = {
  availableModels: [arn('sonnet')],
  modelPicker: { replaceBuiltInOptions: true, options: [{ model: arn('sonnet'), label: 'Claude sonnet', description: 'For everyday work' }] },
};
const MANAGED = { availableModelsMatch: 'exact', allowedProviders: ['bedrock'] };

describe('golden files', () => {
  const guarded = settings({ minimumClientVersion: '2.1.240', guardrail: { id: 'abc123', version: '2' } });
  const headers = 'X-Amzn-Bedrock-GuardrailIdentifier: abc123\nX-Amzn-Bedrock-GuardrailVersion: 2';

  test('managed: everything, and what only a managed file may hold', () => {
    expect(guarded.managedSettings()).toEqual({
      $schema, ...TEAM, ...MANAGED, requiredMinimumVersion: '2.1.240', env: { ...PINS, ANTHROPIC_CUSTOM_HEADERS: headers },
    });
  });

  test('build machine: everything of the team, nothing of a person and nothing managed', () => {
    expect(guarded.ciSettings()).toEqual({ $schema, ...TEAM, env: { ...PINS, ANTHROPIC_CUSTOM_HEADERS: headers } });
  });

  test('user, beside a managed file: only what is personal', () => {
    expect(guarded.userSettings({ awsProfile: 'claude-code-payments', awsAuthRefresh: 'aws sso login --sso-session claude-code', effortLevel: EffortLevel.HIGH })).toEqual({
      $schema, awsAuthRefresh: 'aws sso login --sso-session claude-code', effortLevel: 'high', env: { AWS_PROFILE: 'claude-code-payments' },
    });
    expect(guarded.userSettings()).toEqual({ $schema });
  });

  test('user, alone: everything, with credentials from a command', () => {
    expect(guarded.userSettings({ standalone: true, awsCredentialExport: 'npm run -s credentials -- payments' })).toEqual({
      $schema, ...TEAM, awsCredentialExport: 'npm run -s credentials -- payments', env: { ...PINS, ANTHROPIC_CUSTOM_HEADERS: headers },
    });
  });
});

describe('each option', () => {
  test.each<[string, Partial<ClaudeCodeSettingsProps>, Record<string, string>]>([
    ['output tokens', { maxOutputTokens: 4096 }, { CLAUDE_CODE_MAX_OUTPUT_TOKENS: '4096' }],
    ['thinking tokens', { thinkingTokens: 1024 }, { MAX_THINKING_TOKENS: '1024' }],
    ['prompt caching off', { promptCaching: false }, { DISABLE_PROMPT_CACHING: '1' }],
    ['prompts cached for an hour', { promptCacheDuration: PromptCacheDuration.ONE_HOUR }, { ENABLE_PROMPT_CACHING_1H: '1' }],
    ['prompts cached for five minutes', { promptCacheDuration: PromptCacheDuration.FIVE_MINUTES }, { FORCE_PROMPT_CACHING_5M: '1' }],
    ['service tier', { serviceTier: ServiceTier.PRIORITY }, { ANTHROPIC_BEDROCK_SERVICE_TIER: 'priority' }],
    ['endpoint', { bedrockEndpoint: 'https://gateway.example.com', endpointSignsRequests: true }, { ANTHROPIC_BEDROCK_BASE_URL: 'https://gateway.example.com', CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1' }],
    ['local endpoint', { bedrockEndpoint: 'http://127.0.0.1:8080' }, { ANTHROPIC_BEDROCK_BASE_URL: 'http://127.0.0.1:8080' }],
    ['headers', { customHeaders: { 'X-Team': 'a', 'X-Cost': 'b' } }, { ANTHROPIC_CUSTOM_HEADERS: 'X-Cost: b\nX-Team: a' }],
    ['region of background work', { backgroundRegion: 'us-east-1' }, { ANTHROPIC_SMALL_FAST_MODEL_AWS_REGION: 'us-east-1' }],
    ['variables of 2025', { variablesOf2025: true }, { ANTHROPIC_MODEL: arn('sonnet'), ANTHROPIC_SMALL_FAST_MODEL: arn('sonnet') }],
    ['other variables', { environment: { HTTPS_PROXY: 'http://proxy.example.com:8080', CLAUDE_CODE_MAX_RETRIES: '5' } }, { HTTPS_PROXY: 'http://proxy.example.com:8080', CLAUDE_CODE_MAX_RETRIES: '5' }],
    ['telemetry', { telemetry: { endpoint: 'http://localhost:4318' } }, {
      CLAUDE_CODE_ENABLE_TELEMETRY: '1', OTEL_METRICS_EXPORTER: 'otlp', OTEL_LOGS_EXPORTER: 'none',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
    }],
    ['telemetry with attributes, which may hold neither spaces nor commas', {
      telemetry: { endpoint: 'https://collector', enforceResourceAttributes: true, metrics: false, logs: true, protocol: TelemetryProtocol.GRPC, resourceAttributes: { team: 'a', costCenter: 'CC 1,2' } },
    }, {
      CLAUDE_CODE_ENABLE_TELEMETRY: '1', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector', OTEL_RESOURCE_ATTRIBUTES: 'costCenter=CC%201%2C2,team=a',
    }],
  ])('%s', (_, props, expected) => {
    expect(env(props)).toEqual(expected);
  });

  test('the large context follows the ARN of its tier, and the list keeps the plain ARN', () => {
    const { env: variables, availableModels } = settings({ tiers: { sonnet: { ...pin('sonnet', ClaudeModel.SONNET_4_6), oneMillionContext: true } } }).managedSettings();

    expect(variables.ANTHROPIC_DEFAULT_SONNET_MODEL).toBe(`${arn('sonnet')}[1m]`);
    expect(availableModels).toEqual([arn('sonnet')]);
  });

  test('overrides lead from the models\' own names to the profiles, and the list knows those names', () => {
    const tiers = { sonnet: pin('sonnet', ClaudeModel.SONNET_4_6), opus: pin('opus', ClaudeModel.OPUS_4_5) };
    const own = settings({ modelOverrides: true, tiers }).managedSettings();

    // Haiku is stood in for by sonnet, the default: nothing would go up in price.
    expect(own.modelOverrides).toEqual({ 'claude-opus-4-5-20251101': arn('opus'), 'claude-sonnet-4-6': arn('sonnet') });
    expect(own.availableModels).toEqual([arn('opus'), arn('sonnet'), 'claude-opus-4-5-20251101', 'claude-sonnet-4-6']);
    expect(settings({ tiers }).managedSettings().modelOverrides).toBeUndefined();
    expect(settings({ modelOverrides: false, defaultTier: ModelTier.OPUS, tiers }).managedSettings().modelOverrides).toBeUndefined();
  });

  test('the helper of telemetry is a key of its own', () => {
    expect(settings({ telemetry: { endpoint: 'https://collector', headersHelper: '/bin/headers' } }).ciSettings().otelHeadersHelper).toBe('/bin/headers');
  });
});

describe('what the client would ignore or misread is refused', () => {
  test.each<[string, Partial<ClaudeCodeSettingsProps>, string]>([
    ['an alias as a pin', { tiers: { sonnet: { inferenceProfileArn: 'sonnet', displayName: 'Sonnet' } } }, "received 'sonnet'"],
    ['a model id as a pin', { tiers: { sonnet: { inferenceProfileArn: 'us.anthropic.claude-sonnet-5', displayName: 'Sonnet' } } }, 'pinned to the ARN of an inference profile'],
    ['a bare model as a pin', { tiers: { sonnet: { inferenceProfileArn: 'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-5', displayName: 'Sonnet' } } }, 'pinned to the ARN of an inference profile'],
    ['a pin without a name', { tiers: { sonnet: { inferenceProfileArn: arn('x'), displayName: ' ' } } }, 'needs a name'],
    ['a large context that the model has not', { tiers: { haiku: { ...pin('haiku', ClaudeModel.HAIKU_4_5), oneMillionContext: true } } }, 'received Claude Haiku 4.5, which has not'],
    ['a large context that the model always has', { tiers: { sonnet: { ...pin('sonnet', ClaudeModel.SONNET_5), oneMillionContext: true } } }, 'Claude Sonnet 5 always has'],
    ['a duration of prompts that are not cached', { promptCaching: false, promptCacheDuration: PromptCacheDuration.ONE_HOUR }, "has no effect; received '1h'"],
    ['the draft of a guardrail', { guardrail: { id: 'abc', version: 'DRAFT' } }, "published version, which is a whole number; received 'DRAFT'"],
    ['no version of a guardrail', { guardrail: { id: 'abc', version: '' } }, "received ''"],
    ['the name of a guardrail', { guardrail: { id: 'My Guardrail', version: '1' } }, 'named by its id'],
    ['a version that old clients do not read', { minimumClientVersion: '2.1.162' }, 'at least 2.1.163'],
    ['half a version', { minimumClientVersion: '2.1' }, 'three numbers'],
    ['nobody who signs', { endpointSignsRequests: true }, 'refuses requests that nobody has signed'],
    ['prompts in the clear', { bedrockEndpoint: 'http://gateway.example.com' }, 'reached over https'],
    ['an endpoint without a scheme', { bedrockEndpoint: 'gateway.example.com' }, 'is a URL'],
    ['a password in an endpoint', { bedrockEndpoint: 'https://me:secret@gateway.example.com' }, 'no credentials'],
    ['telemetry of nothing', { telemetry: { endpoint: 'https://collector', metrics: false } }, 'received neither'],
    ['a region that the background profile is not in', { backgroundRegion: 'us-west-2' }, "that of its profile (us-east-1); received 'us-west-2'"],
    ['a header that would break the others', { customHeaders: { 'X-A': 'a\nX-B: b' } }, 'one line'],
    ['a guardrail by the back door', { customHeaders: { 'X-Amzn-Bedrock-GuardrailIdentifier': 'abc' } }, 'use the property'],
    ['a model by the back door', { environment: { ANTHROPIC_DEFAULT_OPUS_MODEL: 'us.anthropic.claude-opus-4-8' } }, 'use the property'],
    ['a variable that was replaced', { environment: { ENABLE_PROMPT_CACHING_1H_BEDROCK: '1' } }, 'newer clients read ENABLE_PROMPT_CACHING_1H'],
    ['a variable that undoes the settings', { environment: { CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST: '1' } }, 'ignores the provider'],
    ['another provider', { environment: { CLAUDE_CODE_USE_VERTEX: '1' } }, 'another provider'],
    ['the endpoint that the policy does not allow', { environment: { CLAUDE_CODE_USE_MANTLE: '1' } }, 'bedrock-mantle'],
    ['one person\'s profile for everybody', { environment: { AWS_PROFILE: 'me' } }, 'each developer\'s own'],
    ['no that means yes', { environment: { DISABLE_TELEMETRY: '0' } }, "has effect with any value, '0' too"],
    ['an empty value of what is written', { environment: { AWS_REGION: '' } }, 'leave it out'],
  ])('%s', (_, props, message) => {
    expect(() => settings(props)).toThrow(message);
  });
});

describe('a credential is refused wherever it stands', () => {
  const key = 'AKIA' + 'IOSFODNN7EXAMPLE';
  test.each<[string, Partial<ClaudeCodeSettingsProps>]>([
    ['API key', { environment: { AWS_BEARER_TOKEN_BEDROCK: 'x' } }],
    ['access key by name', { environment: { AWS_ACCESS_KEY_ID: 'x' } }],
    ['secret key by name', { environment: { AWS_SECRET_ACCESS_KEY: 'x' } }],
    ['session token by name', { environment: { AWS_SESSION_TOKEN: 'x' } }],
    ['Anthropic key', { environment: { ANTHROPIC_API_KEY: 'x' } }],
    ['somebody\'s token', { environment: { GITHUB_TOKEN: 'x' } }],
    ['access key by shape', { environment: { INNOCENT: key } }],
    ['short-term key by shape', { environment: { INNOCENT: 'bedrock-api-key-YmVkcm9jay5hbWF6b25hd3M' } }],
    ['password in a proxy', { environment: { HTTPS_PROXY: 'http://me:secret@proxy.example.com:8080' } }],
    ['header by name', { customHeaders: { Authorization: 'x' } }],
    ['header by shape', { customHeaders: { 'X-Key': 'Bearer abcdefgh12345' } }],
    ['collector\'s headers', { environment: { OTEL_EXPORTER_OTLP_HEADERS: 'api-key=x' } }],
    ['resource attribute', { telemetry: { endpoint: 'https://collector', resourceAttributes: { owner: key } } }],
    ['helper of telemetry', { telemetry: { endpoint: 'https://collector', headersHelper: `echo ${key}` } }],
  ])('%s', (_, props) => {
    expect(() => settings(props)).toThrow(/credential/);
    expect(() => settings(props)).not.toThrow(key);
  });

  test.each(['awsAuthRefresh', 'awsCredentialExport'])('%s', (name) => {
    expect(() => settings().userSettings({ [name]: `login ${key}` })).toThrow(`${name} is a command that signs in, without a credential in it.`);
  });

  test('a variable whose name merely sounds alike is let through', () => {
    expect(env({ environment: { MAX_MCP_OUTPUT_TOKENS: '50000', CLAUDE_CODE_API_KEY_HELPER_TTL_MS: '1000' } })).toEqual({ MAX_MCP_OUTPUT_TOKENS: '50000', CLAUDE_CODE_API_KEY_HELPER_TTL_MS: '1000' });
  });
});

test('a profile of ~/.aws/config is a name', () => {
  expect(() => settings().userSettings({ awsProfile: 'a; rm -rf /' })).toThrow("a name without spaces; received 'a; rm -rf /'");
});

describe('what works but surprises is a warning', () => {
  const warnings = (props: Partial<ClaudeCodeSettingsProps>): string[] => settings(props).warnings().map(({ id }) => id.replace('cdk-claude-code-bedrock:', ''));
  const fable = { ...sonnet.tiers, fable: pin('fable', ClaudeModel.FABLE_5) };

  test.each<[string, Partial<ClaudeCodeSettingsProps>, string[]]>([
    ['nothing', {}, []],
    ['a thinking budget on adaptive models alone', { thinkingTokens: 1024, tiers: { opus: pin('opus', ClaudeModel.OPUS_5_5) } }, ['thinkingBudgetIgnored']],
    ['a thinking budget that one model reads', { thinkingTokens: 1024, tiers: { opus: pin('opus', ClaudeModel.OPUS_5_5), haiku: pin('haiku', ClaudeModel.HAIKU_4_5) } }, []],
    ['a thinking budget on models that nobody named', { thinkingTokens: 1024, tiers: { opus: pin('opus') } }, []],
    ['a large context of a model that takes the suffix', { tiers: { opus: { ...pin('opus', ClaudeModel.OPUS_5_5), oneMillionContext: true } } }, []],
    ['overrides', { modelOverrides: true }, []],
    ['variables of 2025', { variablesOf2025: true }, ['variablesOf2025']],
    ['prompts in telemetry', { environment: { OTEL_LOG_USER_PROMPTS: '1' } }, ['contentInTelemetry']],
    ['a client too old for a model', { tiers: fable, minimumClientVersion: '2.1.165' }, ['clientTooOldForModel']],
    ['a client that does not read the default tier', { minimumClientVersion: '2.1.235' }, ['clientDoesNotEnforceModels']],
    ['a client that does', { tiers: fable, minimumClientVersion: '2.1.236' }, []],
  ])('%s', (_, props, expected) => {
    expect(warnings(props)).toEqual(expected);
  });
});

test('values that are only known at deployment are taken as they are', () => {
  const token = Token.asString({ Ref: 'Something' });
  const result = settings({
    region: token,
    tiers: { sonnet: { inferenceProfileArn: token, displayName: token } },
    defaultTier: ModelTier.SONNET,
    guardrail: { id: token, version: token },
    minimumClientVersion: token,
    bedrockEndpoint: token,
    backgroundRegion: token,
    customHeaders: { 'X-A': token },
    environment: { SOME: token },
    telemetry: { endpoint: token, resourceAttributes: { costCenter: token } },
  }).managedSettings();

  expect(result.env.OTEL_RESOURCE_ATTRIBUTES).toBeUndefined();
  expect(result.env.OTEL_EXPORTER_OTLP_ENDPOINT).toBe(token);
  expect(result.env.ANTHROPIC_DEFAULT_SONNET_MODEL).toBe(token);
});
