import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import {
  AlertTopic, CostAnomalyDetection, CostBudget, CostBudgetProps, CostExport, StopApproval, BurstStop, BudgetStop, BudgetStopProps, StopPolicy,
} from '../../../lib';
import { resourcesIn, stackIn, warningsOf } from '../../support/stack';

const TEAMS_CHANNEL = {
  tenantId: '01234567-89ab-cdef-0123-456789abcdef', teamId: '01234567-89ab-cdef-0123-456789abcdee', channelId: '19%3aabc%40thread.tacv2',
};

const emails = (count: number) => Array.from({ length: count }, (_, index) => `p${String(index).padStart(2, '0')}@example.com`);

describe('a budget', () => {
  const budgetWith = (props: Partial<CostBudgetProps>, region = 'us-east-1') => {
    const stack = stackIn(region);
    new CostBudget(stack, 'Budget', { monthlyUsd: 100, ...props });
    return { properties: resourcesIn(stack, 'AWS::Budgets::Budget')[0]!, warnings: warningsOf(stack) };
  };

  test('of a year', () => {
    expect(budgetWith({ monthlyUsd: undefined, annualUsd: 12000 }).properties.Budget).toEqual({
      BudgetLimit: { Amount: 12000, Unit: 'USD' }, BudgetType: 'COST', TimeUnit: 'ANNUALLY',
    });
  });

  test('e-mails come after the topic, each once, and warn that they need a sign-in', () => {
    const { properties, warnings } = budgetWith({ emails: ['b@example.com', 'a@example.com', 'b@example.com'], actual: [100], forecast: [] });

    expect(properties.NotificationsWithSubscribers[0].Subscribers).toEqual([
      { SubscriptionType: 'EMAIL', Address: 'a@example.com' }, { SubscriptionType: 'EMAIL', Address: 'b@example.com' },
    ]);
    expect(warnings.join()).toContain('cdk-claude-code-bedrock:budgetEmailsNeedSignIn');
    expect(budgetWith({ emails: emails(10) }).properties.NotificationsWithSubscribers[0].Subscribers).toHaveLength(10);
  });

  test.each<[string, Partial<CostBudgetProps>, string]>([
    ['no limit', { monthlyUsd: undefined }, 'A budget has a limit of a month or of a year, monthlyUsd or annualUsd; received neither.'],
    ['two limits', { annualUsd: 5 }, 'A budget has a limit of a month or of a year, monthlyUsd or annualUsd; received both.'],
    ['a limit below zero', { monthlyUsd: -1 }, 'A budget is an amount above zero, in US dollars; received -1.'],
    ['an endless threshold', { actual: [Number.POSITIVE_INFINITY] }, 'A threshold is a percentage of the limit, above 0 and at most 1000; received Infinity.'],
    ['eleven recipients', { emails: emails(11) }, 'An alert of a budget goes to at most 10 e-mail addresses; received 11. Use a topic for more.'],
    ['no address', { emails: ['finance'] }, "An alert goes to an e-mail address; received 'finance'."],
  ])('refuses %s', (_, props, message) => {
    expect(() => budgetWith(props)).toThrow(message);
  });

  test('in a region whose CloudFormation lacks budgets says where to create it', () => {
    expect(() => budgetWith({}, 'eu-central-2')).toThrow(
      'CloudFormation does not offer AWS::Budgets::Budget in eu-central-2. A budget belongs to the account, not to a region: create it with CostBudget in a stack of us-east-1.');
  });
});

