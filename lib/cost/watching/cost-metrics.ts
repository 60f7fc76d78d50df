import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib';
import { ModelPrices, TokenPrices } from '../../models/model-prices';

/**
 * The metrics of Bedrock and the estimate of cost over them, in the one place that knows their names.
 *
 * Only `ModelId` is a dimension; for an application inference profile its value is the last part of the ARN.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring-runtime-metrics.html
 */
export const NAMESPACE = 'AWS/Bedrock';

export const INPUT = 'InputTokenCount';
export const OUTPUT = 'OutputTokenCount';

/**
 * AWS's page and the code in use spell the cache metrics differently, so both are read and the greater counts: where
 * both are emitted they are the same number, and adding them would count it twice.
 */
export const CACHE_READ = ['CacheReadInputTokens', 'CacheReadInputTokenCount'] as const;
export const CACHE_WRITE = ['CacheWriteInputTokens', 'CacheWriteInputTokenCount'] as const;

/** The metrics that an estimate reads, by the letters that stand for them in its expression. */
const LETTERS: readonly (readonly [string, string])[] = [
  ['i', INPUT], ['o', OUTPUT], ['ra', CACHE_READ[0]], ['rb', CACHE_READ[1]], ['wa', CACHE_WRITE[0]], ['wb', CACHE_WRITE[1]],
];

const INVOCATIONS: readonly [string, string] = ['n', 'Invocations'];

/** The metrics that an estimate at these prices reads: `[id, metric name]`, ids ending in the suffix. */
export function estimateMetrics(prices: ModelPrices, suffix = ''): [string, string][] {
  return [...LETTERS, ...(prices.longPrompt ? [INVOCATIONS] : [])].map(([letter, name]) => [`${letter}${suffix}`, name]);
}

/**
 * The cost of a period in US dollars, as CloudWatch metric math over `estimateMetrics()`.
 *
 * A metric is a sum of requests, so where long prompts cost more the average prompt decides for all requests of the
 * period.
 */
export function estimateExpression(prices: ModelPrices, suffix = ''): string {
  const common = weighted(prices, suffix);
  if (prices.longPrompt === undefined) {
    return `(${common})/1000000`;
  }
  const prompts = `${filled('i', suffix)}+${greater('r', suffix)}+${greater('w', suffix)}`;
  return `IF(${prompts}>${prices.longPromptThreshold}*${filled('n', suffix)},${weighted(prices.longPrompt, suffix)},${common})/1000000`;
}

/** A metric of one profile; without a unit, because Bedrock's are documented for some of them only. */
export function profileMetric(inferenceProfileId: string, metricName: string, statistic: string, period: Duration): cloudwatch.Metric {
  return new cloudwatch.Metric({ namespace: NAMESPACE, metricName, dimensionsMap: { ModelId: inferenceProfileId }, statistic, period });
}

function weighted(prices: TokenPrices, suffix: string): string {
  return [
    `${filled('i', suffix)}*${decimal(prices.input)}`,
    `${filled('o', suffix)}*${decimal(prices.output)}`,
    `${greater('r', suffix)}*${decimal(prices.cacheRead ?? 0)}`,
    `${greater('w', suffix)}*${decimal(prices.cacheWrite ?? 0)}`,
  ].join('+');
}

function filled(letter: string, suffix: string): string {
  return `FILL(${letter}${suffix},0)`;
}

function greater(letter: string, suffix: string): string {
  return `MAX([${filled(`${letter}a`, suffix)},${filled(`${letter}b`, suffix)}])`;
}

/** Metric math knows no exponents. */
export function decimal(value: number): string {
  return value.toFixed(10).replace(/\.?0+$/, '');
}
