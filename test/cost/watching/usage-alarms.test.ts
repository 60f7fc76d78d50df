import { Stack } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { ApplicationInferenceProfile, ClaudeModel, Geography, UsageAlarms, UsageAlarmsProps } from '../../../lib';
import { evaluate, Series, toSeries } from '../../../scripts/dashboard/metric-math';
import { resourcesIn, stackIn } from '../../support/stack';

type Alarm = Record<string, any>;

function profilesIn(stack: Stack, models: Record<string, ClaudeModel>, geography = Geography.US): { [tier: string]: ApplicationInferenceProfile } {
  return Object.fromEntries(Object.entries(models).map(([tier, model]) => [tier, new ApplicationInferenceProfile(stack, tier, { model, geography })]));
}

function alarmsWith(props: Partial<UsageAlarmsProps>, models: Record<string, ClaudeModel> = { opus: ClaudeModel.OPUS_5_5 }): { alarm: UsageAlarms; templates: Alarm[] } {
  const stack = stackIn('us-east-1');
  const alarm = new UsageAlarms(stack, 'Alarm', {
    profiles: profilesIn(stack, models), subject: 'Team payments', topic: sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:111122223333:alerts'), ...props,
  });
  return { alarm, templates: resourcesIn(stack, 'AWS::CloudWatch::Alarm') };
}

/** What an alarm of a template makes of series given by the names of metrics. */
function valuesOf(alarm: Alarm, given: Record<string, Series>): Series {
  const length = Object.values(given)[0]!.length;
  const timestamps = Array.from({ length }, (_, index) => index * 300);
  const metrics: Record<string, Series> = Object.fromEntries(alarm.Metrics.filter((query: any) => query.MetricStat)
    .map((query: any) => [query.Id, given[query.MetricStat.Metric.MetricName] ?? timestamps.map(() => undefined)]));
  const { Expression } = alarm.Metrics.find((query: any) => query.ReturnData);
  return toSeries(evaluate(Expression, { timestamps, metrics }), { timestamps, metrics });
}

/** Whether CloudWatch would fire at the end of the series. */
function fires(alarm: Alarm, given: Record<string, Series>): boolean {
  const breaching = valuesOf(alarm, given).slice(-alarm.EvaluationPeriods)
    .filter((value) => value !== undefined && (alarm.ComparisonOperator === 'GreaterThanThreshold' ? value > alarm.Threshold : value >= alarm.Threshold));
  return breaching.length >= (alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods);
}

test('an hourly rate: tokens of five minutes, times prices, times twelve', () => {
  const [alarm] = alarmsWith({ hourlyUsd: 20 }).templates;

  // 100,000 output tokens of Opus 5.5 in the United States cost 2.20 USD: 26.40 USD in an hour.
  expect(valuesOf(alarm!, { OutputTokenCount: [100_000, 50_000, undefined] })).toEqual([expect.closeTo(26.4, 9), expect.closeTo(13.2, 9), 0]);
});

test('a burst fires after two of three windows, one window does not', () => {
  const [alarm] = alarmsWith({ hourlyUsd: 20 }).templates;

  expect(fires(alarm!, { OutputTokenCount: [100_000, 10, 10] })).toBe(false);
  expect(fires(alarm!, { OutputTokenCount: [10, 100_000, 100_000] })).toBe(true);
  expect(fires(alarm!, { OutputTokenCount: [100_000, undefined, 100_000] })).toBe(true);
  expect(fires(alarm!, { CacheReadInputTokenCount: [10_000_000, 10_000_000, 10_000_000], CacheReadInputTokens: [10_000_000, 10_000_000, 10_000_000] })).toBe(true);
});

test('a day: its sum, not a rate', () => {
  const [alarm] = alarmsWith({ dailyUsd: 100 }).templates;

  expect(alarm!.Metrics.filter((query: any) => query.MetricStat).every((query: any) => query.MetricStat.Period === 86400 && query.MetricStat.Stat === 'Sum')).toBe(true);
  expect(valuesOf(alarm!, { InputTokenCount: [10_000_000], OutputTokenCount: [2_000_000] })).toEqual([expect.closeTo(88, 9)]); // 44 + 44
  expect(fires(alarm!, { InputTokenCount: [10_000_000], OutputTokenCount: [3_000_000] })).toBe(true);
});

