import { ApplicationInferenceProfile, ClaudeModel, Geography, UsageDashboard, UsageDashboardTeam } from '../../../lib';
import { sectionWidgets, sizeOf } from '../../../lib/cost/watching/dashboard-body';
import { evaluate, Series, toSeries } from '../../../scripts/dashboard/metric-math';
import { resourcesIn, stackIn } from '../../support/stack';

const MODELS: Record<string, ClaudeModel> = {
  opus: ClaudeModel.OPUS_5_5, sonnet: ClaudeModel.SONNET_5_5, haiku: ClaudeModel.HAIKU_5_5, fable: ClaudeModel.FABLE_5_1,
};

/** The bodies of the dashboards of so many teams. */
function dashboardsOf(count: number, tiers: readonly string[]): any[] {
  const stack = stackIn('us-east-1', '111122223333');
  const teams: Record<string, UsageDashboardTeam> = Object.fromEntries(Array.from({ length: count }, (_, index) => {
    const name = `team-${String(index).padStart(3, '0')}`;
    const profiles = Object.fromEntries(tiers.map((tier) => [tier, new ApplicationInferenceProfile(stack, `${name}-${tier}`, { model: MODELS[tier]!, geography: Geography.US })]));
    return [name, { profiles, monthlyUsd: 1000, hourlyUsd: 20 }];
  }));
  new UsageDashboard(stack, 'Usage', { teams });
  return resourcesIn(stack, 'AWS::CloudWatch::Dashboard').map((dashboard) => JSON.parse(dashboard.DashboardBody['Fn::Sub'][0]));
}

describe.each([['three tiers', ['opus', 'sonnet', 'haiku'], 4], ['four tiers', ['opus', 'sonnet', 'haiku', 'fable'], 5]] as const)('100 teams of %s', (_, tiers, pages) => {
  const bodies = dashboardsOf(100, tiers);

  test('every dashboard keeps the limits of CloudWatch', () => {
    expect(bodies).toHaveLength(pages);
    for (const { widgets } of bodies) {
      const size = sizeOf(widgets);
      expect(size.widgets).toBeLessThanOrEqual(500);
      expect(size.metrics).toBeLessThanOrEqual(2500);
      expect(size.largest).toBeLessThanOrEqual(500);
    }
  });

  test('every team has a section, each once and in order', () => {
    const titles = bodies.flatMap(({ widgets }) => widgets.filter((widget: any) => widget.type === 'text').map((widget: any) => widget.properties.markdown));

    expect(titles).toEqual(Array.from({ length: 100 }, (__, index) => `## team-${String(index).padStart(3, '0')}`));
  });

  test('no widget covers another', () => {
    for (const { widgets } of bodies) {
      const cells = widgets.flatMap(({ x, y, width, height }: any) => Array.from({ length: width * height }, (__, cell) => `${x + (cell % width)},${y + Math.floor(cell / width)}`));

      expect(new Set(cells).size).toBe(cells.length);
      expect(Math.max(...widgets.map(({ x, width }: any) => x + width))).toBe(24);
    }
  });
});

const widgetsOf = (monthlyUsd?: number) => sectionWidgets({
  title: 'payments', region: 'us-east-1', monthlyUsd, hourlyUsd: 20,
  profiles: [
    { name: 'opus', modelId: 'aaa', prices: ClaudeModel.OPUS_5_5.prices(Geography.US) },
    { name: 'sonnet', modelId: 'bbb', prices: ClaudeModel.SONNET_5_5.prices(Geography.US) },
  ],
}, 0);

const widget = (title: string) => widgetsOf(1500).find((candidate) => candidate.properties.title === title)!.properties;

