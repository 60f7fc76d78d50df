import { Aws, CfnResource, Stack, Token } from 'aws-cdk-lib';
import { CfnAnomalyMonitor, CfnAnomalySubscription } from 'aws-cdk-lib/aws-ce';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** The only region whose CloudFormation offers `AWS::CE` types. */
export const BILLING_REGION = 'us-east-1';

/**
 * What an anomaly is.
 */
export interface CostAnomalyOptions {
  /**
   * The smallest impact of an anomaly, in US dollars, that alerts; above zero.
   */
  readonly minimumUsd: number;

  /**
   * The ARN of the account's monitor of services, where there is one: an account has one at most, and AWS makes it for
   * accounts that turn on Cost Explorer. `aws ce get-anomaly-monitors` prints it.
   *
   * @default - the account has none: it is created
   */
  readonly servicesMonitorArn?: string;
}

/**
 * Properties of `CostAnomalyDetection`.
 */
export interface CostAnomalyDetectionProps extends CostAnomalyOptions {
  /**
   * Where anomalies are told, at once. A topic of us-east-1.
   */
  readonly topic: sns.ITopic;

  /**
   * The key of a tag and the values of it that get a monitor each, as in `{ team: ['payments', 'research'] }`; exactly
   * one key. Only the account that pays may create these monitors.
   *
   * @default - only the account's services are watched
   */
  readonly tagMonitors?: { [key: string]: string[] };
}

/**
 * Cost that departs from its own past, found by AWS about a day later.
 *
 * It watches every service of the account on its own, and so Claude whatever product name AWS Marketplace bills it
 * under. It costs nothing. Only for a stack of us-east-1.
 *
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/getting-started-ad.html
 */
export class CostAnomalyDetection extends Construct {
  /** The subscription of the topic to every monitor here. */
  public readonly subscription: CfnAnomalySubscription;

  /**
   * @throws when the stack is in another region, the amount is not above zero, or there is more than one tag key
   */
  constructor(scope: Construct, id: string, props: CostAnomalyDetectionProps) {
    super(scope, id);
    const problems = problemsOf(Stack.of(this).region, props);
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }
    const services = props.servicesMonitorArn ?? untagged(new CfnAnomalyMonitor(this, 'ServicesMonitor', {
      monitorName: `${Aws.STACK_NAME}-services`,
      monitorType: 'DIMENSIONAL',
      monitorDimension: 'SERVICE',
    })).attrMonitorArn;
    this.subscription = untagged(new CfnAnomalySubscription(this, 'Resource', {
      subscriptionName: `${Aws.STACK_NAME}-anomalies`,
      frequency: 'IMMEDIATE',
      monitorArnList: [services, ...this.tagMonitors(props.tagMonitors ?? {})],
      subscribers: [{ type: 'SNS', address: props.topic.topicArn }],
      thresholdExpression: JSON.stringify({
        Dimensions: { Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE', MatchOptions: ['GREATER_THAN_OR_EQUAL'], Values: [String(props.minimumUsd)] },
      }),
    }));
  }

  private tagMonitors(tags: { [key: string]: string[] }): string[] {
    return Object.entries(tags).flatMap(([key, values]) => [...new Set(values)].sort().map((value) => untagged(new CfnAnomalyMonitor(this, `TagMonitor-${value}`, {
      monitorName: `${Aws.STACK_NAME}-${key}-${value}`,
      monitorType: 'CUSTOM',
      monitorSpecification: JSON.stringify({ Tags: { Key: key, MatchOptions: ['EQUALS'], Values: [value] } }),
    })).attrMonitorArn));
  }
}

/** Tags of these types are create-only: a new tag of the whole app would replace them, and AWS would learn anew. */
function untagged<T extends CfnResource>(resource: T): T {
  resource.addPropertyDeletionOverride('ResourceTags');
  return resource;
}

function problemsOf(region: string, props: CostAnomalyDetectionProps): string[] {
  const keys = Object.keys(props.tagMonitors ?? {}).length;
  return [
    ...(Token.isUnresolved(region) || region === BILLING_REGION ? []
      : [`CloudFormation offers cost anomaly detection in ${BILLING_REGION} alone; the stack is in ${region}. Create it in a stack of ${BILLING_REGION}.`]),
    ...(props.minimumUsd > 0 ? [] : [`The impact that is worth an alert is an amount above zero, in US dollars; received ${props.minimumUsd}.`]),
    ...(keys <= 1 ? [] : [`Monitors are made for the values of one tag key; received ${keys} keys.`]),
  ];
}
