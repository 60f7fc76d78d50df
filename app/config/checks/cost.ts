import { budgetProblems, regionProblem } from '../../../lib/cost/budgets/budget-rules';
import { Geography } from '../../../lib/models/geography';
import { ModelPrices, priceProblems } from '../../../lib/models/model-prices';
import { modelProblems, ModelValue, Offer, toModel } from '../models';
import { Path, Problem } from '../problem';
import { accountBudgetSchema, alarmsSchema, pricesSchema } from '../schema/cost';
import { didYouMean } from '../schema/parts';
import { ClaudeModel } from '../../../lib/models/claude-model';
import { mappingOf, Raw, valid } from './raw';

/** Checks across the values of a budget. */
export function thresholdProblems(path: Path, budget: unknown, region?: string): Problem[] {
  if (typeof budget !== 'object' || budget === null || Array.isArray(budget)) {
    return [];
  }
  const { monthlyUsd, annualUsd, actual, forecast } = mappingOf(budget);
  const parsed = valid(accountBudgetSchema, Object.fromEntries(Object.entries({ monthlyUsd, annualUsd, actual, forecast }).filter(([, value]) => value !== undefined)));
  if (parsed === undefined) {
    return [];
  }
  const { monthlyUsd: month, annualUsd: year } = parsed;
  if ((month === undefined) === (year === undefined)) {
    return budgetProblems({ monthlyUsd: month, annualUsd: year, actualThresholds: [], forecastThresholds: [] }).map((message) => ({ path, message }));
  }
  const lacking = region === undefined ? undefined : regionProblem(region);
  return [
    ...budgetProblems({ monthlyUsd: month, annualUsd: year, actualThresholds: parsed.actual, forecastThresholds: parsed.forecast })
      .map((message) => ({ path: [...path, parsed.actual === undefined ? 'forecast' : 'actual'], message })),
    ...(lacking === undefined ? [] : [{ path, message: lacking }]),
  ];
}

/** A stop needs somebody to stop. */
export function stopProblems(path: Path, team: Raw, file: Raw): Problem[] {
  const { onExceeded, ...budget } = mappingOf(team.budget);
  const alarms = { ...mappingOf(file.alarms), ...mappingOf(team.alarms) };
  const nobody = Object.keys(mappingOf(team.access)).length === 0;
  const rule = 'a stop acts on the roles and users of the team, and it has none; give it access, or notify';
  return [
    ...(onExceeded === 'stop' && nobody ? [{ path: [...path, 'budget', 'onExceeded'], message: rule }] : []),
    ...['approval', 'stopPermissionSets'].filter((key) => budget[key] !== undefined && onExceeded !== 'stop')
      .map((key) => ({ path: [...path, 'budget', key], message: `${key} belongs to a stop; add onExceeded: stop, or remove it` })),
    ...(alarms.onBurst === 'stop' && nobody ? [{ path: [...path, ...('alarms' in team ? ['alarms'] : [])], message: `onBurst: ${rule}` }] : []),
    ...(alarms.onBurst === 'stop' && alarms.hourlyUsd === undefined
      ? [{ path: [...path, ...('alarms' in team ? ['alarms'] : [])], message: 'onBurst: a burst is found by the alarm on an hourly rate; add hourlyUsd, or notify' }] : []),
  ];
}

/** Alarms on cost whose models have no price. */
export function alarmProblems(path: Path, team: Raw, file: Raw, models: Raw, offer: Offer): Problem[] {
  const alarms = valid(alarmsSchema, { ...mappingOf(file.alarms), ...mappingOf(team.alarms) });
  const { geography } = offer;
  if (geography === undefined || (alarms?.hourlyUsd === undefined && alarms?.dailyUsd === undefined)) {
    return [];
  }
  const prices = valid(pricesSchema, file.prices ?? {}) ?? {};
  return Object.entries(models)
    .filter(([, value]) => modelProblems(value as ModelValue, offer).length === 0)
    .flatMap(([tier, value]) => unknownPrice(value as ModelValue, geography, prices)
      .map((message) => ({ path: [...path, 'alarms'] as Path, message: `${tier}: ${message}` })));
}

/** Prices of models that the file does not use: a misspelt name would leave the list price in place. */
export function priceNameProblems(prices: unknown, given: readonly unknown[]): Problem[] {
  const names = [
    ...ClaudeModel.names(),
    ...given.flatMap((value) => {
      const { id, name } = mappingOf(value);
      return [name, typeof id === 'string' ? id.replace(/^anthropic\./, '') : undefined].filter((known) => typeof known === 'string');
    }),
  ];
  return Object.keys(mappingOf(prices)).filter((name) => !names.includes(name)).map((name) => ({
    path: ['prices', name],
    message: `prices are given by the name of a model of the catalogue or of this file; received '${name}'${didYouMean(name, names)}`,
  }));
}

function unknownPrice(value: ModelValue, geography: Geography, prices: Record<string, ModelPrices>): string[] {
  const model = toModel(value, geography);
  return priceProblems(model, geography, prices[model.name] ?? model.prices(geography));
}
