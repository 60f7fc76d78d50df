import { Series } from './metric-math';

/** A widget with its lines worked out. */
export interface Chart {
  readonly title: string;
  readonly stacked: boolean;
  readonly timestamps: readonly number[];
  readonly lines: readonly { readonly label: string; readonly points: Series }[];
  readonly limits: readonly { readonly label: string; readonly value: number }[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const COLOURS = ['#1f6feb', '#e8590c', '#2b8a3e', '#9c36b5', '#c92a2a', '#0b7285', '#a07400', '#495057'];
const LIMIT_COLOUR = '#c92a2a';
const MARGIN = { top: 34, right: 12, bottom: 52, left: 52 };

/** A widget as SVG. */
export function drawChart(chart: Chart, box: Box): string {
  const plot: Box = {
    x: box.x + MARGIN.left, y: box.y + MARGIN.top, width: box.width - MARGIN.left - MARGIN.right, height: box.height - MARGIN.top - MARGIN.bottom,
  };
  const layers = chart.stacked ? stack(chart.lines.map(({ points }) => points)) : chart.lines.map(({ points }) => points);
  const top = niceCeiling(Math.max(0.9, ...layers.flatMap((points) => points.map((point) => point ?? 0)), ...chart.limits.map(({ value }) => value)) * 1.05);
  const x = (index: number): number => plot.x + (plot.width * index) / (chart.timestamps.length - 1);
  const y = (value: number): number => plot.y + plot.height * (1 - value / top);
  return [
    `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="6" fill="#ffffff" stroke="#d0d7de"/>`,
    text(box.x + 12, box.y + 20, chart.title, { size: 13, weight: 600 }),
    ...[0, 0.5, 1].flatMap((part) => [
      `<line x1="${plot.x}" x2="${plot.x + plot.width}" y1="${round(y(top * part))}" y2="${round(y(top * part))}" stroke="#e9ecef"/>`,
      text(plot.x - 6, y(top * part) + 4, short(top * part), { anchor: 'end', colour: '#57606a' }),
    ]),
    ...[0, 0.5, 1].map((part) => text(plot.x + plot.width * part, plot.y + plot.height + 15, timeLabel(chart.timestamps, part), {
      anchor: part === 0 ? 'start' : part === 1 ? 'end' : 'middle', colour: '#57606a',
    })),
    ...layers.map((points, index) => (chart.stacked
      ? area(points, layers[index - 1], x, y, COLOURS[index % COLOURS.length]!)
      : line(points, x, y, COLOURS[index % COLOURS.length]!))).reverse(),
    ...chart.limits.flatMap(({ label, value }) => [
      `<line x1="${plot.x}" x2="${plot.x + plot.width}" y1="${round(y(value))}" y2="${round(y(value))}" stroke="${LIMIT_COLOUR}" stroke-dasharray="5 4"/>`,
      text(plot.x + 4, y(value) - 4, `${label} ${short(value)}`, { colour: LIMIT_COLOUR }),
    ]),
    legend(chart, box),
  ].join('\n');
}

/** A line of text of a dashboard. */
export function drawHeading(markdown: string, box: Box): string {
  return text(box.x + 4, box.y + box.height - 12, markdown.replace(/^#+ /, ''), { size: 18, weight: 600 });
}

function legend(chart: Chart, box: Box): string {
  const items = chart.lines.map(({ label }, index) => ({ label, colour: COLOURS[index % COLOURS.length]!, width: 22 + label.length * 5.6 }));
  let x = box.x + 14;
  let y = box.y + box.height - 22;
  return items.map(({ label, colour, width }) => {
    if (x + width > box.x + box.width) {
      x = box.x + 14;
      y += 14;
    }
    const at = x;
    x += width;
    return `<rect x="${round(at)}" y="${y - 9}" width="10" height="10" rx="2" fill="${colour}"/>` + text(at + 14, y, label, { size: 10 });
  }).join('');
}

function line(points: Series, x: (index: number) => number, y: (value: number) => number, colour: string): string {
  const commands: string[] = [];
  points.forEach((point, index) => {
    if (point !== undefined) {
      commands.push(`${points[index - 1] === undefined ? 'M' : 'L'}${round(x(index))} ${round(y(point))}`);
    }
  });
  return `<path d="${commands.join('')}" fill="none" stroke="${colour}" stroke-width="1.6" stroke-linejoin="round"/>`;
}

function area(points: Series, below: Series | undefined, x: (index: number) => number, y: (value: number) => number, colour: string): string {
  const edge = (series: Series | undefined, index: number): string => `${round(x(index))} ${round(y(series?.[index] ?? 0))}`;
  const indexes = points.map((_, index) => index);
  return `<path d="M${indexes.map((index) => edge(points, index)).join('L')}L${[...indexes].reverse().map((index) => edge(below, index)).join('L')}Z" fill="${colour}" fill-opacity="0.8"/>`;
}

function stack(series: readonly Series[]): Series[] {
  const sums: number[] = [];
  return series.map((points) => points.map((point, index) => sums[index] = (sums[index] ?? 0) + (point ?? 0)));
}

function niceCeiling(value: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((step) => step * magnitude >= value)! * magnitude;
}

function short(value: number): string {
  const [scaled, unit] = value >= 1e6 ? [value / 1e6, 'M'] : value >= 1e4 ? [value / 1e3, 'k'] : [value, ''];
  return `${Number(scaled.toPrecision(3))}${unit}`;
}

function timeLabel(timestamps: readonly number[], part: number): string {
  const iso = new Date(timestamps[Math.round((timestamps.length - 1) * part)]! * 1000).toISOString();
  return timestamps[1]! - timestamps[0]! >= 86_400 ? iso.slice(5, 10) : iso.slice(11, 16);
}

function text(x: number, y: number, content: string, options: { size?: number; weight?: number; anchor?: string; colour?: string } = {}): string {
  const escaped = content.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<text x="${round(x)}" y="${round(y)}" font-size="${options.size ?? 11}" font-weight="${options.weight ?? 400}" ` +
    `text-anchor="${options.anchor ?? 'start'}" fill="${options.colour ?? '#24292f'}">${escaped}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
