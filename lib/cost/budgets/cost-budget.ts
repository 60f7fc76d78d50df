import { Annotations, Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Problem, problem, refuse } from '../../problem';
import { BudgetLimit, BudgetOptions } from './budget-options';
import { budgetProblems, emailsOf, regionProblems, thresholdsOf } from './budget-rules';

/**
 * Properties of `CostBudget`.
 */
export interface CostBudgetProps extends BudgetOptions {
  /**
   * Only cost that carries this tag, as `{ team: 'payments' }`; exactly one. The key has to be activated as a cost
   * allocation tag in the account that pays, and is not retroactive.
   *
   * @default - the cost of the whole account
   */
  readonly tagFilter?: { [key: string]: string };

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
 * A limit of a month or a year that alerts.
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
   * @throws when the amount, a threshold or an address cannot be used, when there are more than five thresholds or ten
   * addresses, when the filter is not exactly one tag, or when CloudFormation does not offer budgets in the stack's region
   */
  constructor(scope: Construct, id: string, props: CostBudgetProps) {
    super(scope, id);
    refuse([...budgetProblems(props), ...filterProblems(props.tagFilter), ...regionProblems(Stack.of(this).region)]);
    if (emailsOf(props).length > 0) {
      Annotations.of(this).addWarningV2(
        'cdk-claude-code-bedrock:budgetEmailsNeedSignIn',
        'AWS Budgets writes to an address only after its owner confirmed a link while signed in to this account, within ' +
        'twelve hours; an alert topic asks for no sign-in.',
      );
    }

    this.budget = new CfnBudget(this, 'Resource', {
      budget: limit(props),
      notificationsWithSubscribers: notifications(props),
      resourceTags: resourceTags(props.tags),
    });
  }
}

/** The budget without its alerts; a stop has one of its own. */
export function limit(props: BudgetLimit & Pick<CostBudgetProps, 'tagFilter'>): CfnBudget.BudgetDataProperty {
  return {
    budgetType: 'COST',
    timeUnit: props.annualUsd === undefined ? 'MONTHLY' : 'ANNUALLY',
    budgetLimit: { amount: (props.annualUsd ?? props.monthlyUsd)!, unit: 'USD' },
    costFilters: props.tagFilter && { TagKeyValue: tagFilterValues(props.tagFilter) },
  };
}

/** The tags as AWS Budgets takes them, sorted. */
export function resourceTags(tags?: { [key: string]: string }): { key: string; value: string }[] | undefined {
  return tags && Object.entries(tags).sort().map(([key, value]) => ({ key, value }));
}

export function filterProblems(tagFilter?: { [key: string]: string }): Problem[] {
  const count = tagFilter === undefined ? 1 : Object.keys(tagFilter).length;
  return count === 1 ? [] : [problem('tagFilter', `A budget filters on exactly one tag; received ${count}.`)];
}

/** The form that AWS Budgets gives a user-defined tag: `user:<key>$<value>`. */
function tagFilterValues(tagFilter: { [key: string]: string }): string[] {
  return Object.entries(tagFilter).map(([key, value]) => `user:${key}$${value}`);
}

/** One for each threshold, to the topic first. */
function notifications(props: CostBudgetProps): CfnBudget.NotificationWithSubscribersProperty[] | undefined {
  const subscribers = [
    ...(props.topic ? [{ subscriptionType: 'SNS', address: props.topic.topicArn }] : []),
    ...emailsOf(props).map((address) => ({ subscriptionType: 'EMAIL', address })),
  ];
  if (subscribers.length === 0) {
    return undefined;
  }
  const { actual, forecast } = thresholdsOf(props);
  const notification = (notificationType: string, threshold: number): CfnBudget.NotificationWithSubscribersProperty => ({
    notification: { notificationType, threshold, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
    subscribers,
  });
  return [
    ...actual.map((threshold) => notification('ACTUAL', threshold)),
    ...forecast.map((threshold) => notification('FORECASTED', threshold)),
  ];
}
