/**
 * How sure a filter has to be before it blocks: the higher, the more is blocked.
 */
export enum FilterStrength {
  /** Blocks only what is certain. */
  LOW = 'low',

  /** Blocks what is likely. */
  MEDIUM = 'medium',

  /** Blocks what is possible. */
  HIGH = 'high',
}

/**
 * What may not be talked about.
 */
export interface DeniedTopic {
  /**
   * What the topic is, in one or two sentences.
   */
  readonly definition: string;

  /**
   * Up to five sentences that belong to it.
   *
   * @default - none
   */
  readonly examples?: string[];
}

/**
 * The strength of each content filter, for prompts and answers. Code and the talk about it are not always innocent to a
 * filter: begin with `LOW`.
 */
export interface ContentFilters {
  /**
   * How much hate is blocked.
   *
   * @default - none of it
   */
  readonly hate?: FilterStrength;

  /**
   * How much insulting language is blocked.
   *
   * @default - none of it
   */
  readonly insults?: FilterStrength;

  /**
   * How much talk of misconduct is blocked.
   *
   * @default - none of it
   */
  readonly misconduct?: FilterStrength;

  /**
   * How much sexual content is blocked.
   *
   * @default - none of it
   */
  readonly sexual?: FilterStrength;

  /**
   * How much violence is blocked.
   *
   * @default - none of it
   */
  readonly violence?: FilterStrength;
}

/**
 * What a guardrail blocks. At least one of the filters.
 */
export interface GuardrailOptions {
  /**
   * The strength of each content filter.
   *
   * @default - no content filter
   */
  readonly contentFilters?: ContentFilters;

  /**
   * The strength of the filter of prompt attacks, for prompts.
   *
   * @default - no such filter
   */
  readonly promptAttacks?: FilterStrength;

  /**
   * What may not be talked about, by a name.
   *
   * @default - nothing
   */
  readonly deniedTopics?: { [name: string]: DeniedTopic };

  /**
   * The kinds of sensitive information that are blocked, as in `['AWS_SECRET_KEY', 'CREDIT_DEBIT_CARD_NUMBER']`.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-sensitive-filters.html
   */
  readonly sensitiveInformation?: string[];

  /**
   * Words and phrases that are blocked.
   *
   * @default - none
   */
  readonly blockedWords?: string[];

  /**
   * Whether the list of profane words that AWS keeps is blocked.
   *
   * @default false
   */
  readonly blockProfanity?: boolean;

  /**
   * What a person reads instead of an answer.
   *
   * @default Blocked by the guardrail of your organization.
   */
  readonly blockedMessage?: string;
}
