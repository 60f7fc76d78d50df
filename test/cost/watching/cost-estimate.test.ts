import { evaluate, Series, toSeries } from '../../../scripts/dashboard/metric-math';
import { decimal, estimateExpression, estimateMetrics } from '../../../lib/cost/watching/cost-metrics';
import { ModelPrices, priceProblems } from '../../../lib/models/model-prices';
import { ClaudeModel, Geography } from '../../../lib';

/** One window: tokens by kind, and the calls that used them. */
interface Use {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly calls?: number;
}

/** What each spelling of the cache metrics holds; the live one is not known. */
type Spelling = 'tokens' | 'count' | 'both';

function cost(prices: ModelPrices, use: Use, spelling: Spelling = 'tokens'): number {
  const values: Record<string, number> = {
    InputTokenCount: use.input,
    OutputTokenCount: use.output,
    ...(spelling !== 'count' && { CacheReadInputTokens: use.cacheRead, CacheWriteInputTokens: use.cacheWrite }),
    ...(spelling !== 'tokens' && { CacheReadInputTokenCount: use.cacheRead, CacheWriteInputTokenCount: use.cacheWrite }),
    Invocations: use.calls ?? 1000,
  };
  const metrics: Record<string, Series> = Object.fromEntries(estimateMetrics(prices).map(([id, name]) => [id, [values[name]]]));
  const environment = { timestamps: [0], metrics };
  return toSeries(evaluate(estimateExpression(prices), environment), environment)[0]!;
}

const USE: Use = { input: 1_000_000, output: 100_000, cacheRead: 10_000_000, cacheWrite: 2_000_000 };

/**
 * The bill of `USE`, worked out by hand from AWS's price list: input × 1 + output × 0.1 + cache read × 10 + cache write × 2,
 * in US dollars per million tokens. As `[global, regional, us-gov]`; undefined where a price is not published.
 */
const BILLS: Record<string, [number?, number?, number?]> = {
  'claude-fable-5-2': [34, 37.4], //          8 + 4 + 2 + 20 and a tenth more
  'claude-fable-5-1': [42.5, 46.75],
  'claude-fable-5': [50, 55, 60], //           10 + 5 + 10 + 25; government a fifth more
  'claude-mythos-5-2': [34, 37.4], //         8 + 4 + 2 + 20
  'claude-mythos-5-1': [42.5, 46.75],
  'claude-mythos-5': [50, 55],
  'claude-mythos-preview': [],
  'claude-opus-5-5': [18, 19.8], //            4 + 2 + 2 + 10
  'claude-opus-5': [25, 27.5], //              5 + 2.5 + 5 + 12.5
  'claude-opus-4-8': [25, 27.5],
  'claude-opus-4-7': [25, 27.5],
  'claude-opus-4-6': [25, 27.5],
  'claude-opus-4-5': [25, 27.5],
  'claude-opus-4-1': [75, 75], //              15 + 7.5 + 15 + 37.5; no premium before 4.5
  'claude-opus-4-0': [75, 75],
  'claude-3-opus': [],
  'claude-sonnet-5-5': [9, 9.9], //            2 + 1 + 1 + 5
  'claude-sonnet-5': [10, 11],
  'claude-sonnet-4-6': [15, 16.5], //          3 + 1.5 + 3 + 7.5
  'claude-sonnet-4-5': [15, 16.5],
  'claude-sonnet-4-0': [15, 15],
  'claude-3-7-sonnet': [15, 15],
  'claude-3-5-sonnet-v2': [15, 15],
  'claude-3-5-sonnet': [],
  'claude-3-sonnet': [],
  'claude-haiku-5-5': [0.5, 0.55], //          0.1 + 0.05 + 0.1 + 0.25
  'claude-haiku-4-5': [5, 5.5], //             1 + 0.5 + 1 + 2.5
  'claude-3-5-haiku': [4, 4], //               0.8 + 0.4 + 0.8 + 2
  'claude-3-haiku': [],
};

const GEOGRAPHIES = [Geography.GLOBAL, Geography.EU, Geography.US_GOV];

