import { Aws, Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as stepfunctions from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { Problem, problem, refuse } from '../../problem';
import { DEFAULT_PATH } from '../../access/default-path';
import { acknowledgeWorkflowChecks } from './acknowledged-checks';
import { burstStopDefinition } from './burst-stop-definition';
import { attachmentStatements, targetProblems } from './stop-attachment';

/** A standard workflow runs for less than a year. By an hour the windows of an alarm are over: the next burst changes its state. */
const LONGEST_HOURS = 8759;

/**
 * How long a burst stops.
 */
export interface BurstStopOptions {
  /**
   * How long the stop lasts, in whole hours from 1 to 8759. An alarm that still rings then trips nothing until it has come to
   * rest: its state has to change.
   *
   * @default 12
   */
  readonly liftAfterHours?: number;
}

/**
 * Properties of `BurstStop`.
 */
export interface BurstStopProps extends BurstStopOptions {
  /**
   * The alarms, any of which stops the roles and users when it fires; usually the hourly ones of a `UsageAlarms`.
   */
  readonly alarms: cloudwatch.IAlarm[];

  /**
   * What is attached: the `policy` of a `StopPolicy`, and of another one than a `BudgetStop` attaches to the same
   * roles: the breaker lifts its stop by itself, and must not lift that of a reached limit.
   */
  readonly policy: iam.IManagedPolicy;

  /**
   * The roles that are stopped.
   *
   * @default - none; there is at least one role or user
   */
  readonly roles?: iam.IRole[];

  /**
   * The users that are stopped.
   *
   * @default - none; there is at least one role or user
   */
  readonly users?: iam.IUser[];

  /**
   * The IAM path of the role with which it acts. A service control policy that guards the principals of this path lets roles
   * of the path act on them. Another path replaces the role.
   *
   * @default /claude-code/
   */
  readonly path?: string;

  /**
   * Where it says that it has stopped and lifted. The topic's policy has to let EventBridge rules of this account publish;
   * that of `AlertTopic` does.
   *
   * @default - nowhere
   */
  readonly topic?: sns.ITopic;
}

/**
 * Stops a burst: seconds after an alarm fires, the stop policy is attached, and taken off again after a while.
 *
 * EventBridge sees the alarm change to `ALARM` and starts a Step Functions workflow, whose steps are calls of IAM: there
 * is no code to run or keep up to date, and it costs nothing while nothing happens. The workflow's role may attach and
 * detach this one policy, to and from these roles and users, and nothing else.
 *
 * To lift a stop earlier, detach the policy: the workflow then finds it gone, and ends well.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export class BurstStop extends Construct {
  /** The workflow. */
  public readonly stateMachine: stepfunctions.StateMachine;

  /** What is attached. */
  public readonly policy: iam.IManagedPolicy;

  /**
   * @throws when there is no alarm, nobody to stop, or no length of a stop that a workflow can wait
   */
  constructor(scope: Construct, id: string, props: BurstStopProps) {
    super(scope, id);
    const liftAfterHours = props.liftAfterHours ?? 12;
    refuse([
      ...(props.alarms.length === 0 ? [problem('alarms', 'A burst stop needs at least one alarm that trips it; received none.')] : []),
      ...targetProblems(props),
      ...liftProblems({ liftAfterHours }),
    ]);
    this.policy = props.policy;
    this.stateMachine = new stepfunctions.StateMachine(this, 'Resource', {
      definitionBody: stepfunctions.DefinitionBody.fromString(
        Stack.of(this).toJsonString(burstStopDefinition({ policy: props.policy, roles: props.roles, users: props.users, liftAfter: Duration.hours(liftAfterHours) }))),
      comment: 'Attaches the stop policy, waits, and detaches it',
      role: new iam.Role(this, 'Role', {
        description: 'With which the breaker attaches and detaches the stop policy',
        path: props.path ?? DEFAULT_PATH,
        assumedBy: new iam.ServicePrincipal('states.amazonaws.com', {
          conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
        }),
        inlinePolicies: { StopSpending: new iam.PolicyDocument({ statements: attachmentStatements(props) }) },
      }),
    });
    acknowledgeWorkflowChecks(this.stateMachine);
    new events.Rule(this, 'Trip', {
      description: 'Trips the breaker when an alarm on cost fires',
      eventPattern: {
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        resources: props.alarms.map((alarm) => alarm.alarmArn),
        detail: { state: { value: ['ALARM'] } },
      },
      targets: [new SfnStateMachine(this.stateMachine)],
    });
    if (props.topic) {
      this.tell(props.topic);
    }
  }

  /** A target of its own, because `targets.SnsTopic` would open the topic to rules of every account. */
  private tell(topic: sns.ITopic): void {
    const status = events.EventField.fromPath('$.detail.status');
    const execution = events.EventField.fromPath('$.detail.executionArn');
    new events.Rule(this, 'Tell', {
      description: 'Tells that the breaker stopped (RUNNING), lifted (SUCCEEDED) or failed',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [this.stateMachine.stateMachineArn] },
      },
      targets: [{
        bind: () => ({
          arn: topic.topicArn,
          input: events.RuleTargetInput.fromText(
            `Burst stop ${this.node.path}: ${status}. RUNNING: stopped; SUCCEEDED: lifted; anything else: look at ${execution}`),
        }),
      }],
    });
  }
}

/** How long a stop cannot last. */
export function liftProblems({ liftAfterHours }: BurstStopOptions): Problem[] {
  return liftAfterHours === undefined || (Number.isInteger(liftAfterHours) && liftAfterHours >= 1 && liftAfterHours <= LONGEST_HOURS)
    ? []
    : [problem('liftAfterHours', `A stop lasts a whole number of hours from 1 to ${LONGEST_HOURS}; received ${liftAfterHours}.`)];
}
