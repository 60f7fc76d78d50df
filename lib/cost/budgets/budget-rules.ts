import { Token } from 'aws-cdk-lib';

/** What AWS documents as five in one place and ten in another. */
const MAX_NOTIFICATIONS = 5;

/** The highest percentage that AWS Budgets takes. */
const MAX_THRESHOLD = 1000;

/** The addresses that one notification takes. */
const MAX_EMAILS = 10;

/** https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2177 */
const REGIONS_WITHOUT_BUDGETS: readonly string[] = ['eu-central-2'];

/** The part of a budget that these rules are about. */
export interface BudgetRuleProps {
  readonly monthlyUsd?: number;
  readonly annualUsd?: number;
  readonly actualThresholds?: number[];
  readonly forecastThresholds?: number[];
  readonly emails?: string[];
}

/** What AWS Budgets would refuse; a token is taken as it is. */
export function budgetProblems(props: BudgetRuleProps): string[] {
  return [...amountProblems(props), ...thresholdProblems(props), ...emailProblems(props)];
}

/** Why CloudFormation cannot create a budget in a region, or undefined. */
export function regionProblem(region: string): string | undefined {
  return !Token.isUnresolved(region) && REGIONS_WITHOUT_BUDGETS.includes(region)
    ? `CloudFormation does not offer AWS::Budgets::Budget in ${region}. A budget belongs to the account, not to a region: create it with ` +
      'CostBudget in a stack of us-east-1.'
    : undefined;
}

/** The thresholds with their defaults, in order, each once. */
export function thresholdsOf(props: BudgetRuleProps): { actual: number[]; forecast: number[] } {
  return { actual: inOrder(props.actualThresholds ?? [50, 80, 100]), forecast: inOrder(props.forecastThresholds ?? [100]) };
}

/** The addresses in order, each once. */
export function emailsOf(props: BudgetRuleProps): string[] {
  return [...new Set(props.emails ?? [])].sort();
}

function amountProblems(props: BudgetRuleProps): string[] {
  const amounts = [props.monthlyUsd, props.annualUsd].filter((amount) => amount !== undefined);
  if (amounts.length !== 1) {
    return [`A budget has a limit of a month or of a year, monthlyUsd or annualUsd; received ${amounts.length === 0 ? 'neither' : 'both'}.`];
  }
  const [amount] = amounts;
  return Token.isUnresolved(amount) || (amount! > 0 && Number.isFinite(amount)) ? [] : [`A budget is an amount above zero, in US dollars; received ${amount}.`];
}

function thresholdProblems(props: BudgetRuleProps): string[] {
  const { actual, forecast } = thresholdsOf(props);
  const problems = [...actual, ...forecast]
    .filter((threshold) => !Token.isUnresolved(threshold) && !(threshold > 0 && threshold <= MAX_THRESHOLD))
    .map((threshold) => `A threshold is a percentage of the limit, above 0 and at most ${MAX_THRESHOLD}; received ${threshold}.`);
  const count = actual.length + forecast.length;
  if (count > MAX_NOTIFICATIONS) {
    problems.push(`A budget takes at most ${MAX_NOTIFICATIONS} thresholds, actual and forecast together; received ${count}.`);
  }
  return problems;
}

function emailProblems(props: BudgetRuleProps): string[] {
  const emails = emailsOf(props);
  const problems = emails
    .filter((email) => !Token.isUnresolved(email) && !/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/.test(email))
    .map((email) => `An alert goes to an e-mail address; received '${email}'.`);
  if (emails.length > MAX_EMAILS) {
    problems.push(`An alert of a budget goes to at most ${MAX_EMAILS} e-mail addresses; received ${emails.length}. Use a topic for more.`);
  }
  return problems;
}

function inOrder(thresholds: readonly number[]): number[] {
  return [...new Set(thresholds)].sort((a, b) => a - b);
}
