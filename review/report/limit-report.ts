import { AlarmConsequence } from '../model/alarms';
import { BudgetScope, Consequence, Occasion, ReviewedBudget, Stop, stops } from '../model/limits';
import { Recipient } from '../model/recipients';
import { Review } from '../model/review';
import { usd } from './cost-words';
import { Block, enumerate, heading, literal, literals, paragraph, table } from './document';
import { actionWords } from './words';

const PERIODS: Readonly<Record<string, string>> = { DAILY: 'a day', MONTHLY: 'a month', QUARTERLY: 'a quarter', ANNUALLY: 'a year' };

/** What limits spending, and what happens at each threshold. */
export function budgetBlocks({ budgets, alarms }: Review): Block[] {
  const stopping = budgets.filter(({ consequences }) => consequences.some(stops));
  const acting = alarms.filter(({ consequences }) => consequences.some(({ kind }) => kind === 'start'));
  return [
    paragraph(stopping.length === 0
      ? '**No budget stops anybody.** Each tells people, who act.'
      : `These budgets stop principals: ${literals(stopping.map(({ name }) => name))}. All others tell people, who act.`),
    ...(acting.length === 0 ? [] : [paragraph(`These alarms act by themselves, within minutes: ${literals(acting.map(({ name }) => name))}.`)]),
    paragraph('AWS refreshes budgets up to three times a day, so hours pass between a limit and what happens at it.'),
    table(['Budget', 'Limit', 'Counts', 'At', 'What happens'], budgets.flatMap(budgetRows), 'There is no budget.'),
  ];
}

function budgetRows(budget: ReviewedBudget): string[][] {
  const head = [literal(budget.name), limitWords(budget), scopeWords(budget.scope)];
  return budget.consequences.length === 0
    ? [[...head, 'any cost', '**nothing**: it only shows in the console']]
    : budget.consequences.map((consequence, index) =>
      [...(index === 0 ? head : ['', '', '']), occasionWords(budget, consequence), consequenceWords(consequence)]);
}

export function limitWords({ amount, unit, period }: ReviewedBudget): string {
  return `${unit === 'USD' ? usd(amount) : `${amount} ${literal(unit)}`} ${Object.hasOwn(PERIODS, period) ? PERIODS[period] : literal(period)}`;
}

export function scopeWords({ tags, filters, expression }: BudgetScope): string {
  const named = tags.map((value) => `what carries the tag ${literal(value.replace(/^user:/, '').replace('$', ' = '))}`);
  const others = Object.entries(filters).map(([key, values]) => `${literal(key)} ${literals(values)}`);
  const free = expression === undefined ? [] : [literal(JSON.stringify(expression))];
  return enumerate([...named, ...others, ...free], 'or') || 'everything in the account';
}

export function occasionWords(budget: ReviewedBudget, { threshold, unit, kind }: Occasion): string {
  const share = unit === '%' ? `${threshold} % (${usd(Math.round(budget.amount * threshold) / 100)})` : usd(threshold);
  return kind === 'spent' ? `${share} spent` : `${share} forecast`;
}

/** What happens at a threshold. */
export function consequenceWords(consequence: Consequence): string {
  return stops(consequence)
    ? `${stopWords(consequence)}${consequence.approved ? ', **after a person approves it**' : ', without asking'}; it stays until a person lifts it`
    : `an alert to ${enumerate(consequence.recipients.map(recipientWords)) || 'nobody'}`;
}

function stopWords({ actionType, targets, policy, denied }: Stop): string {
  if (targets === undefined) {
    return `action ${literal(actionType)}`;
  }
  const words = denied.length === 0 ? 'get the policy' : `may no longer ${enumerate(denied.map(actionWords), 'or')}: they get the policy`;
  return `${literals(targets)} ${words} ${literal(policy)}`;
}

function recipientWords({ name, subscribers }: Recipient): string {
  return subscribers === undefined
    ? literal(name)
    : `topic ${literal(name)} (${subscribers.length > 0 ? literals(subscribers) : '**nobody is subscribed here**'})`;
}

export function alarmBlocks({ alarms }: Review): Block[] {
  return alarms.length === 0 ? [] : [
    heading(2, 'Alarms'),
    table(['Alarm', 'Fires on', 'What happens'], alarms.map((alarm) => [
      literal(alarm.name), literal(alarm.description), enumerate(alarm.consequences.map(alarmWords)) || '**nothing**: it only shows in the console',
    ]), ''),
  ];
}

function alarmWords(consequence: AlarmConsequence): string {
  return consequence.kind === 'start'
    ? `starts ${literal(consequence.name)} (${literal(consequence.description)})`
    : `an ${consequence.kind} to ${recipientWords(consequence.recipient)}`;
}
