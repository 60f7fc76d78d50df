import { literal } from '../report/document';
import { ReviewedBudget } from '../model/limits';
import { consequenceWords, limitWords, occasionWords, scopeWords } from '../report/limit-report';
import { Review } from '../model/review';

/** Limits that were raised, lowered or taken away, and what no longer happens at them. */
export function limitChanges(base: Review, head: Review): string[] {
  const before = new Map(base.budgets.map((budget) => [budget.name, budget]));
  const after = new Map(head.budgets.map((budget) => [budget.name, budget]));
  return [
    ...[...after].flatMap(([name, budget]) => budgetChanges(before.get(name), budget)),
    ...[...before].filter(([name]) => !after.has(name)).map(([name, budget]) => `**Budget removed**: ${literal(name)}, ${limitWords(budget)}.`),
    ...alarmChanges(base, head),
  ];
}

function budgetChanges(old: ReviewedBudget | undefined, now: ReviewedBudget): string[] {
  const name = literal(now.name);
  if (old === undefined) {
    return [`New budget ${name}: ${limitWords(now)} for ${scopeWords(now.scope)}.`];
  }
  const texts = (budget: ReviewedBudget): Map<string, string> => new Map(budget.consequences
    .map((consequence) => {
      const { threshold, unit, kind } = consequence;
      const text = consequenceWords(consequence);
      return [`${threshold}${unit} ${kind}: ${text}`, `at ${occasionWords(budget, consequence)}: ${text}`];
    }));
  const [before, after] = [texts(old), texts(now)];
  return [
    ...(limitWords(old) === limitWords(now) ? [] : [`${name}: **${verb(old, now)}** from ${limitWords(old)} to ${limitWords(now)}.`]),
    ...(scopeWords(old.scope) === scopeWords(now.scope) ? [] : [`${name} now counts ${scopeWords(now.scope)} instead of ${scopeWords(old.scope)}.`]),
    ...[...before].filter(([key]) => !after.has(key)).map(([, text]) => `${name} **no longer** does this ${text}.`),
    ...[...after].filter(([key]) => !before.has(key)).map(([, text]) => `${name} now does this ${text}.`),
  ];
}

function verb(old: ReviewedBudget, now: ReviewedBudget): string {
  return old.period !== now.period ? 'changed' : now.amount > old.amount ? 'raised' : 'lowered';
}

function alarmChanges(base: Review, head: Review): string[] {
  const before = new Map(base.alarms.map((alarm) => [alarm.name, alarm]));
  const after = new Map(head.alarms.map((alarm) => [alarm.name, alarm]));
  return [
    ...[...after].filter(([name, alarm]) => before.has(name) && before.get(name)!.threshold !== alarm.threshold)
      .map(([name, alarm]) => `Alarm ${literal(name)}: from ${before.get(name)!.threshold} to ${alarm.threshold}.`),
    ...[...before.keys()].filter((name) => !after.has(name)).map((name) => `**Alarm removed**: ${literal(name)}.`),
    ...[...after.keys()].filter((name) => !before.has(name)).map((name) => `New alarm ${literal(name)}.`),
  ];
}
