import { attributeProblems, ClaudeModelAttributes, defaultName } from './claude-model-attributes';
import { Geography } from './geography';
import { CATALOGUE, CatalogueEntry, DataRetention, GeographyEntry, LifecycleEntry, OneMillion, OutputTokens } from './model-catalogue';
import { listPrices, ModelPrices } from './model-prices';
import { closestByVersion } from './model-version';

/**
 * A Claude model on Amazon Bedrock.
 *
 * The constants are the models of the catalogue; `ClaudeModel.of()` takes one that it lacks.
 * No id is ever built from a pattern: ids of one generation do not predict those of the next.
 */
export class ClaudeModel {
  /** Claude Fable 5.2. */
  public static readonly FABLE_5_2 = ClaudeModel.fromName('claude-fable-5-2');

  /** Claude Fable 5.1. */
  public static readonly FABLE_5_1 = ClaudeModel.fromName('claude-fable-5-1');

  /** Claude Fable 5. */
  public static readonly FABLE_5 = ClaudeModel.fromName('claude-fable-5');

  /** Claude Opus 5.5. */
  public static readonly OPUS_5_5 = ClaudeModel.fromName('claude-opus-5-5');

  /** Claude Opus 5. */
  public static readonly OPUS_5 = ClaudeModel.fromName('claude-opus-5');

  /** Claude Opus 4.8. */
  public static readonly OPUS_4_8 = ClaudeModel.fromName('claude-opus-4-8');

  /** Claude Opus 4.7. */
  public static readonly OPUS_4_7 = ClaudeModel.fromName('claude-opus-4-7');

  /** Claude Opus 4.6. */
  public static readonly OPUS_4_6 = ClaudeModel.fromName('claude-opus-4-6');

  /** Claude Opus 4.5. */
  public static readonly OPUS_4_5 = ClaudeModel.fromName('claude-opus-4-5');

  /** Claude Opus 4.1. Legacy: using it is a warning. */
  public static readonly OPUS_4_1 = ClaudeModel.fromName('claude-opus-4-1');

  /** Claude Opus 4. Retired: using it is an error. */
  public static readonly OPUS_4_0 = ClaudeModel.fromName('claude-opus-4-0');

  /** Claude 3 Opus. Retired: using it is an error. */
  public static readonly CLAUDE_3_OPUS = ClaudeModel.fromName('claude-3-opus');

  /** Claude Sonnet 5.5. */
  public static readonly SONNET_5_5 = ClaudeModel.fromName('claude-sonnet-5-5');

  /** Claude Sonnet 5. */
  public static readonly SONNET_5 = ClaudeModel.fromName('claude-sonnet-5');

  /** Claude Sonnet 4.6. */
  public static readonly SONNET_4_6 = ClaudeModel.fromName('claude-sonnet-4-6');

  /** Claude Sonnet 4.5. */
  public static readonly SONNET_4_5 = ClaudeModel.fromName('claude-sonnet-4-5');

  /** Claude Sonnet 4. Retired: using it is an error. */
  public static readonly SONNET_4_0 = ClaudeModel.fromName('claude-sonnet-4-0');

  /** Claude 3.7 Sonnet. Retired: using it is an error. */
  public static readonly CLAUDE_3_7_SONNET = ClaudeModel.fromName('claude-3-7-sonnet');

  /** Claude 3.5 Sonnet. Retired: using it is an error. */
  public static readonly CLAUDE_3_5_SONNET = ClaudeModel.fromName('claude-3-5-sonnet');

  /** Claude 3.5 Sonnet v2. Retired: using it is an error. */
  public static readonly CLAUDE_3_5_SONNET_V2 = ClaudeModel.fromName('claude-3-5-sonnet-v2');

  /** Claude 3 Sonnet. Retired: using it is an error. */
  public static readonly CLAUDE_3_SONNET = ClaudeModel.fromName('claude-3-sonnet');

  /** Claude Haiku 5.5. */
  public static readonly HAIKU_5_5 = ClaudeModel.fromName('claude-haiku-5-5');