/** The lines that a widget shows, over series given by metric and profile. */
function linesOf(properties: any, timestamps: number[], given: (metric: string, profile: string) => Series): Record<string, Series> {
  const metrics: Record<string, Series> = Object.fromEntries(properties.metrics.filter((row: any) => row.length > 1 && row[4].id)
    .map((row: any) => [row[4].id, given(row[1], row[3])]));
  const expressions = properties.metrics.filter((row: any) => row.length === 1).map((row: any) => row[0]);
  for (const { id, expression } of expressions) {
    metrics[id] = toSeries(evaluate(expression, { timestamps, metrics }), { timestamps, metrics });
  }
  return Object.fromEntries(expressions.filter(({ visible }: any) => visible !== false).map(({ label, id }: any) => [label, metrics[id]!]));
}

test('tokens by kind, over all tiers, the cache once', () => {
  const lines = linesOf(widget('Tokens'), [0], (metric, profile) => {
    const tokens: Record<string, number> = { InputTokenCount: 1, OutputTokenCount: 10, CacheReadInputTokens: 100, CacheReadInputTokenCount: 100, CacheWriteInputTokenCount: 1000 };
    return [metric in tokens ? tokens[metric]! * (profile === 'aaa' ? 1 : 2) : undefined];
  });

  expect(lines).toEqual({ 'Input': [3], 'Output': [30], 'Cache read': [300], 'Cache write': [3000] });
});

test('tokens of a spelling that is not there count as none', () => {
  const lines = linesOf(widget('Tokens'), [0], (metric) => [metric === 'CacheWriteInputTokenCount' ? 7 : undefined]);

  expect(lines).toEqual({ 'Input': [0], 'Output': [0], 'Cache read': [0], 'Cache write': [14] });
});

test('USD per hour of each tier', () => {
  const lines = linesOf(widget('Estimated USD per hour'), [0], (metric) => [metric === 'OutputTokenCount' ? 100_000 : undefined]);

  expect(lines).toEqual({ opus: [expect.closeTo(26.4, 9)], sonnet: [expect.closeTo(13.2, 9)] }); // 2.20 and 1.10 in five minutes
});

test('the month to date begins on the first, in every month', () => {
  for (const now of ['2026-11-18', '2026-12-31', '2027-01-03', '2027-03-01', '2028-02-29']) {
    const last = Date.parse(`${now}T00:00:00Z`) / 1000;
    const timestamps = Array.from({ length: 31 }, (_, index) => last - (30 - index) * 86400);
    const lines = linesOf(widget('Estimated USD, month to date'), timestamps, (metric, profile) =>
      timestamps.map(() => (metric === 'OutputTokenCount' && profile === 'aaa' ? 1_000_000 : undefined)));

    // A million output tokens of Opus 5.5 a day: 22 USD for each day of the month so far.
    const dayOfMonth = Number(now.slice(-2));
    expect(lines['Month to date']!.at(-1)).toBeCloseTo(22 * dayOfMonth, 9);
    expect(lines['Month to date']!.filter((value) => value === 0)).toHaveLength(31 - dayOfMonth);
  }
});

test('the budget and the alarm are lines, where there are any', () => {
  expect(widget('Estimated USD, month to date').annotations).toEqual({ horizontal: [{ label: 'Budget', value: 1500 }] });
  expect(widget('Estimated USD per hour').annotations).toEqual({ horizontal: [{ label: 'Alarm', value: 20 }] });
  expect(JSON.stringify(widgetsOf())).not.toContain('Budget');
});

test('a model without a price shows its tokens and no cost', () => {
  const [, tokens, perHour, month] = sectionWidgets({ title: 't', region: 'r', profiles: [{ name: 'opus', modelId: 'aaa' }] }, 0);

  expect(tokens!.properties.metrics.length).toBeGreaterThan(4);
  expect([perHour!.properties.metrics, month!.properties.metrics]).toEqual([[], []]);
});

test('no team is an error', () => {
  expect(() => new UsageDashboard(stackIn(), 'Usage', { teams: {} })).toThrow('A dashboard shows at least one team; received none.');
});
