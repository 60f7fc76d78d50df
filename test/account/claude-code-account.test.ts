import { Template } from 'aws-cdk-lib/assertions';
import { ClaudeCodeAccount } from '../../lib';
import { resourcesIn, stackIn } from '../support/stack';

test('a budget of the whole account, whose alerts reach the topic', () => {
  const stack = stackIn('us-east-1');

  const account = new ClaudeCodeAccount(stack, 'Account', {
    alerts: { emails: ['platform@example.com'] }, budget: { monthlyUsd: 5000, actual: [100], forecast: [] },
  });

  const [budget] = resourcesIn(stack, 'AWS::Budgets::Budget');
  expect(budget!.Budget.CostFilters).toBeUndefined();
  expect(budget!.NotificationsWithSubscribers).toHaveLength(1);
  expect(budget!.NotificationsWithSubscribers[0].Subscribers).toEqual([{ SubscriptionType: 'SNS', Address: stack.resolve(account.alertTopic.topicArn) }]);
});

test('without a limit there is a topic and no budget', () => {
  const stack = stackIn('us-east-1');

  const account = new ClaudeCodeAccount(stack, 'Account');

  expect(account.budget).toBeUndefined();
  Template.fromStack(stack).resourceCountIs('AWS::SNS::Topic', 1);
  Template.fromStack(stack).resourceCountIs('AWS::Budgets::Budget', 0);
});
