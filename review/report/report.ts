import { CATALOGUE } from '../../lib/models/model-catalogue';
import { Block, enumerate, heading, list, literal, literals, paragraph, table } from './document';
import { totalWords, usd } from '../model/fixed-cost';
import { Consequence, ReviewedBudget } from '../model/limits';
import { manualSteps } from './manual-steps';
import { otherResources, resourcePolicies, unattachedPolicies } from './other-resources';
import { concerns } from './concerns';
import { principalBlocks } from './principal-report';
import { Review } from '../model/review';

/** The whole report of an app; what changed, where there is a base, stands first. */
export function report(subject: Review, changes: readonly Block[] = []): Block[] {
  return [
    heading(1, 'Review of Claude Code on Amazon Bedrock'),
    paragraph(summary(subject)),
    ...changes,
    heading(2, 'Look at these first'),
    list(concerns(subject), 'Nothing stands out: no wildcard, no open trust, no warning, no type that this report does not know.'),
    heading(2, 'Who may call which model'),
    ...callBlocks(subject),
    heading(2, 'Inference profiles'),
    paragraph(`Where a call can go is the catalogue's knowledge of ${CATALOGUE.asOf}; the profile alone decides, and AWS may add destinations.`),
    profileTable(subject),
    heading(2, 'Principals'),
    ...principalBlocks(subject),
    heading(2, 'Budgets, and what happens at each threshold'),
    ...budgetBlocks(subject),
    ...alarmBlocks(subject),
    heading(2, 'What a person must still do'),
    list(manualSteps(subject.resolver, subject.profiles, subject.principals), 'Nothing.'),
    heading(2, 'Fixed monthly cost'),
    paragraph(`${totalWords(subject.fixedCosts)} AWS list prices of us-east-1; inference profiles, IAM, standard parameters, budgets without actions and topics are free.`),
    table(['Type', 'Count', 'A month', 'Price'], subject.fixedCosts.map(({ what, count, monthlyUsd, note }) =>
      [literal(what), `${count}`, monthlyUsd === undefined ? '**unknown**' : usd(monthlyUsd), note]), 'Nothing here has a price while it stands idle.'),
    ...unattachedPolicies(subject),
    ...resourcePolicies(subject),
    heading(2, 'Everything else in the templates'),
    otherResources(subject),
  ];
}

function summary({ resolver, profiles, principals, budgets, fixedCosts }: Review): string {
  const { stacks } = resolver;
  const accounts = literals(stacks.map(({ account }) => account ?? 'any'));
  const regions = literals(stacks.map(({ region }) => region ?? 'any'));
  return `${stacks.length} stacks, account ${accounts}, region ${regions}: ${profiles.length} inference profiles, ` +
    `${principals.length} principals, ${budgets.length} budgets. ${totalWords(fixedCosts)}`;
}

function callBlocks({ profiles, callers, principals }: Review): Block[] {
  const rows = profiles.flatMap((profile) => (callers.get(profile) ?? []).map((principal) =>
    [profile.modelName, profile.geography, literal(principal.name), literal(profile.name)]));
  const silent = principals.filter((principal) => ![...callers.values()].some((found) => found.includes(principal)));
  return [
    table(['Model', 'Geography', 'Principal', 'Through profile'], sorted(rows), 'Nobody.'),
    paragraph(silent.length === 0 ? 'Every principal is in this table.' : `These call no model: ${literals(silent.map(({ name }) => name))}.`),
  ];
}

function profileTable({ profiles }: Review): Block {
  return table(
    ['Profile', 'Model', 'Copies', 'Enters in', 'May be served in', 'Tags', 'Stack'],
    sorted(profiles.map((profile) => [
      literal(profile.name),
      `${profile.modelName}${profile.lifecycle === undefined || profile.lifecycle === 'active' ? '' : ` (**${profile.lifecycle}**)`}`,
      literal(profile.sourceId),
      profile.stack.region ?? 'the region of the deployment',
      profile.destinations,
      Object.entries(profile.tags).sort().map(([key, value]) => literal(`${key} = ${value}`)).join(' '),
      literal(profile.stack.name),
    ])),
    'None.',
  );
}

function budgetBlocks({ budgets, alarms }: Review): Block[] {
  const stopping = budgets.filter(({ consequences }) => consequences.some(({ stops }) => stops));
  const acting = alarms.filter(({ acts }) => acts);
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
  const head = [literal(budget.name), `${limitWords(budget)}`, budget.scope];
  return budget.consequences.length === 0
    ? [[...head, 'any cost', '**nothing**: it only shows in the console']]
    : budget.consequences.map((consequence, index) => [...(index === 0 ? head : ['', '', '']), occasionWords(budget, consequence), consequence.text]);
}

export function limitWords({ amount, unit, period }: ReviewedBudget): string {
  return `${unit === 'USD' ? usd(amount) : `${amount} ${unit}`} ${period}`;
}

export function occasionWords(budget: ReviewedBudget, { threshold, unit, kind }: Consequence): string {
  const share = unit === ' %' ? `${threshold} % (${usd(Math.round(budget.amount * threshold) / 100)})` : usd(threshold);
  return kind === 'spent' ? `${share} spent` : `${share} forecast`;
}

function alarmBlocks({ alarms }: Review): Block[] {
  return alarms.length === 0 ? [] : [
    heading(2, 'Alarms'),
    table(['Alarm', 'Fires on', 'What happens'], alarms.map((alarm) => [
      literal(alarm.name), literal(alarm.description), enumerate(alarm.consequences) || '**nothing**: it only shows in the console',
    ]), ''),
  ];
}

function sorted(rows: readonly string[][]): string[][] {
  return [...rows].sort((a, b) => (a.join('\n') < b.join('\n') ? -1 : 1));
}
