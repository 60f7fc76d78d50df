import { Geography } from './geography';
import { CATALOGUE, PriceEntry, PricesEntry } from './model-catalogue';

/**
 * What tokens cost, in US dollars per million.
 */
export interface TokenPrices {
  /** Prompt tokens that no cache served, per million. */
  readonly input: number;

  /** Generated tokens, per million. */
  readonly output: number;

  /**
   * Prompt tokens read from the cache, per million.
   *
   * @default - unknown: an estimate that needs it is refused
   */
  readonly cacheRead?: number;

  /**
   * Prompt tokens written to the cache for five minutes, per million. CloudWatch does not tell them from those written
   * for an hour, which cost more; give that price where a team asks for the longer time.
   *
   * @default - unknown: an estimate that needs it is refused
   */
  readonly cacheWrite?: number;

  /**
   * Prompt tokens written to the cache for an hour, per million.
   *
   * @default - unknown
   */
  readonly cacheWriteOneHour?: number;
}

/**
 * The prices of a model, with the band above which long prompts cost more.
 */
export interface ModelPrices extends TokenPrices {
  /**
   * The prices of a whole request whose prompt, cached part included, is longer than `longPromptThreshold`.
   *
   * @default - every prompt costs the same
   */
  readonly longPrompt?: TokenPrices;

  /**
   * The longest prompt, in tokens, that has the common price.
   *
   * @default - every prompt costs the same
   */
  readonly longPromptThreshold?: number;
}

/**
 * The list prices of a model in a geography as the catalogue has them, or undefined where it has none. A geography other
 * than `global` and `us-gov` is regional: from the 4.5 generation on that costs a tenth more.
 */
export function listPrices(prices: PricesEntry | undefined, geography: Geography): ModelPrices | undefined {
  const key = geography.prefix === Geography.GLOBAL.prefix ? 'global' : geography.prefix === Geography.US_GOV.prefix ? 'govCloud' : 'regional';
  const entry = prices?.[key];
  if (prices === undefined || entry === undefined) {
    return undefined;
  }
  const long = prices.longContext?.[key];
  return {
    ...known(entry),
    ...(long && { longPrompt: known(long), longPromptThreshold: prices.longContext?.thresholdPromptTokens }),
  };
}

/** A model, as far as messages about its prices need it: `ClaudeModel` itself depends on this file. */
export interface Named {
  readonly name: string;
}

/** Why a cost cannot be estimated from these prices; empty when it can. */
export function priceProblems(model: Named, geography: Geography, prices: ModelPrices | undefined): string[] {
  const remedy = `Give its prices, in US dollars per million tokens, as prices: { ${model.name}: ` +
    '{ input: …, output: …, cacheRead: …, cacheWrite: … } }.';
  if (prices === undefined) {
    return [`The catalogue (as of ${CATALOGUE.asOf}) has no price of ${model.name} in geography '${geography}'. ${remedy}`];
  }
  const unknown = (['cacheRead', 'cacheWrite'] as const).filter((kind) => prices[kind] === undefined);
  return [
    ...(unknown.length > 0 ? [`The price of ${unknown.join(' and ')} of ${model.name} in geography '${geography}' is unknown. ${remedy}`] : []),
    ...amountProblems(model.name, prices),
    ...(prices.longPrompt ? amountProblems(model.name, prices.longPrompt) : []),
    ...((prices.longPrompt === undefined) !== (prices.longPromptThreshold === undefined)
      ? [`The long prompts of ${model.name} need both longPrompt and longPromptThreshold; received one of them.`] : []),
  ];
}

function amountProblems(name: string, prices: TokenPrices): string[] {
  return (['input', 'output', 'cacheRead', 'cacheWrite', 'cacheWriteOneHour'] as const)
    .filter((kind) => prices[kind] !== undefined && !(prices[kind] >= 0))
    .map((kind) => `A price is an amount of US dollars per million tokens, zero or more; received ${prices[kind]} for ${kind} of ${name}.`);
}

function known(entry: PriceEntry): TokenPrices {
  return {
    input: entry.input,
    output: entry.output,
    ...(entry.cacheRead !== null && { cacheRead: entry.cacheRead }),
    ...(entry.cacheWrite5m !== null && { cacheWrite: entry.cacheWrite5m }),
    ...(entry.cacheWrite1h !== null && { cacheWriteOneHour: entry.cacheWrite1h }),
  };
}

/** The prices of somebody whose prompts are cached for an hour: what is written to the cache costs what an hour does. */
export function atOneHour(prices: ModelPrices): ModelPrices {
  const hour = <T extends TokenPrices>(band: T): T => ({ ...band, cacheWrite: band.cacheWriteOneHour ?? band.cacheWrite });
  return { ...hour(prices), ...(prices.longPrompt && { longPrompt: hour(prices.longPrompt) }) };
}