  /** Claude Haiku 4.5. */
  public static readonly HAIKU_4_5 = ClaudeModel.fromName('claude-haiku-4-5');

  /** Claude 3.5 Haiku. Retired: using it is an error. */
  public static readonly CLAUDE_3_5_HAIKU = ClaudeModel.fromName('claude-3-5-haiku');

  /** Claude 3 Haiku. Retired: using it is an error. */
  public static readonly CLAUDE_3_HAIKU = ClaudeModel.fromName('claude-3-haiku');

  /** Claude Mythos 5.2. By invitation of Anthropic only. */
  public static readonly MYTHOS_5_2 = ClaudeModel.fromName('claude-mythos-5-2');

  /** Claude Mythos 5.1. By invitation of Anthropic only. */
  public static readonly MYTHOS_5_1 = ClaudeModel.fromName('claude-mythos-5-1');

  /** Claude Mythos 5. By invitation of Anthropic only. */
  public static readonly MYTHOS_5 = ClaudeModel.fromName('claude-mythos-5');

  /** Claude Mythos Preview. By invitation of Anthropic only. */
  public static readonly MYTHOS_PREVIEW = ClaudeModel.fromName('claude-mythos-preview');

  /**
   * A model of the catalogue by its name, as in `claude-opus-5-5`.
   *
   * @throws when the catalogue has no such model; the message lists those that it has
   */
  public static fromName(name: string): ClaudeModel {
    const entry = Object.hasOwn(CATALOGUE.models, name) ? CATALOGUE.models[name] : undefined;
    if (entry === undefined) {
      const closest = ClaudeModel._closestName(name);
      throw new Error(
        `'${name}' is not a model of the catalogue (as of ${CATALOGUE.asOf})${closest ? ` (did you mean '${closest}'?)` : ''}; ` +
        `it knows ${ClaudeModel.names().join(', ')}. ` +
        'Use ClaudeModel.of() for a model that it lacks.',
      );
    }
    return new ClaudeModel(name, entry);
  }

