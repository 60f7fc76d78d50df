/**
 * How Bedrock prices and schedules a request (`ANTHROPIC_BEDROCK_SERVICE_TIER`). Not every model has every tier in every
 * region.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/service-tiers-inference.html
 */
export enum ServiceTier {
  /** The standard tier. */
  DEFAULT = 'default',

  /** Cheaper, and slower when Bedrock is busy. */
  FLEX = 'flex',

  /** Dearer, and served before the others. */
  PRIORITY = 'priority',
}

/**
 * How long a cached prompt lives.
 */
export enum PromptCacheDuration {
  /** Five minutes from the last use (`FORCE_PROMPT_CACHING_5M`). */
  FIVE_MINUTES = '5m',

  /** One hour; writing costs twice the input price instead of 1.25 times (`ENABLE_PROMPT_CACHING_1H`). */
  ONE_HOUR = '1h',
}

/**
 * How telemetry travels; Claude Code has no default.
 */
export enum TelemetryProtocol {
  /** gRPC. */
  GRPC = 'grpc',

  /** JSON over HTTP. */
  HTTP_JSON = 'http/json',

  /** Protocol buffers over HTTP. */
  HTTP_PROTOBUF = 'http/protobuf',
}

/**
 * How hard the model thinks (`effortLevel`).
 */
export enum EffortLevel {
  /** Least. */
  LOW = 'low',

  /** In the middle. */
  MEDIUM = 'medium',

  /** More. */
  HIGH = 'high',

  /** Beyond high, on models that have it. */
  XHIGH = 'xhigh',
}

/**
 * Who judges the tool calls of auto mode, the permission mode that Claude Code 2.1.284 and newer start in.
 */
export enum AutoMode {
  /** Nobody: there is no auto mode (`disableAutoMode`). */
  OFF = 'off',

  /** The profile of the opus tier (`CLAUDE_CODE_AUTO_MODE_MODEL`). */
  OPUS = 'opus',

  /** The profile of the sonnet tier. */
  SONNET = 'sonnet',

  /** The profile of the haiku tier: the cheapest. */
  HAIKU = 'haiku',

  /** The profile of the fable tier. */
  FABLE = 'fable',
}

/**
 * The most effort of each tier.
 */
export interface TierEffortLevels {
  /**
   * The most effort of opus.
   *
   * @default - that of `maxEffortLevel`
   */
  readonly opus?: EffortLevel;

  /**
   * The most effort of sonnet.
   *
   * @default - that of `maxEffortLevel`
   */
  readonly sonnet?: EffortLevel;

  /**
   * The most effort of haiku.
   *
   * @default - that of `maxEffortLevel`
   */
  readonly haiku?: EffortLevel;

  /**
   * The most effort of fable.
   *
   * @default - that of `maxEffortLevel`
   */
  readonly fable?: EffortLevel;
}

/**
 * Where Claude Code's telemetry goes. Prompts, answers and tool content are never part of it.
 *
 * @see https://code.claude.com/docs/en/monitoring-usage
 */
export interface TelemetryOptions {
  /**
   * The OpenTelemetry collector, as in `https://collector.example.com:4318`: over https, unless it runs on the machine
   * itself. Without a password in it: see `headersHelper`.
   */
  readonly endpoint: string;

  /**
   * How telemetry travels.
   *
   * @default TelemetryProtocol.HTTP_PROTOBUF
   */
  readonly protocol?: TelemetryProtocol;

  /**
   * Whether metrics are sent: sessions, tokens, lines, an estimate of cost.
   *
   * @default true
   */
  readonly metrics?: boolean;

  /**
   * Whether events are sent: prompts by their length, tool results, requests, errors.
   *
   * @default false
   */
  readonly logs?: boolean;

  /**
   * The command that prints the collector's headers as JSON, for a token that must not stand in a file
   * (`otelHeadersHelper`): a program by its full path with plain arguments, because it runs on every machine.
   *
   * @default - no headers
   */
  readonly headersHelper?: string;

  /**
   * What the telemetry is labelled with, besides the team and its cost centre (`team.id` and `cost_center`): on Bedrock
   * the client knows neither account nor e-mail. AWS's dashboards of coding agents also read `department`,
   * `organization` and `user.email`.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/coding-agent-insights.html
   */
  readonly resourceAttributes?: { [name: string]: string };

  /**
   * Whether managed settings hold the attributes. A person's own `OTEL_RESOURCE_ATTRIBUTES` are then overwritten, and
   * telemetry names nobody; otherwise the attributes stand in the settings of users and of build machines, together with
   * the person.
   *
   * @default false
   */
  readonly enforceResourceAttributes?: boolean;
}

/**
 * Something that works but that its reader should know.
 */
export interface SettingsWarning {
  /** Stable, so that it can be acknowledged: `cdk-claude-code-bedrock:…`. */
  readonly id: string;

  /** The rule, what was received, and what to do. */
  readonly message: string;
}

/**
 * What belongs to one developer.
 */
export interface UserSettingsOptions {
  /**
   * The profile of `~/.aws/config` (`AWS_PROFILE`).
   *
   * @default - the AWS SDK's own search
   */
  readonly awsProfile?: string;

  /**
   * The command that signs in again (`awsAuthRefresh`), as in `aws sso login --sso-session claude-code`. Claude Code runs
   * it when credentials are found invalid and shows its output.
   *
   * @default - none
   */
  readonly awsAuthRefresh?: string;

  /**
   * The command that prints credentials as JSON (`awsCredentialExport`). Claude Code runs it at every start, silently.
   *
   * @default - none
   */
  readonly awsCredentialExport?: string;

  /**
   * How hard the model thinks.
   *
   * @default - Claude Code's own
   */
  readonly effortLevel?: EffortLevel;

  /**
   * The person's e-mail address, by which telemetry tells people apart (`user.email` in `OTEL_RESOURCE_ATTRIBUTES`).
   *
   * @default - telemetry names the team alone
   */
  readonly email?: string;

  /**
   * Whether the file stands alone, on a machine without `managed-settings.json`: it then holds the models and everything
   * else of the team as well, and has to be written again when they change.
   *
   * @default false
   */
  readonly standalone?: boolean;
}