describe('a stop at a limit', () => {
  const stopWith = (props: Partial<BudgetStopProps> = {}, region = 'us-east-1') => {
    const stack = stackIn(region, '111122223333');
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    const user = new iam.User(stack, 'User');
    const topic = sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:111122223333:alerts');
    const policy = iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Stop', 'arn:aws:iam::111122223333:policy/claude-code/stop');
    new BudgetStop(stack, 'Guard', { monthlyUsd: 100, tagFilter: { team: 'payments' }, policy, roles: [role], users: [user], topic, ...props });
    return stack;
  };

  test('acts on roles and users at 100 percent of actual cost', () => {
    expect(resourcesIn(stopWith(), 'AWS::Budgets::BudgetsAction')).toEqual([{
      ActionType: 'APPLY_IAM_POLICY',
      ApprovalModel: 'AUTOMATIC',
      NotificationType: 'ACTUAL',
      ActionThreshold: { Type: 'PERCENTAGE', Value: 100 },
      BudgetName: { Ref: expect.stringMatching(/^GuardBudget/) },
      Definition: {
        IamActionDefinition: {
          PolicyArn: 'arn:aws:iam::111122223333:policy/claude-code/stop',
          Roles: [{ Ref: expect.stringMatching(/^Role/) }],
          Users: [{ Ref: expect.stringMatching(/^User/) }],
        },
      },
      ExecutionRoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^GuardExecutionRole/), 'Arn'] },
      Subscribers: [{ Type: 'SNS', Address: 'arn:aws:sns:us-east-1:111122223333:alerts' }],
    }]);
  });

  test('its role is for the budgets of this account, and for this policy on these principals', () => {
    const role = resourcesIn(stopWith(), 'AWS::IAM::Role').find((properties) => properties.Policies)!;

    expect(role.AssumeRolePolicyDocument.Statement).toEqual([{
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'budgets.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':budgets::', { Ref: 'AWS::AccountId' }, ':budget/*']] } },
      },
    }]);
    const onlyThisPolicy = { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::111122223333:policy/claude-code/stop' } };
    expect(role.Policies[0].PolicyDocument.Statement).toEqual([
      {
        Sid: 'AttachOnlyTheStopPolicyToTheseRoles', Effect: 'Allow', Action: ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^Role/), 'Arn'] }, Condition: onlyThisPolicy,
      },
      {
        Sid: 'AttachOnlyTheStopPolicyToTheseUsers', Effect: 'Allow', Action: ['iam:AttachUserPolicy', 'iam:DetachUserPolicy'],
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^User/), 'Arn'] }, Condition: onlyThisPolicy,
      },
    ]);
  });

  test('its budget has no alerts: another list of them would replace it, and forget that it acted', () => {
    const [budget] = resourcesIn(stopWith(), 'AWS::Budgets::Budget');

    expect(budget).not.toHaveProperty('NotificationsWithSubscribers');
    expect(budget!.Budget.CostFilters).toEqual({ TagKeyValue: ['user:team$payments'] });
    expect(budget!.Budget).not.toHaveProperty('BudgetName');
  });

  test('may ask first', () => {
    expect(resourcesIn(stopWith({ approval: StopApproval.MANUAL }), 'AWS::Budgets::BudgetsAction')[0]!.ApprovalModel).toBe('MANUAL');
  });

  test('refuses to stop nobody, and to watch nothing', () => {
    expect(() => stopWith({ roles: [], users: [], monthlyUsd: undefined })).toThrow([
      'A budget has a limit of a month or of a year, monthlyUsd or annualUsd; received neither.',
      'A stop needs at least one role or user to stop; received none.',
    ].join('\n'));
    expect(() => stopWith({}, 'eu-central-2')).toThrow(/stack of us-east-1/);
  });
});

describe('a breaker', () => {
  const burstStopWith = (props: { liftAfterHours?: number; alarms?: cloudwatch.IAlarm[]; roles?: iam.IRole[] } = {}) => {
    const stack = stackIn('us-east-1', '111122223333');
    const alarm = cloudwatch.Alarm.fromAlarmArn(stack, 'Alarm', 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:burst');
    new BurstStop(stack, 'Breaker', {
      alarms: [alarm],
      policy: new StopPolicy(stack, 'Stop').policy,
      roles: [new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() })],
      topic: sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:111122223333:alerts'),
      ...props,
    });
    return stack;
  };

  test('is tripped by its alarms alone, and tells what it did', () => {
    const rules = resourcesIn(burstStopWith(), 'AWS::Events::Rule');
    const [trip, tell] = ['aws.cloudwatch', 'aws.states'].map((source) => rules.find((rule) => rule.EventPattern.source[0] === source));

    expect(trip!.EventPattern).toEqual({
      'source': ['aws.cloudwatch'], 'detail-type': ['CloudWatch Alarm State Change'],
      'resources': ['arn:aws:cloudwatch:us-east-1:111122223333:alarm:burst'], 'detail': { state: { value: ['ALARM'] } },
    });
    expect(rules).toHaveLength(2);
    expect(tell!.Targets[0].Arn).toBe('arn:aws:sns:us-east-1:111122223333:alerts');
  });

  test('opens no topic: telling leaves its policy alone', () => {
    expect(resourcesIn(burstStopWith(), 'AWS::SNS::TopicPolicy')).toEqual([]);
  });

  test('runs no code', () => {
    expect(resourcesIn(burstStopWith(), 'AWS::Lambda::Function')).toEqual([]);
  });

  test('refuses what cannot work', () => {
    expect(() => burstStopWith({ alarms: [], roles: [], liftAfterHours: 0 })).toThrow([
      'A burst stop needs at least one alarm that trips it; received none.',
      'A stop needs at least one role or user to stop; received none.',
      'A stop lasts a whole number of hours from 1 to 8759; received 0.',
    ].join('\n'));
    expect(() => burstStopWith({ liftAfterHours: 8760 })).toThrow(/whole number of hours from 1 to 8759; received 8760/);
  });
});

describe('an alert topic', () => {
  test('under a key of the account, which the same four services may use, each for this account', () => {
    const stack = stackIn('us-east-1', '111122223333');
    new AlertTopic(stack, 'Alerts', { encryptionKey: new kms.Key(stack, 'Key') });
    const [administration, ...services] = resourcesIn(stack, 'AWS::KMS::Key')[0]!.KeyPolicy.Statement;
    const publishers = resourcesIn(stack, 'AWS::SNS::TopicPolicy')[0]!.PolicyDocument.Statement.slice(1);

    expect(administration.Action).toBe('kms:*');
    expect(services.map((statement: any) => statement.Principal.Service)).toEqual(
      ['budgets.amazonaws.com', 'cloudwatch.amazonaws.com', 'costalerts.amazonaws.com', 'events.amazonaws.com']);
    services.forEach((statement: any, index: number) => {
      expect(statement.Action).toEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
      expect(statement.Condition).toEqual(publishers[index].Condition);
      expect(statement.Principal).toEqual(publishers[index].Principal);
    });
  });

  test('to chat: a role that may do nothing', () => {
    const stack = stackIn('us-east-1', '111122223333');
    new AlertTopic(stack, 'Alerts', {
      slack: { oncall: { workspaceId: 'T1', channelId: 'C1' } },
      teams: { finance: TEAMS_CHANNEL },
      https: ['https://example.com/alerts'],
    });
    const [role] = resourcesIn(stack, 'AWS::IAM::Role');

    expect(role).not.toHaveProperty('Policies');
    expect(role).not.toHaveProperty('ManagedPolicyArns');
    expect(resourcesIn(stack, 'AWS::IAM::Policy')).toEqual([]);
    expect(resourcesIn(stack, 'AWS::Chatbot::SlackChannelConfiguration')[0]).toMatchObject({ SlackWorkspaceId: 'T1', SlackChannelId: 'C1' });
    expect(resourcesIn(stack, 'AWS::Chatbot::MicrosoftTeamsChannelConfiguration')[0]).toMatchObject({
      TeamsTenantId: TEAMS_CHANNEL.tenantId, TeamId: TEAMS_CHANNEL.teamId, TeamsChannelId: TEAMS_CHANNEL.channelId,
    });
    expect(resourcesIn(stack, 'AWS::SNS::Subscription')).toEqual([expect.objectContaining({ Protocol: 'https', Endpoint: 'https://example.com/alerts' })]);
  });
});

describe('what exists in us-east-1 alone', () => {
  const topicIn = (stack: ReturnType<typeof stackIn>) => sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:111122223333:alerts');

  test('anomalies: one monitor of services, one a tag value, at once to the topic', () => {
    const stack = stackIn('us-east-1');
    new CostAnomalyDetection(stack, 'Anomalies', { minimumUsd: 50, topic: topicIn(stack), tagMonitors: { team: ['b', 'a', 'b'] } });

    expect(resourcesIn(stack, 'AWS::CE::AnomalyMonitor').map((monitor) => monitor.MonitorSpecification ?? monitor.MonitorDimension)).toEqual([
      'SERVICE',
      '{"Tags":{"Key":"team","MatchOptions":["EQUALS"],"Values":["a"]}}',
      '{"Tags":{"Key":"team","MatchOptions":["EQUALS"],"Values":["b"]}}',
    ]);
    const [subscription] = resourcesIn(stack, 'AWS::CE::AnomalySubscription');
    expect(JSON.parse(subscription!.ThresholdExpression)).toEqual({
      Dimensions: { Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE', MatchOptions: ['GREATER_THAN_OR_EQUAL'], Values: ['50'] },
    });
    expect(subscription).toMatchObject({ Frequency: 'IMMEDIATE', Subscribers: [{ Type: 'SNS' }] });
  });

  test('anomalies: with the monitor that the account has, none is created', () => {
    const stack = stackIn('us-east-1');
    new CostAnomalyDetection(stack, 'Anomalies', { minimumUsd: 50, topic: topicIn(stack), servicesMonitorArn: 'arn:aws:ce::111122223333:anomalymonitor/x' });

    expect(resourcesIn(stack, 'AWS::CE::AnomalyMonitor')).toEqual([]);
    expect(resourcesIn(stack, 'AWS::CE::AnomalySubscription')[0]!.MonitorArnList).toEqual(['arn:aws:ce::111122223333:anomalymonitor/x']);
  });

  test('elsewhere both say where they belong', () => {
    const stack = stackIn('eu-west-1');

    expect(() => new CostAnomalyDetection(stack, 'A', { minimumUsd: 0, topic: topicIn(stack), tagMonitors: { a: ['x'], b: ['y'] } })).toThrow([
      'CloudFormation offers cost anomaly detection in us-east-1 alone; the stack is in eu-west-1. Create it in a stack of us-east-1.',
      'The impact that is worth an alert is an amount above zero, in US dollars; received 0.',
      'Monitors are made for the values of one tag key; received 2 keys.',
    ].join('\n'));
    expect(() => new CostExport(stack, 'B')).toThrow('A cost export is created in us-east-1 alone; the stack is in eu-west-1. Create it in a stack of us-east-1.');
  });

  test('the export has the person behind each call, and AWS alone writes to its bucket', () => {
    const stack = stackIn('us-east-1', '111122223333');
    new CostExport(stack, 'Export', { expiration: Duration.days(400) });
    const { DataQuery } = resourcesIn(stack, 'AWS::BCMDataExports::Export')[0]!.Export;

    expect(DataQuery.TableConfigurations.COST_AND_USAGE_REPORT.INCLUDE_IAM_PRINCIPAL_DATA).toBe('TRUE');
    expect(DataQuery.QueryStatement).toContain('line_item_iam_principal');
    expect(resourcesIn(stack, 'AWS::S3::BucketPolicy')[0]!.PolicyDocument.Statement.map((statement: any) => [statement.Effect, statement.Principal])).toEqual([
      ['Deny', { AWS: '*' }], ['Allow', { Service: 'bcm-data-exports.amazonaws.com' }],
    ]);
  });
});