  /**
   * A model that the catalogue lacks.
   *
   * Geography and source region are not checked against anything but what is given here.
   *
   * @throws when an id does not have the shape that Bedrock uses
   */
  public static of(attributes: ClaudeModelAttributes): ClaudeModel {
    const problems = attributeProblems(attributes);
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }
    const name = attributes.name ?? defaultName(attributes.foundationModelId);
    return new ClaudeModel(name, {
      displayName: attributes.displayName ?? name,
      family: '',
      foundationModelId: attributes.foundationModelId,
      anthropicId: name,
      lifecycle: { status: 'active' },
      claudeCodeCapabilities: attributes.claudeCodeCapabilities ?? [],
      geographies: {},
    }, attributes);
  }

  /** The names of every model of the catalogue, retired ones included, sorted. */
  public static names(): string[] {
    return Object.keys(CATALOGUE.models).sort();
  }

  /**
   * The name of the catalogue that a word means, by its id, or by family and version; undefined where it names no family.
   *
   * @internal
   */
  public static _closestName(word: string): string | undefined {
    const models = Object.entries(CATALOGUE.models);
    const byId = models.find(([, entry]) => entry.foundationModelId === word || entry.anthropicId === word
      || Object.values(entry.geographies).some((offer) => offer.inferenceProfileId === word));
    return byId?.[0] ?? closestByVersion(word, models.map(([name, { family, lifecycle }]) =>
      ({ name, family, current: lifecycle.status === 'active' })));
  }

  /** The name in the catalogue, or the given one; part of profile names. */
  public readonly name: string;

  /** What a person sees in the model picker. */
  public readonly displayName: string;

  /** The id of the foundation model, as in `anthropic.claude-opus-5-5`. */
  public readonly foundationModelId: string;

  /** `opus`, `sonnet`, `haiku`, `fable` or `mythos`; empty where it is not known. */
  public readonly family: string;

  /** The words of `ANTHROPIC_DEFAULT_*_MODEL_SUPPORTED_CAPABILITIES` that the model supports, in the order of the catalogue. */
  public readonly claudeCodeCapabilities: string[];

  /**
   * What was given of a model that the catalogue lacks.
   *
   * @internal
   */
  public readonly _attributes?: ClaudeModelAttributes;

  private readonly entry: CatalogueEntry;

  private constructor(name: string, entry: CatalogueEntry, attributes?: ClaudeModelAttributes) {
    this.name = name;
    this.displayName = entry.displayName;
    this.foundationModelId = entry.foundationModelId;
    this.family = entry.family;
    this.claudeCodeCapabilities = [...entry.claudeCodeCapabilities];
    this.entry = entry;
    this._attributes = attributes;
  }

  /**
   * The prefixes of the geographies in which the model can be called today, sorted.
   */
  public get geographies(): string[] {
    if (this._attributes) {
      return Object.keys(this._attributes.inferenceProfileIds).sort();
    }
    return Object.entries(this.entry.geographies).filter(([, entry]) => entry.status === 'active').map(([prefix]) => prefix).sort();
  }

  /**
   * The id of the system inference profile in a geography, as in `us.anthropic.claude-opus-5-5`.
   *
   * @throws when the model is not offered there
   */
  public inferenceProfileId(geography: Geography): string {
    const id = this._attributes
      ? this._attributes.inferenceProfileIds[geography.prefix]
      : this.entry.geographies[geography.prefix]?.inferenceProfileId;
    if (id === undefined) {
      throw new Error(`${this.name} has no inference profile in geography '${geography.prefix}'; it has one in ${this.geographies.join(', ') || 'none'}.`);
    }
    return id;
  }

  /**
   * The list prices in a geography, in US dollars per million tokens, as the catalogue has them; undefined where it has
   * none. They are not read from AWS: discounts and taxes do not show.
   *
   * @see https://aws.amazon.com/bedrock/pricing/
   */
  public prices(geography: Geography): ModelPrices | undefined {
    return listPrices(this.entry.prices, geography);
  }

  /**
   * The name of the model at Anthropic, as in `claude-haiku-4-5-20251001`.
   *
   * @internal
   */
  public get _anthropicId(): string {
    return this.entry.anthropicId;
  }

  /** @internal */
  public get _lifecycle(): LifecycleEntry {
    return this.entry.lifecycle;
  }

  /**
   * What the catalogue knows of the model in a geography.
   *
   * @internal
   */
  public _offer(geography: Geography): GeographyEntry | undefined {
    return this.entry.geographies[geography.prefix];
  }

  /**
   * The oldest Claude Code that knows the model; undefined where any does.
   *
   * @internal
   */
  public get _minimumClientVersion(): string | undefined {
    return this.entry.claudeCodeMinimumVersion;
  }

  /**
   * Whether the model ignores a thinking budget.
   *
   * @internal
   */
  public get _thinksAdaptively(): boolean {
    return this.entry.thinking === 'adaptive';
  }

  /**
   * How Claude Code reaches a context of a million tokens; undefined for a model that the catalogue lacks.
   *
   * @internal
   */
  public get _oneMillionContext(): OneMillion | undefined {
    return this.entry.claudeCodeOneMillion;
  }

  /**
   * The output tokens that Claude Code asks for, and so reserves of the quota; undefined where it is not known.
   *
   * @internal
   */
  public get _maxOutputTokens(): OutputTokens | undefined {
    return this.entry.maxOutputTokens;
  }

  /**
   * The data retention mode that an account needs before the model answers; undefined where it needs none.
   *
   * @internal
   */
  public get _dataRetention(): DataRetention | undefined {
    return this.entry.dataRetention;
  }

  /**
   * Whether cache entries may live for an hour; undefined for a model that the catalogue lacks.
   *
   * @internal
   */
  public get _takesOneHourCache(): boolean | undefined {
    return this.entry.oneHourCache;
  }

  /** The name. */
  public toString(): string {
    return this.name;
  }
}
