import { Token } from 'aws-cdk-lib';
import { Problem, problem } from '../../problem';
import { BudgetLimit, BudgetOptions } from './budget-options';

/** What AWS documents as five in one place and ten in another. */
const MAX_NOTIFICATIONS = 5;

/** The highest percentage that AWS Budgets takes. */
const MAX_THRESHOLD = 1000;

/** The addresses that one notification takes. */
const MAX_EMAILS = 10;

/** https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2177 */
const REGIONS_WITHOUT_BUDGETS: readonly string[] = ['eu-central-2'];

/** What AWS Budgets would refuse; a token is taken as it is. */
export function budgetProblems(options: BudgetOptions): Problem[] {
  return [...limitProblems(options), ...thresholdProblems(options), ...emailProblems(options)];
}

/** Why CloudFormation cannot create a budget in a region. */
export function regionProblems(region: string): Problem[] {
  return !Token.isUnresolved(region) && REGIONS_WITHOUT_BUDGETS.includes(region)
    ? [problem([], `CloudFormation does not offer AWS::Budgets::Budget in ${region}. A budget belongs to the account, not to a region: create it with ` +
      'CostBudget in a stack of us-east-1.')]
    : [];
}

/** The thresholds with their defaults, in order, each once. */
export function thresholdsOf(props: BudgetOptions): { actual: number[]; forecast: number[] } {
  return { actual: inOrder(props.actual ?? [50, 80, 100]), forecast: inOrder(props.forecast ?? [100]) };
}

/** The addresses in order, each once. */
export function emailsOf(props: BudgetOptions): string[] {
  return [...new Set(props.emails ?? [])].sort();
}

/** What is wrong with the amount of a limit. */
export function limitProblems(limit: BudgetLimit): Problem[] {
  const given = Object.entries({ monthlyUsd: limit.monthlyUsd, annualUsd: limit.annualUsd }).filter(([, amount]) => amount !== undefined);
  if (given.length !== 1) {
    return [problem([], `A budget has a limit of a month or of a year, monthlyUsd or annualUsd; received ${given.length === 0 ? 'neither' : 'both'}.`)];
  }
  const [key, amount] = given[0]!;
  return Token.isUnresolved(amount) || (amount! > 0 && Number.isFinite(amount))
    ? [] : [problem(key, `A budget is an amount above zero, in US dollars; received ${amount}.`)];
}

function thresholdProblems(options: BudgetOptions): Problem[] {
  const { actual, forecast } = thresholdsOf(options);
  const outOfRange = (key: string, thresholds: readonly number[]): Problem[] => thresholds
    .filter((threshold) => !Token.isUnresolved(threshold) && !(threshold > 0 && threshold <= MAX_THRESHOLD))
    .map((threshold) => problem(key, `A threshold is a percentage of the limit, above 0 and at most ${MAX_THRESHOLD}; received ${threshold}.`));
  const problems = [...outOfRange('actual', actual), ...outOfRange('forecast', forecast)];
  const count = actual.length + forecast.length;
  if (count > MAX_NOTIFICATIONS) {
    problems.push(problem(options.actual === undefined ? 'forecast' : 'actual',
      `A budget takes at most ${MAX_NOTIFICATIONS} thresholds, actual and forecast together; received ${count}.`));
  }
  return problems;
}

function emailProblems(options: BudgetOptions): Problem[] {
  const emails = emailsOf(options);
  const problems = emails
    .filter((email) => !Token.isUnresolved(email) && !/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/.test(email))
    .map((email) => problem('emails', `An alert goes to an e-mail address; received '${email}'.`));
  if (emails.length > MAX_EMAILS) {
    problems.push(problem('emails',
      `An alert of a budget goes to at most ${MAX_EMAILS} e-mail addresses; received ${emails.length}. Use a topic for more.`));
  }
  return problems;
}

function inOrder(thresholds: readonly number[]): number[] {
  return [...new Set(thresholds)].sort((a, b) => a - b);
}
