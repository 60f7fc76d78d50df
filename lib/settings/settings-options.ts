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
 * Where Claude Code's telemetry goes. Prompts, answers and tool content are never part of it.
 *
 * @see https://code.claude.com/docs/en/monitoring-usage
 */
export interface TelemetryOptions {
  /**
   * The OpenTelemetry collector, as in `https://collector.example.com:4318`. Without a password in it: see `headersHelper`.
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
   * (`otelHeadersHelper`).
   *
   * @default - no headers
   */
  readonly headersHelper?: string;

  /**
   * What the telemetry is labelled with, besides the team and its cost centre: on Bedrock the client knows neither
   * account nor e-mail.
   *
   * @default - none
   */
  readonly resourceAttributes?: { [name: string]: string };
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
   * Whether the file stands alone, on a machine without `managed-settings.json`: it then holds the models and everything
   * else of the team as well, and has to be written again when they change.
   *
   * @default false
   */
  readonly standalone?: boolean;
}