test('each profile has an alarm of its own, within the ten metrics that CloudWatch reads', () => {
  const models = { opus: ClaudeModel.OPUS_5_5, sonnet: ClaudeModel.SONNET_5_5, haiku: ClaudeModel.HAIKU_5_5, fable: ClaudeModel.FABLE_5_1 };
  const { alarm, templates } = alarmsWith({ hourlyUsd: 20, dailyUsd: 100, throttles: 5, clientErrors: 50, legacyModels: true }, models);

  expect(templates).toHaveLength(11);
  const metrics = templates.map((template) => template.Metrics.filter((query: any) => query.MetricStat).length);
  expect(Math.max(...metrics)).toBeLessThanOrEqual(10);
  expect(metrics.reduce((sum, count) => sum + count, 0)).toBe(alarm.alarmMetrics);
  expect(alarm.alarmMetrics).toBe(2 * (6 + 6 + 7 + 6) + 3 * 4); // 62: 6.20 USD a month
  expect(Object.keys(alarm.hourlyAlarms)).toEqual(['fable', 'haiku', 'opus', 'sonnet']);
});

test('the dimension is the id of the profile, and the topic hears of every alarm', () => {
  const { templates } = alarmsWith({ hourlyUsd: 20, throttles: 5 });

  for (const template of templates) {
    expect(template.AlarmActions).toEqual(['arn:aws:sns:us-east-1:111122223333:alerts']);
    expect(template.TreatMissingData).toBe('notBreaching');
    template.Metrics.filter((query: any) => query.MetricStat).forEach((query: any) => {
      expect(query.MetricStat.Metric.Namespace).toBe('AWS/Bedrock');
      expect(query.MetricStat.Metric.Dimensions).toEqual([{ Name: 'ModelId', Value: { 'Fn::GetAtt': [expect.stringMatching(/^opus/), 'InferenceProfileId'] } }]);
    });
  }
});

test('throttles, lasting client errors, and a legacy model, over all profiles', () => {
  const models = { opus: ClaudeModel.OPUS_5_5, sonnet: ClaudeModel.SONNET_5_5 };
  const { templates } = alarmsWith({ throttles: 10, clientErrors: 50, legacyModels: true }, models);
  const [throttles, errors, legacy] = ['InvocationThrottles', 'InvocationClientErrors', 'LegacyModelInvocations'].map((name) =>
    templates.find((template) => template.Metrics.some((query: any) => query.MetricStat?.Metric.MetricName === name))!);

  expect(fires(throttles!, { InvocationThrottles: [0, 0, 4] })).toBe(false);
  expect(fires(throttles!, { InvocationThrottles: [0, 0, 5] })).toBe(true); // the same series for both profiles: five and five
  expect(fires(errors!, { InvocationClientErrors: [30, 0, 30] })).toBe(false);
  expect(fires(errors!, { InvocationClientErrors: [30, 25, 30] })).toBe(true);
  expect(fires(legacy!, { LegacyModelInvocations: [0, 0, 0] })).toBe(false);
  expect(fires(legacy!, { LegacyModelInvocations: [0, 0, 1] })).toBe(true);
});

test('a price of one\'s own takes the place of the list price', () => {
  const [alarm] = alarmsWith({ hourlyUsd: 20, prices: { 'claude-opus-5-5': { input: 1, output: 2, cacheRead: 3, cacheWrite: 4 } } }).templates;

  expect(valuesOf(alarm!, { InputTokenCount: [1e6], OutputTokenCount: [1e6], CacheReadInputTokens: [1e6], CacheWriteInputTokens: [1e6] })).toEqual([120]);
});

describe('fails', () => {
  const given = ClaudeModel.of({ foundationModelId: 'anthropic.claude-new', inferenceProfileIds: { us: 'us.anthropic.claude-new' } });

  test('without a price, naming the model and the remedy', () => {
    expect(() => alarmsWith({ hourlyUsd: 20 }, { opus: given })).toThrow(
      "has no price of claude-new in geography 'us'. Give its prices, in US dollars per million tokens, as prices: { claude-new: { input: …");
    expect(() => alarmsWith({ throttles: 1 }, { opus: given })).not.toThrow();
    expect(() => alarmsWith({ hourlyUsd: 20, prices: { 'claude-new': { input: 1, output: 1, cacheRead: 1, cacheWrite: 1 } } }, { opus: given })).not.toThrow();
  });

  test('with more profiles than one alarm can count', () => {
    const models = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`p${index}`, ClaudeModel.OPUS_5_5]));

    expect(() => alarmsWith({ throttles: 1 }, models)).toThrow(
      'An alarm reads at most 10 metrics, one of each profile; received 11 profiles. Spread them over several UsageAlarms.');
    expect(() => alarmsWith({ hourlyUsd: 1 }, models)).not.toThrow();
  });

  test('without a threshold, and with one that never or always fires', () => {
    expect(() => alarmsWith({})).toThrow('Alarms need a threshold: hourlyUsd, dailyUsd, throttles, clientErrors or legacyModels; received none.');
    expect(() => alarmsWith({ hourlyUsd: 0, clientErrors: -1 })).toThrow(
      'The threshold hourlyUsd is above zero; received 0.\nThe threshold clientErrors is above zero; received -1.');
  });
});
