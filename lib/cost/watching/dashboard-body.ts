import { ModelPrices } from '../../models/model-prices';
import { CACHE_READ, CACHE_WRITE, estimateExpression, estimateMetrics, INPUT, NAMESPACE, OUTPUT } from './cost-metrics';

/** The widgets of one section, as CloudWatch's dashboard body has them. */
export type Widget = Record<string, any>;

/** A profile of a section; `modelId` is the text that stands for its id in the body. */
export interface SectionProfile {
  readonly name: string;
  readonly modelId: string;
  readonly prices?: ModelPrices;
}

export interface Section {
  readonly title: string;
  readonly profiles: readonly SectionProfile[];
  readonly region: string;
  readonly monthlyUsd?: number;
  readonly hourlyUsd?: number;
}

const WIDTH = 8;
const HEIGHT = 6;
const FIVE_MINUTES = 300;
const DAY = 86400;

/** The rows that a section takes. */
export const SECTION_HEIGHT = 1 + 2 * HEIGHT;

type Row = any[];

/**
 * The widgets of a team: what it used, what that cost, and how well it went.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function sectionWidgets(section: Section, top: number): Widget[] {
  const graphs = [
    graph('Tokens', tokens(section), { stacked: true }),
    graph('Estimated USD per hour', costPerHour(section), { lines: line('Alarm', section.hourlyUsd) }),
    graph('Estimated USD, month to date', costOfMonth(section), { lines: line('Budget', section.monthlyUsd), period: DAY, start: '-P31D' }),
    graph('Latency and time to first token, p95 in ms', latency(section), { stat: 'p95' }),
    graph('Throttles', counts(section, ['InvocationThrottles']), {}),
    graph('Errors', counts(section, ['InvocationClientErrors', 'InvocationServerErrors']), {}),
  ];
  return [
    { type: 'text', x: 0, y: top, width: 3 * WIDTH, height: 1, properties: { markdown: `## ${section.title}` } },
    ...graphs.map((widget, index) => ({
      type: 'metric', x: (index % 3) * WIDTH, y: top + 1 + Math.floor(index / 3) * HEIGHT, width: WIDTH, height: HEIGHT,
      properties: { ...widget, region: section.region },
    })),
  ];
}

function graph(title: string, metrics: Row[], options: { stacked?: boolean; lines?: object[]; period?: number; stat?: string; start?: string }): object {
  return {
    title,
    view: 'timeSeries',
    stacked: options.stacked ?? false,
    stat: options.stat ?? 'Sum',
    period: options.period ?? FIVE_MINUTES,
    ...(options.start && { start: options.start, end: 'P0D' }),
    yAxis: { left: { min: 0, showUnits: false } },
    ...(options.lines && { annotations: { horizontal: options.lines } }),
    metrics,
  };
}

function tokens(section: Section): Row[] {
  const kinds: readonly (readonly [string, readonly string[]])[] = [['Input', [INPUT]], ['Output', [OUTPUT]], ['Cache read', CACHE_READ], ['Cache write', CACHE_WRITE]];
  const hidden: Row[] = [];
  const shown = kinds.map(([label, names], kind) => {
    const perProfile = section.profiles.map((profile, index) => {
      const ids = names.map((name, spelling) => {
        const id = `k${kind}${spelling}p${index}`;
        hidden.push(metric(name, profile, { id, visible: false }));
        return `FILL(${id},0)`;
      });
      return ids.length === 1 ? ids[0]! : `MAX([${ids.join(',')}])`;
    });
    return [{ expression: perProfile.join('+'), label, id: `k${kind}` }];
  });
  return [...shown, ...hidden];
}

function costPerHour(section: Section): Row[] {
  const { expressions, hidden } = estimates(section);
  return [...expressions.map(({ name, expression }, index) => [{ expression: `(${expression})*12`, label: name, id: `usd${index}` }]), ...hidden];
}

function costOfMonth(section: Section): Row[] {
  const { expressions, hidden } = estimates(section);
  if (expressions.length === 0) {
    return [];
  }
  return [
    [{ expression: expressions.map(({ expression }) => expression).join('+'), id: 'u', visible: false }],
    [{ expression: MONTH_TO_DATE, label: 'Month to date', id: 'month' }],
    ...hidden,
  ];
}

/**
 * The running sum of the days `u` since the first of the month (UTC) of the newest day: the newest day's date tells how
 * many days back the month begins. That `EPOCH` and `DATE` give a day's seconds and its day of the month is read from the
 * list of metric math functions, and not yet seen on a live dashboard.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
const MONTH_TO_DATE = 'RUNNING_SUM(IF(EPOCH(u)>MAX(EPOCH(u))-MAX(IF(EPOCH(u)==MAX(EPOCH(u)),DATE(u),0))*86400,u,0))';

/** A profile whose price is unknown is left out of the cost, and its tokens still show. */
function estimates(section: Section): { expressions: { name: string; expression: string }[]; hidden: Row[] } {
  const hidden: Row[] = [];
  const expressions = section.profiles.flatMap((profile, index) => {
    if (profile.prices === undefined) {
      return [];
    }
    hidden.push(...estimateMetrics(profile.prices, `p${index}`).map(([id, name]) => metric(name, profile, { id, visible: false })));
    return [{ name: profile.name, expression: estimateExpression(profile.prices, `p${index}`) }];
  });
  return { expressions, hidden };
}

function latency(section: Section): Row[] {
  return section.profiles.flatMap((profile) => [
    metric('InvocationLatency', profile, { label: `${profile.name}: answer` }),
    metric('TimeToFirstToken', profile, { label: `${profile.name}: first token` }),
  ]);
}

function counts(section: Section, names: readonly string[]): Row[] {
  return section.profiles.flatMap((profile) => names.map((name) =>
    metric(name, profile, { label: names.length === 1 ? profile.name : `${profile.name}: ${name.replace(/Invocation(\w+)Errors/, '$1').toLowerCase()}` })));
}

function metric(name: string, profile: SectionProfile, options: object): Row {
  return [NAMESPACE, name, 'ModelId', profile.modelId, options];
}

function line(label: string, value?: number): object[] | undefined {
  return value === undefined ? undefined : [{ label, value }];
}

/** What the widgets count as, of CloudWatch's limits: widgets, and metrics with expressions. */
export function sizeOf(widgets: readonly Widget[]): { widgets: number; metrics: number; largest: number } {
  const perWidget = widgets.map((widget) => (widget.properties.metrics as unknown[] | undefined)?.length ?? 0);
  return { widgets: widgets.length, metrics: perWidget.reduce((sum, count) => sum + count, 0), largest: Math.max(0, ...perWidget) };
}
