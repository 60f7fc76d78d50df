import { Token } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** What AWS documents as five in one place and ten in another. */
const MAX_NOTIFICATIONS = 5;

/** The highest percentage that AWS Budgets takes. */
const MAX_THRESHOLD = 1000;

/**
 * Properties of `CostBudget`.
 */
export interface CostBudgetProps {
  /**
   * The limit of a calendar month, in US dollars; above zero.
   */
  readonly monthlyUsd: number;

  /**
   * Only cost that carries this tag, as `{ team: 'payments' }`; exactly one. The key has to be activated as a cost
   * allocation tag in the account that pays, and is not retroactive.
   *
   * @default - the cost of the whole account
   */
  readonly tagFilter?: { [key: string]: string };

  /**
   * The percentages of the limit that, once spent, send an alert. Their order does not matter. Another set replaces the
   * budget; nothing refers to it by name.
   *
   * @default [50, 80, 100]
   */
  readonly actualThresholds?: number[];

  /**
   * The percentages of the limit that, once forecast for the month, send an alert. AWS forecasts after about five weeks
   * of use.
   *
   * @default [100]
   */
  readonly forecastThresholds?: number[];

  /**
   * Where alerts go.
   *
   * @default - nowhere: the budget only shows in the console
   */
  readonly topic?: sns.ITopic;

  /**
   * Tags of the budget itself.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
}

/**
 * A monthly limit that alerts.
 *
 * It never filters on a service: Claude is billed as AWS Marketplace products, one a model, which a filter on
 * "Amazon Bedrock" misses. It has no fixed name, because changed notifications replace it and a name is unique in an
 * account. AWS refreshes budgets up to three times a day, typically eight to twelve hours apart: an alert is never
 * immediate.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-budgets-budget.html
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-best-practices.html
 */
export class CostBudget extends Construct {
  /** The budget. */
  public readonly budget: CfnBudget;

  /**
   * @throws when the amount or a threshold is out of range, when there are more than five thresholds, or when the filter
   * is not exactly one tag
   */
  constructor(scope: Construct, id: string, props: CostBudgetProps) {
    super(scope, id);
    const { actual, forecast } = thresholdsOf(props);
    const problems = [...budgetProblems(props), ...filterProblems(props.tagFilter)];
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }

    this.budget = new CfnBudget(this, 'Resource', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: props.monthlyUsd, unit: 'USD' },
        costFilters: props.tagFilter && { TagKeyValue: tagFilterValues(props.tagFilter) },
      },
      notificationsWithSubscribers: props.topic && [
        ...actual.map((threshold) => notification('ACTUAL', threshold, props.topic!)),
        ...forecast.map((threshold) => notification('FORECASTED', threshold, props.topic!)),
      ],
      resourceTags: props.tags && Object.entries(props.tags).sort().map(([key, value]) => ({ key, value })),
    });
  }
}

/** What AWS Budgets would refuse of the amount and the thresholds; a token is taken as it is. */
export function budgetProblems(props: Pick<CostBudgetProps, 'monthlyUsd' | 'actualThresholds' | 'forecastThresholds'>): string[] {
  const { monthlyUsd } = props;
  const { actual, forecast } = thresholdsOf(props);
  const problems: string[] = [];
  if (!Token.isUnresolved(monthlyUsd) && !(monthlyUsd > 0 && Number.isFinite(monthlyUsd))) {
    problems.push(`A budget is an amount above zero, in US dollars; received ${monthlyUsd}.`);
  }
  for (const threshold of [...actual, ...forecast]) {
    if (!Token.isUnresolved(threshold) && !(threshold > 0 && threshold <= MAX_THRESHOLD)) {
      problems.push(`A threshold is a percentage of the limit, above 0 and at most ${MAX_THRESHOLD}; received ${threshold}.`);
    }
  }
  if (actual.length + forecast.length > MAX_NOTIFICATIONS) {
    problems.push(`A budget takes at most ${MAX_NOTIFICATIONS} thresholds, actual and forecast together; received ${actual.length + forecast.length}.`);
  }
  return problems;
}

function filterProblems(tagFilter?: { [key: string]: string }): string[] {
  const count = tagFilter === undefined ? 1 : Object.keys(tagFilter).length;
  return count === 1 ? [] : [`A budget filters on exactly one tag; received ${count}.`];
}

/** The form that AWS Budgets gives a user-defined tag: `user:<key>$<value>`. */
function tagFilterValues(tagFilter: { [key: string]: string }): string[] {
  return Object.entries(tagFilter).map(([key, value]) => `user:${key}$${value}`);
}

function thresholdsOf(props: Pick<CostBudgetProps, 'actualThresholds' | 'forecastThresholds'>): { actual: number[]; forecast: number[] } {
  return { actual: inOrder(props.actualThresholds ?? [50, 80, 100]), forecast: inOrder(props.forecastThresholds ?? [100]) };
}

function inOrder(thresholds: readonly number[]): number[] {
  return [...new Set(thresholds)].sort((a, b) => a - b);
}

function notification(
  notificationType: 'ACTUAL' | 'FORECASTED', threshold: number, topic: sns.ITopic,
): CfnBudget.NotificationWithSubscribersProperty {
  return {
    notification: { notificationType, threshold, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
    subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
  };
}
