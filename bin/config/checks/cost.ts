import { budgetProblems } from '../../../lib/cost/cost-budget';
import { Path, Problem } from '../problem';
import { accountBudgetSchema } from '../schema/cost';
import { mappingOf, valid } from './raw';

/** Checks across the values of a budget. */
export function thresholdProblems(path: Path, budget: unknown): Problem[] {
  const { monthlyUsd, actual, forecast } = mappingOf(budget);
  const parsed = valid(accountBudgetSchema, Object.fromEntries(Object.entries({ monthlyUsd, actual, forecast }).filter(([, value]) => value !== undefined)));
  if (parsed === undefined) {
    return [];
  }
  return budgetProblems({ monthlyUsd: parsed.monthlyUsd, actualThresholds: parsed.actual, forecastThresholds: parsed.forecast })
    .map((message) => ({ path: [...path, parsed.actual === undefined ? 'forecast' : 'actual'], message }));
}
