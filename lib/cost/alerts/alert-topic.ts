import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { addChatChannels, SlackChannel, TeamsChannel } from './chat-channels';

/**
 * Who gets alerts.
 */
export interface AlertOptions {
  /**
   * Who gets alerts by e-mail. Each address gets one mail from Amazon SNS with a link to confirm, for which nobody has
   * to sign in to the account.
   *
   * @default - nobody
   */
  readonly emails?: string[];

  /**
   * URLs that get alerts as HTTPS requests. Each endpoint has to confirm the subscription that it is sent first.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html
   */
  readonly https?: string[];

  /**
   * Slack channels, by a name of your own, through Amazon Q Developer in chat applications. The workspace has to be
   * authorized in its console once.
   *
   * @default - none
   */
  readonly slack?: { [name: string]: SlackChannel };

  /**
   * Microsoft Teams channels, by a name of your own, through Amazon Q Developer in chat applications. The team has to be
   * authorized in its console once.
   *
   * @default - none
   */
  readonly teams?: { [name: string]: TeamsChannel };

  /**
   * Whether alerts are encrypted at rest with a key that is created for them, at 1 USD a month. The key is kept when the
   * stack goes.
   *
   * @default false
   */
  readonly encrypted?: boolean;
}

/**
 * Properties of `AlertTopic`.
 */
export interface AlertTopicProps extends AlertOptions {
  /**
   * The customer-managed key that encrypts alerts at rest. Its key policy is extended for the services that publish. A
   * key has a monthly price.
   *
   * @default - one is created where alerts are `encrypted`; otherwise they are not: AWS Budgets cannot publish under the key
   * that AWS manages for SNS
   */
  readonly encryptionKey?: kms.IKey;
}

/** A service that sends alerts, and the condition that it does so for this account, in the keys that it is documented to send. */
interface Publisher {
  readonly sid: string;
  readonly service: string;
  condition(stack: Stack): Record<string, Record<string, string>>;
}

const OF_THIS_ACCOUNT = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };

const from = (sourceArn: string) => ({ ArnLike: { 'aws:SourceArn': sourceArn } });

const PUBLISHERS: readonly Publisher[] = [
  {
    sid: 'PublishAlertsOfThisAccountsBudgets',
    service: 'budgets.amazonaws.com',
    condition: (stack) => ({
      ...OF_THIS_ACCOUNT,
      ...from(stack.formatArn({ service: 'budgets', region: '', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME })),
    }),
  },
  {
    sid: 'PublishThisAccountsAlarms',
    service: 'cloudwatch.amazonaws.com',
    condition: (stack) => ({
      ...OF_THIS_ACCOUNT,
      ...from(stack.formatArn({ service: 'cloudwatch', resource: 'alarm', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME })),
    }),
  },
  // https://docs.aws.amazon.com/cost-management/latest/userguide/ad-SNS.html names the account alone.
  { sid: 'PublishThisAccountsCostAnomalies', service: 'costalerts.amazonaws.com', condition: () => OF_THIS_ACCOUNT },
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html names the rule alone; the account is in it.
  {
    sid: 'PublishEventsOfThisAccountsRules',
    service: 'events.amazonaws.com',
    condition: (stack) => from(stack.formatArn({ service: 'events', resource: 'rule', resourceName: '*' })),
  },
];

/**
 * Where everything that watches this account's spending sends its alerts.
 *
 * Four services may publish, each on behalf of this account only: AWS Budgets, CloudWatch alarms, Cost Anomaly Detection
 * and EventBridge rules.
 *
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
 */
export class AlertTopic extends Construct {
  /** The topic. */
  public readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, props: AlertTopicProps = {}) {
    super(scope, id);
    const encryptionKey = props.encryptionKey ?? (props.encrypted === true
      ? new kms.Key(this, 'Key', { description: 'Encrypts alerts', enableKeyRotation: true }) : undefined);
    this.topic = new sns.Topic(this, 'Resource', { enforceSSL: true, masterKey: encryptionKey });
    for (const email of inOrder(props.emails)) {
      this.topic.addSubscription(new EmailSubscription(email));
    }
    for (const url of inOrder(props.https)) {
      this.topic.addSubscription(new UrlSubscription(url));
    }
    addChatChannels(this, this.topic, props.slack ?? {}, props.teams ?? {});
    for (const publisher of PUBLISHERS) {
      this.topic.addToResourcePolicy(publish(this.topic, publisher));
      encryptionKey?.addToResourcePolicy(encrypt(this, publisher));
    }
  }
}

function publish(topic: sns.Topic, publisher: Publisher): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: publisher.sid,
    principals: [new iam.ServicePrincipal(publisher.service)],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: publisher.condition(Stack.of(topic)),
  });
}

/** What SNS needs of a key on a publisher's behalf; `*` in a key policy is the key itself. */
function encrypt(scope: Construct, publisher: Publisher): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: publisher.sid.replace('Publish', 'Encrypt'),
    principals: [new iam.ServicePrincipal(publisher.service)],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: publisher.condition(Stack.of(scope)),
  });
}

function inOrder(values: readonly string[] = []): string[] {
  return [...new Set(values)].sort();
}
