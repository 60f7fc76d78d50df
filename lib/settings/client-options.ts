import { PromptCacheDuration, ServiceTier, TelemetryOptions } from './settings-options';

/**
 * How the client behaves, whatever the models.
 */
export interface ClientOptions {
  /**
   * How long a cached prompt lives.
   *
   * @default - the client's own, five minutes
   */
  readonly promptCacheDuration?: PromptCacheDuration;

  /**
   * How Bedrock prices and schedules requests.
   *
   * @default - the standard tier
   */
  readonly serviceTier?: ServiceTier;

  /**
   * Other headers of every request (`ANTHROPIC_CUSTOM_HEADERS`), for a gateway. No credentials.
   *
   * @default - none
   */
  readonly customHeaders?: { [name: string]: string };

  /**
   * Where telemetry goes.
   *
   * @default - there is none
   */
  readonly telemetry?: TelemetryOptions;

  /**
   * The oldest client that may be used, as in `2.1.175` (`requiredMinimumVersion`). At least 2.1.163, the first that
   * reads it.
   *
   * @default - any
   */
  readonly minimumClientVersion?: string;

  /**
   * Another endpoint than the region's (`ANTHROPIC_BEDROCK_BASE_URL`): a VPC endpoint or a gateway.
   *
   * @default - the regional endpoint of Bedrock
   */
  readonly bedrockEndpoint?: string;

  /**
   * Whether the endpoint signs requests itself, so that the client does not (`CLAUDE_CODE_SKIP_BEDROCK_AUTH`).
   *
   * @default false
   */
  readonly endpointSignsRequests?: boolean;

  /**
   * Whether the models' own names lead to the profiles too, as in `--model claude-opus-5-5` (`modelOverrides`).
   *
   * @default false
   */
  readonly modelOverrides?: boolean;

  /**
   * Whether the variables of 2025 are written too (`ANTHROPIC_MODEL`, `ANTHROPIC_SMALL_FAST_MODEL`), for clients older
   * than 2.0.17. `ANTHROPIC_MODEL` wins over the model that a person has set as a default.
   *
   * @default false
   */
  readonly variablesOf2025?: boolean;

  /**
   * Other variables of the client, as in `{ HTTPS_PROXY: 'http://proxy.example.com:8080' }`. Every process that Claude Code
   * starts sees them. No credentials, and none that these settings write themselves.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };
}