test('every model of the catalogue has a bill', () => {
  expect(Object.keys(BILLS).sort()).toEqual(ClaudeModel.names());
});

describe.each(Object.entries(BILLS))('%s', (name, bills) => {
  const model = ClaudeModel.fromName(name);

  test.each(GEOGRAPHIES.map((geography, index) => [geography.prefix, geography, bills[index]] as const))('%s', (_, geography, bill) => {
    const prices = model.prices(geography);

    if (bill === undefined) {
      expect(priceProblems(model, geography, prices).join()).toContain(`prices: { ${name}: { input: …`);
    } else {
      expect(priceProblems(model, geography, prices)).toEqual([]);
      expect(cost(prices!, USE)).toBeCloseTo(bill, 9);
    }
  });
});

test.each(['us', 'eu', 'jp', 'au', 'in', 'apac'])('%s has the regional price', (prefix) => {
  expect(ClaudeModel.OPUS_5_5.prices(Geography.of(prefix))).toEqual({ input: 4.4, output: 22, cacheRead: 0.22, cacheWrite: 5.5, cacheWriteOneHour: 8.8 });
});

test.each<Spelling>(['tokens', 'count', 'both'])('the cache counts once, whichever spelling is live: %s', (spelling) => {
  expect(cost(ClaudeModel.OPUS_5_5.prices(Geography.US)!, USE, spelling)).toBeCloseTo(19.8, 9);
});

test('no use costs nothing, and missing data is no use', () => {
  const prices = ClaudeModel.HAIKU_5_5.prices(Geography.US)!;
  const metrics: Record<string, Series> = Object.fromEntries(estimateMetrics(prices).map(([id]) => [id, [undefined]]));

  expect(evaluate(estimateExpression(prices), { timestamps: [0], metrics })).toEqual([0]);
});

describe('long prompts of Haiku 5.5, dearer above 100,000 tokens', () => {
  const prices = ClaudeModel.HAIKU_5_5.prices(Geography.US)!;

  test('the prompts of a window decide by their average, cached part included', () => {
    // 13 million prompt tokens: 130 calls have 100,000 each, which is not above; 129 have more.
    expect(cost(prices, { ...USE, calls: 130 })).toBeCloseTo(0.55, 9);
    expect(cost(prices, { ...USE, calls: 129 })).toBeCloseTo(2.75, 9); // 0.55 + 0.275 + 0.55 + 1.375
  });

  test('global has its own', () => {
    expect(cost(ClaudeModel.HAIKU_5_5.prices(Geography.GLOBAL)!, { ...USE, calls: 10 })).toBeCloseTo(2.5, 9);
  });

  test('it reads one metric more', () => {
    expect(estimateMetrics(prices)).toHaveLength(7);
    expect(estimateMetrics(ClaudeModel.OPUS_5_5.prices(Geography.US)!)).toHaveLength(6);
  });
});

describe('prices of one\'s own', () => {
  const model = ClaudeModel.OPUS_5_5;

  test('are refused where they are no amounts, or half a long prompt', () => {
    expect(priceProblems(model, Geography.US, { input: -1, output: Number.NaN, cacheRead: 0, cacheWrite: 0, longPromptThreshold: 5 })).toEqual([
      'A price is an amount of US dollars per million tokens, zero or more; received -1 for input of claude-opus-5-5.',
      'A price is an amount of US dollars per million tokens, zero or more; received NaN for output of claude-opus-5-5.',
      'The long prompts of claude-opus-5-5 need both longPrompt and longPromptThreshold; received one of them.',
    ]);
  });

  test('name the kind that is missing', () => {
    expect(priceProblems(model, Geography.US, { input: 1, output: 1, cacheRead: 1 })[0]).toMatch(/^The price of cacheWrite of claude-opus-5-5 in geography 'us' is unknown/);
  });

  test('are written without exponents, which metric math does not know', () => {
    expect([0.0000001, 0.055, 22, 100, 0].map(decimal)).toEqual(['0.0000001', '0.055', '22', '100', '0']);
  });
});
