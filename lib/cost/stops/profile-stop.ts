import { ArnFormat, Aws, Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as stepfunctions from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { problem, refuse } from '../../problem';
import { DEFAULT_PATH } from '../../access/default-path';
import { ApplicationInferenceProfile } from '../../profiles/application-inference-profile';
import { INVOKE_ACTIONS } from '../../profiles/invoke-statements';
import { acknowledgeWorkflowChecks } from './acknowledged-checks';
import { BudgetStop } from './budget-stop';
import { profileStopDefinition } from './profile-stop-definition';

/** The tag that says that a profile is off. */
export const STOP_TAG = 'budgetStop';
export const STOPPED = 'stopped';

/**
 * Properties of `ProfileStop`.
 */
export interface ProfileStopProps {
  /**
   * The stop that is carried over to the profiles.
   */
  readonly stop: BudgetStop;

  /**
   * The profiles that are switched off and on, by any name of your own.
   */
  readonly profiles: { [name: string]: ApplicationInferenceProfile };

  /**
   * The policy by which the profiles are called; it gets the statement that refuses stopped profiles.
   */
  readonly policy: iam.ManagedPolicy;

  /**
   * The IAM path of the role with which it acts. A service control policy that guards the principals of this path lets roles
   * of the path act on them. Another path replaces the role.
   *
   * @default /claude-code/
   */
  readonly path?: string;

  /**
   * How often the stop is looked at; a minute or more.
   *
   * @default Duration.hours(4)
   */
  readonly interval?: Duration;
}

/**
 * Carries the stop of a `BudgetStop` over to people who come in through a permission set that carries the team's policy.
 *
 * IAM Identity Center owns their role, so nothing can be attached to it. Instead the policy that they carry refuses a
 * profile for as long as it has the tag `budgetStop: stopped`, and a Step Functions workflow sets that tag once AWS Budgets
 * has acted, and removes it once the action is reversed or reset. It looks every four hours, at data that AWS refreshes
 * every eight to twelve.
 *
 * Added to the policy is the statement `RefuseTheseProfilesWhileStopped`. The workflow's role may read this one action,
 * and set and remove this one tag on these profiles, and nothing else. Step Functions gives 4,000 state transitions a
 * month away; beyond, a team costs about 0.03 USD a month.
 *
 * A principal that may call these profiles by another policy than this one is not reached.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
 */
export class ProfileStop extends Construct {
  /** The workflow. */
  public readonly stateMachine: stepfunctions.StateMachine;

  /**
   * @throws when there is no profile, or the interval is below a minute
   */
  constructor(scope: Construct, id: string, props: ProfileStopProps) {
    super(scope, id);
    const interval = props.interval ?? Duration.hours(4);
    const profileArns = Object.entries(props.profiles).sort().map(([, profile]) => profile.inferenceProfileArn);
    refuse([
      ...(profileArns.length === 0 ? [problem('profiles', 'A stop of profiles needs at least one profile; received none.')] : []),
      ...(interval.toSeconds() < 60
        ? [problem('interval', `A stop of profiles looks at its budget every minute at most; received ${interval.toHumanString()}.`)] : []),
    ]);
    props.policy.addStatements(new iam.PolicyStatement({
      sid: 'RefuseTheseProfilesWhileStopped',
      effect: iam.Effect.DENY,
      actions: [...INVOKE_ACTIONS],
      resources: profileArns,
      conditions: { StringEquals: { [`aws:ResourceTag/${STOP_TAG}`]: STOPPED } },
    }));
    const budgetName = props.stop.budget.ref;
    const actionId = props.stop.action.attrActionId;
    this.stateMachine = new stepfunctions.StateMachine(this, 'Resource', {
      definitionBody: stepfunctions.DefinitionBody.fromString(
        Stack.of(this).toJsonString(profileStopDefinition({ budgetName, actionId, profileArns, tag: STOP_TAG, value: STOPPED }))),
      comment: 'Switches the profiles off and on as AWS Budgets stops and lifts',
      role: new iam.Role(this, 'Role', {
        description: 'With which the stop tags the profiles that it turns off',
        path: props.path ?? DEFAULT_PATH,
        assumedBy: new iam.ServicePrincipal('states.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } } }),
        inlinePolicies: { SwitchProfiles: new iam.PolicyDocument({ statements: this.statements(budgetName, actionId, profileArns) }) },
      }),
    });
    acknowledgeWorkflowChecks(this.stateMachine);
    new events.Rule(this, 'Look', {
      description: 'Looks whether AWS Budgets has stopped the team',
      schedule: events.Schedule.rate(interval),
      targets: [new SfnStateMachine(this.stateMachine)],
    });
  }

  private statements(budgetName: string, actionId: string, profileArns: string[]): iam.PolicyStatement[] {
    const onlyThisTag = { 'ForAllValues:StringEquals': { 'aws:TagKeys': [STOP_TAG] }, 'Null': { 'aws:TagKeys': 'false' } };
    return [
      new iam.PolicyStatement({
        sid: 'ReadWhetherAwsBudgetsHasActed',
        actions: ['budgets:DescribeBudgetAction'],
        resources: [Stack.of(this).formatArn({
          service: 'budgets', region: '', resource: 'budget', resourceName: `${budgetName}/action/${actionId}`, arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
        })],
      }),
      new iam.PolicyStatement({
        sid: 'SwitchTheseProfilesOff',
        actions: ['bedrock:TagResource'],
        resources: profileArns,
        conditions: { ...onlyThisTag, StringEquals: { [`aws:RequestTag/${STOP_TAG}`]: STOPPED } },
      }),
      new iam.PolicyStatement({ sid: 'SwitchTheseProfilesOn', actions: ['bedrock:UntagResource'], resources: profileArns, conditions: onlyThisTag }),
    ];
  }
}
