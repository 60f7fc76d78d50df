import { App, Fn, Stack } from 'aws-cdk-lib';
import { CfnApplicationInferenceProfile } from 'aws-cdk-lib/aws-bedrock';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { CfnManagedPolicy, CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';

/** The same resources as the app makes, from bare L1s: what a synthesis costs at the least. */
export function createFloor(app: App, teams: number): void {
  const env = { region: 'us-east-1' };
  const account = new Stack(app, 'Floor-Account', { env });
  const topic = new CfnTopic(account, 'Topic');
  new CfnTopicPolicy(account, 'TopicPolicy', {
    topics: [topic.ref],
    policyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sns:Publish', Principal: { Service: 'budgets.amazonaws.com' }, Resource: topic.ref }] },
  });
  new CfnSubscription(account, 'Mail', { topicArn: topic.ref, protocol: 'email', endpoint: 'platform@example.com' });
  new CfnBudget(account, 'Budget', budget(topic.ref, 5000));
  for (const name of ['BudgetStopPolicy', 'BurstStopPolicy']) {
    new CfnManagedPolicy(account, name, {
      path: '/claude-code/', description: name,
      policyDocument: { Version: '2012-10-17', Statement: [{ Sid: name, Effect: 'Deny', Action: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'], Resource: '*' }] },
    });
  }
  for (let index = 0; index < teams; index++) {
    createTeam(new Stack(app, `Floor-Team-${index}`, { env }), index, topic.ref);
  }
}

const TAGS = (team: number): { key: string; value: string }[] => [{ key: 'team', value: `team-${team}` }, { key: 'costCenter', value: `CC-${team}` }];

function createTeam(stack: Stack, team: number, topicArn: string): void {
  const profiles = ['opus', 'sonnet', 'haiku'].map((tier) => new CfnApplicationInferenceProfile(stack, tier, {
    inferenceProfileName: `claude-code-team-${team}-${tier}-us-claude-${tier}-5-5`,
    modelSource: { copyFrom: `arn:aws:bedrock:us-east-1:${stack.account}:inference-profile/us.anthropic.claude-${tier}-5-5` },
    tags: TAGS(team),
  }));
  const arns = profiles.map((profile) => profile.attrInferenceProfileArn);
  const policy = new CfnManagedPolicy(stack, 'Policy', { path: '/claude-code/', description: `Team ${team}`, policyDocument: policyDocument(arns) });
  new CfnRole(stack, 'Role', {
    path: '/claude-code/', maxSessionDuration: 28800, managedPolicyArns: [policy.ref], tags: TAGS(team),
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{
        Sid: 'AssumeFromIdentityCenter', Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${stack.account}:root` },
        Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${stack.account}:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_Team${team}_????????????????` } },
      }],
    },
  });
  new CfnBudget(stack, 'Budget', { ...budget(topicArn, 100, `user:team$team-${team}`), resourceTags: TAGS(team) });
  new CfnParameter(stack, 'Settings', {
    name: `/claude-code/team-${team}/managed-settings.json`, type: 'String', tags: { team: `team-${team}`, costCenter: `CC-${team}` },
    value: Fn.join('', ['{"availableModels":["', Fn.join('","', arns), '"],"env":{', ...arns.map((arn, index) => `"PIN_${index}":"${arn}",`), '"AWS_REGION":"us-east-1"}}']),
  });
}

function policyDocument(arns: readonly string[]): object {
  const models = ['opus', 'sonnet', 'haiku'].map((tier) => `foundation-model/anthropic.claude-${tier}-5-5`);
  const invoke = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Profiles', Effect: 'Allow', Action: invoke, Resource: arns },
      { Sid: 'Models', Effect: 'Allow', Action: invoke, Resource: models.map((model) => `arn:aws:bedrock:*::${model}`), Condition: { ArnEquals: { 'bedrock:InferenceProfileArn': arns } } },
      { Sid: 'Read', Effect: 'Allow', Action: 'bedrock:GetInferenceProfile', Resource: arns },
      { Sid: 'Count', Effect: 'Allow', Action: 'bedrock:CountTokens', Resource: models.map((model) => `arn:aws:bedrock:us-east-1::${model}`) },
      { Sid: 'List', Effect: 'Allow', Action: 'bedrock:ListInferenceProfiles', Resource: '*' },
    ],
  };
}

function budget(topicArn: string, amount: number, tag?: string): { budget: CfnBudget.BudgetDataProperty; notificationsWithSubscribers: CfnBudget.NotificationWithSubscribersProperty[] } {
  return {
    budget: { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount, unit: 'USD' }, costFilters: tag === undefined ? undefined : { TagKeyValue: [tag] } },
    notificationsWithSubscribers: [50, 80, 100].map((threshold) => ({
      notification: { notificationType: 'ACTUAL', threshold, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
      subscribers: [{ subscriptionType: 'SNS', address: topicArn }],
    })).concat([{
      notification: { notificationType: 'FORECASTED', threshold: 100, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
      subscribers: [{ subscriptionType: 'SNS', address: topicArn }],
    }]),
  };
}
