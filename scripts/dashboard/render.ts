import { Chart, drawChart, drawHeading } from './draw';
import { madeUp, NOW } from './made-up-data';
import { evaluate, Series, toSeries } from './metric-math';

const COLUMN = 50;
const ROW = 40;
const GAP = 8;

/**
 * A picture of a dashboard, as SVG: the widgets where the body puts them, its expressions worked out over made-up data.
 *
 * @param body of `AWS::CloudWatch::Dashboard`, with any text in place of the ids of profiles
 */
export function renderDashboard(body: { widgets: any[] }): string {
  const profiles = [...new Set(body.widgets.flatMap(({ properties }) => (properties.metrics ?? []).filter((row: any[]) => row.length > 1).map((row: any[]) => row[3])))];
  const height = Math.max(...body.widgets.map((widget) => widget.y + widget.height)) * ROW + 60;
  const drawn = body.widgets.map((widget) => {
    const box = { x: widget.x * COLUMN + GAP, y: widget.y * ROW + GAP, width: widget.width * COLUMN - GAP, height: widget.height * ROW - GAP };
    return widget.type === 'text' ? drawHeading(widget.properties.markdown, box) : drawChart(toChart(widget.properties, profiles), box);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${24 * COLUMN + GAP} ${height}" font-family="system-ui, -apple-system, 'Segoe UI', Arial, sans-serif">
<rect width="100%" height="100%" fill="#f6f8fa"/>
${drawn.join('\n')}
<text x="${GAP + 4}" y="${height - 22}" font-size="11" fill="#57606a">Drawn by this project from the synthesized dashboard, with made-up data; times are UTC.</text>
</svg>
`;
}

/** The lines that a widget shows. */
export function toChart(properties: any, profiles: readonly string[]): Chart {
  const { period } = properties;
  const points = period >= 86_400 ? 31 : (24 * 3600) / period + 1;
  const last = Math.floor(NOW / period) * period;
  const timestamps = Array.from({ length: points }, (_, index) => last - (points - 1 - index) * period);
  const metrics: Record<string, Series> = {};
  const lines: { label: string; points: Series }[] = [];
  const rows: any[][] = properties.metrics;
  for (const [, name, , profile, options] of rows.filter((row) => row.length > 1)) {
    const series = madeUp(name, profiles.indexOf(profile), timestamps, period);
    metrics[options.id] = series;
    if (options.visible !== false) {
      lines.push({ label: options.label, points: series });
    }
  }
  for (const [{ id, expression, label, visible }] of rows.filter((row) => row.length === 1) as any[][]) {
    metrics[id] = toSeries(evaluate(expression, { timestamps, metrics }), { timestamps, metrics });
    if (visible !== false) {
      lines.push({ label, points: metrics[id]! });
    }
  }
  return { title: properties.title, stacked: properties.stacked, timestamps, lines, limits: properties.annotations?.horizontal ?? [] };
}
