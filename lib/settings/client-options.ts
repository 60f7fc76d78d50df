import {
  AutoMode, EffortLevel, PromptCacheDuration, ServiceTier, TelemetryOptions, TierEffortLevels,
} from './settings-options';

/**
 * How the client behaves, whatever the models.
 */
export interface ClientOptions {
  /**
   * How long a cached prompt lives. An hour is for models that take it, those of the generation 4.5 and newer.
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
   * The oldest client that may be used, as in `2.1.285` (`requiredMinimumVersion`). At least 2.1.163, the first that
   * reads it.
   *
   * @default - any
   */
  readonly minimumClientVersion?: string;

  /**
   * The newest client that may be used, as in `2.1.331` (`requiredMaximumVersion`).
   *
   * @default - any
   */
  readonly maximumClientVersion?: string;

  /**
   * Whether a session always starts with the default tier (`model`). What a person chose with `/model` is then thrown
   * away at each start.
   *
   * @default false - the default tier is where a person begins who has chosen nothing
   */
  readonly enforceStartModel?: boolean;

  /**
   * Who judges the tool calls of auto mode. Each judged call is one more request to that profile.
   *
   * @default - the client's own choice
   */
  readonly autoMode?: AutoMode;

  /**
   * The most effort that a person may choose (`maxEffortLevel`): the cheapest lever on cost there is.
   *
   * @default - any
   */
  readonly maxEffortLevel?: EffortLevel;

  /**
   * The same, tier by tier (`modelSettings`), in place of `maxEffortLevel`.
   *
   * @default - that of `maxEffortLevel`
   */
  readonly maxEffortLevelByTier?: TierEffortLevels;

  /**
   * Models that cannot be chosen, as in `['claude-opus-4-5-20251101']` (`deniedModels`); none that the team has.
   *
   * @default - none besides those that are not on the list
   */
  readonly deniedModels?: string[];

  /**
   * The providers that may be used at all (`allowedProviders`); `bedrock` is always one of them.
   *
   * @default - `['bedrock']`, and `customEndpoint` where there is a `bedrockEndpoint`
   */
  readonly allowedProviders?: string[];

  /**
   * Whether every request names its team in the header `X-Amzn-Bedrock-Request-Metadata`, which invocation logs record.
   *
   * @default false
   */
  readonly requestMetadata?: boolean;

  /**
   * The language that Claude answers in, as in `japanese` (`language`).
   *
   * @default - that of the question
   */
  readonly language?: string;

  /**
   * What people read at the start (`companyAnnouncements`).
   *
   * @default - nothing
   */
  readonly companyAnnouncements?: string[];

  /**
   * Whether pages are fetched without asking Anthropic whether their domain is safe, for networks that do not reach
   * `claude.ai` (`skipWebFetchPreflight`).
   *
   * @default false
   */
  readonly skipWebFetchPreflight?: boolean;

  /**
   * What the agent may do on a machine, in the words of Claude Code: `permissions`, `sandbox`, `hooks`, the lists of MCP
   * servers, plugins and marketplaces. Checked against the shapes of the published schema.
   *
   * @default - left to the people
   * @see https://code.claude.com/docs/en/settings-reference
   */
  readonly policy?: { [key: string]: any };

  /**
   * Other keys of managed settings, in the words of Claude Code, as in `{ cleanupPeriodDays: 14 }`; none that has a
   * property here.
   *
   * @default - none
   */
  readonly other?: { [key: string]: any };

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
   * Whether the ids of the team's own models lead to their profiles too, as in `--model claude-opus-5-5`
   * (`modelOverrides`). Ids of families that are cheaper than the default tier, as in an agent that names
   * `claude-haiku-4-5-20251001`, lead to the tier of their family always, so that nothing goes up in price; false leaves
   * these out as well, and whatever is not on the list runs on the default tier.
   *
   * @default - the ids of cheaper families alone
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
   * starts sees them. No credentials, none that these settings write themselves, and none that loads code, moves an
   * endpoint or weakens TLS. An empty value cancels a variable of the shell.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };
}
