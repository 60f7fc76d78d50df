import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/**
 * Properties of `AlertTopic`.
 */
export interface AlertTopicProps {
  /**
   * Who gets alerts by e-mail. Each address gets one mail from Amazon SNS with a link to confirm, for which nobody has
   * to sign in to the account.
   *
   * @default - nobody
   */
  readonly emails?: string[];
}

/**
 * Where budgets of this account send their alerts.
 *
 * It is not encrypted at rest: budgets cannot publish to a topic under the key that AWS manages for SNS, and a
 * customer-managed key has a monthly price.
 *
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
 */
export class AlertTopic extends Construct {
  /** The topic. */
  public readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, props: AlertTopicProps = {}) {
    super(scope, id);
    this.topic = new sns.Topic(this, 'Resource', { enforceSSL: true });
    for (const email of [...new Set(props.emails ?? [])].sort()) {
      this.topic.addSubscription(new EmailSubscription(email));
    }
    this.topic.addToResourcePolicy(publishFromBudgets(this.topic));
  }
}

/** Lets AWS Budgets publish, on behalf of this account's budgets only. */
function publishFromBudgets(topic: sns.Topic): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'PublishAlertsOfThisAccountsBudgets',
    principals: [new iam.ServicePrincipal('budgets.amazonaws.com')],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ArnLike: {
        'aws:SourceArn': Stack.of(topic).formatArn({
          service: 'budgets', region: '', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME,
        }),
      },
    },
  });
}
