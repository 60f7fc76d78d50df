import { Stack } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AlertTopic, CostBudget, CostBudgetProps } from '../../../lib';
import { resourcesIn, stackIn } from '../../support/stack';

function budgetWith(props: Partial<CostBudgetProps>, stack: Stack = stackIn('us-east-1')): Record<string, any> {
  new CostBudget(stack, 'Budget', { monthlyUsd: 100, ...props });
  return resourcesIn(stack, 'AWS::Budgets::Budget')[0]!;
}

test('the account: no filter, no name', () => {
  expect(budgetWith({})).toEqual({
    Budget: { BudgetLimit: { Amount: 100, Unit: 'USD' }, BudgetType: 'COST', TimeUnit: 'MONTHLY' },
  });
});

test('a team: by its tag, never by a service', () => {
  const { Budget } = budgetWith({ tagFilter: { team: 'payments' } });

  expect(Budget.CostFilters).toEqual({ TagKeyValue: ['user:team$payments'] });
});

test('thresholds in order and once, each to the topic', () => {
  const stack = stackIn('us-east-1');
  const topic = sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:111122223333:alerts');

  const { NotificationsWithSubscribers } = budgetWith({ topic, actual: [100, 50, 100], forecast: [120] }, stack);

  expect(NotificationsWithSubscribers).toEqual([['ACTUAL', 50], ['ACTUAL', 100], ['FORECASTED', 120]].map(([NotificationType, Threshold]) => ({
    Notification: { NotificationType, Threshold, ThresholdType: 'PERCENTAGE', ComparisonOperator: 'GREATER_THAN' },
    Subscribers: [{ SubscriptionType: 'SNS', Address: 'arn:aws:sns:us-east-1:111122223333:alerts' }],
  })));
});

test('fails with every mistake at once', () => {
  expect(() => budgetWith({ monthlyUsd: 0, actual: [-1, 10, 20, 30, 40], forecast: [1001], tagFilter: { a: 'b', c: 'd' } })).toThrow([
    'A budget is an amount above zero, in US dollars; received 0.',
    'A threshold is a percentage of the limit, above 0 and at most 1000; received -1.',
    'A threshold is a percentage of the limit, above 0 and at most 1000; received 1001.',
    'A budget takes at most 5 thresholds, actual and forecast together; received 6.',
    'A budget filters on exactly one tag; received 2.',
  ].join('\n'));
  expect(() => budgetWith({ monthlyUsd: Number.NaN })).toThrow(/received NaN/);
});

describe('the alert topic', () => {
  test('budgets of this account may publish, over TLS, and nobody else', () => {
    const stack = stackIn('us-east-1', '111122223333');

    new AlertTopic(stack, 'Alerts', { emails: ['b@example.com', 'a@example.com', 'a@example.com'] });

    const statements = resourcesIn(stack, 'AWS::SNS::TopicPolicy')[0]!.PolicyDocument.Statement;
    expect(statements.map((statement: any) => [statement.Sid, statement.Effect, statement.Action])).toEqual([
      ['AllowPublishThroughSSLOnly', 'Deny', 'sns:Publish'],
      ['PublishAlertsOfThisAccountsBudgets', 'Allow', 'sns:Publish'],
      ['PublishThisAccountsAlarms', 'Allow', 'sns:Publish'],
      ['PublishThisAccountsCostAnomalies', 'Allow', 'sns:Publish'],
      ['PublishEventsOfThisAccountsRules', 'Allow', 'sns:Publish'],
    ]);
    expect(statements[1].Principal).toEqual({ Service: 'budgets.amazonaws.com' });
    expect(statements[1].Condition).toEqual({
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':budgets::111122223333:*']] } },
    });
    expect(resourcesIn(stack, 'AWS::SNS::Subscription').map((subscription) => subscription.Endpoint)).toEqual(['a@example.com', 'b@example.com']);
    expect(resourcesIn(stack, 'AWS::SNS::Topic')).toEqual([undefined]);
  });
});
