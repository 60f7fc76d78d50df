import { ModelPrices } from '../../models/model-prices';
import { sectionWidgets, sizeOf } from './dashboard-body';

/**
 * What CloudWatch takes in one dashboard.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 */
const MAX_WIDGETS = 500;
const MAX_METRICS = 2500;

const TOKENS = { input: 1, output: 1, cacheRead: 1, cacheWrite: 1 };

/** The prices that take the most metrics: every section counts as if all its models had them. */
const LONGEST_PRICES: ModelPrices = { ...TOKENS, longPrompt: TOKENS, longPromptThreshold: 1 };

/**
 * The sections of each dashboard, in their order: as few dashboards as CloudWatch's limits allow, and no section torn
 * apart. Only the number of profiles counts, so a new price moves no section to another dashboard.
 */
export function dashboardPages<T>(sections: readonly T[], profilesOf: (section: T) => number): T[][] {
  const pages: T[][] = [];
  let widgets = MAX_WIDGETS;
  let metrics = MAX_METRICS;
  for (const section of sections) {
    const size = largestSize(profilesOf(section));
    widgets += size.widgets;
    metrics += size.metrics;
    if (widgets > MAX_WIDGETS || metrics > MAX_METRICS) {
      pages.push([]);
      ({ widgets, metrics } = size);
    }
    pages.at(-1)!.push(section);
  }
  return pages;
}

/** What the section of a team with so many profiles counts at most. */
function largestSize(profiles: number): { widgets: number; metrics: number } {
  return sizeOf(sectionWidgets({
    title: '', region: '', profiles: Array.from({ length: profiles }, () => ({ name: '', modelId: '', prices: LONGEST_PRICES })),
  }, 0));
}
