import { Aws, Stack } from 'aws-cdk-lib';
import { CfnBudget, CfnBudgetsAction } from 'aws-cdk-lib/aws-budgets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DEFAULT_PATH } from '../../access/default-path';
import { refuse } from '../../problem';
import { BudgetLimit } from '../budgets/budget-options';
import { limitProblems, regionProblems } from '../budgets/budget-rules';
import { filterProblems, limit, resourceTags } from '../budgets/cost-budget';
import { attachmentStatements, targetProblems } from './stop-attachment';

/**
 * Who attaches the stop policy once a limit is reached.
 */
export enum StopApproval {
  /** AWS Budgets does, by itself. */
  AUTOMATIC = 'automatic',

  /** A person does, with one click in the Budgets console, after AWS Budgets asked. */
  MANUAL = 'manual',
}

/**
 * How a limit stops.
 */
export interface BudgetStopOptions {
  /**
   * Who attaches the policy.
   *
   * @default StopApproval.AUTOMATIC
   */
  readonly approval?: StopApproval;
}

/**
 * Properties of `BudgetStop`.
 */
export interface BudgetStopProps extends BudgetLimit, BudgetStopOptions {
  /**
   * Only cost that carries this tag, as `{ team: 'payments' }`; exactly one.
   *
   * @default - the cost of the whole account
   */
  readonly tagFilter?: { [key: string]: string };

  /**
   * What is attached at the limit: the `policy` of the account's `StopPolicy`.
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
   * Where AWS Budgets says that it acted, or asks whether it may; AWS wants one recipient.
   */
  readonly topic: sns.ITopic;

  /**
   * The IAM path of the role with which it acts. A service control policy that guards the principals of this path lets roles
   * of the path act on them. Another path replaces the role.
   *
   * @default /claude-code/
   */
  readonly path?: string;

  /**
   * Tags of the budget and its action.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
}

/**
 * A limit that stops: at 100 percent of actual cost, AWS Budgets attaches the stop policy to the roles and users.
 *
 * It has a budget of its own, without alerts, so that changed thresholds of a `CostBudget` never replace the action and
 * forget that it acted. The deny takes effect within seconds, for live sessions too; AWS Budgets itself learns of cost
 * three to sixteen hours late, and the policy stays until it is taken off: the start of a month does not lift it.
 *
 * The role of AWS Budgets may attach and detach this one policy, to and from these roles and users, and nothing else.
 * The first two budgets with an action are free in each account; each further one costs 0.10 USD a day.
 *
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-controls.html
 */
export class BudgetStop extends Construct {
  /** The budget that the action belongs to. */
  public readonly budget: CfnBudget;

  /** The action. */
  public readonly action: CfnBudgetsAction;

  /** The role with which AWS Budgets acts. */
  public readonly executionRole: iam.Role;

  /**
   * @throws when the amount or the filter cannot be used, when there is nobody to stop or more than AWS Budgets takes, or
   * when CloudFormation does not offer budgets in the stack's region
   */
  constructor(scope: Construct, id: string, props: BudgetStopProps) {
    super(scope, id);
    refuse([
      ...limitProblems(props), ...filterProblems(props.tagFilter), ...targetProblems(props), ...regionProblems(Stack.of(this).region),
    ]);
    this.budget = new CfnBudget(this, 'Budget', { budget: limit(props), resourceTags: resourceTags(props.tags) });
    this.executionRole = this.createExecutionRole(props);
    this.action = new CfnBudgetsAction(this, 'Resource', {
      actionType: 'APPLY_IAM_POLICY',
      approvalModel: props.approval === StopApproval.MANUAL ? 'MANUAL' : 'AUTOMATIC',
      budgetName: this.budget.ref,
      notificationType: 'ACTUAL',
      actionThreshold: { type: 'PERCENTAGE', value: 100 },
      definition: {
        iamActionDefinition: {
          policyArn: props.policy.managedPolicyArn,
          ...(props.roles?.length && { roles: props.roles.map((role) => role.roleName) }),
          ...(props.users?.length && { users: props.users.map((user) => user.userName) }),
        },
      },
      executionRoleArn: this.executionRole.roleArn,
      subscribers: [{ type: 'SNS', address: props.topic.topicArn }],
      resourceTags: resourceTags(props.tags),
    });
    // The service checks at creation that the role can do what the action asks.
    this.action.node.addDependency(this.executionRole);
  }

  private createExecutionRole(props: BudgetStopProps): iam.Role {
    return new iam.Role(this, 'ExecutionRole', {
      description: 'With which AWS Budgets attaches the stop policy',
      path: props.path ?? DEFAULT_PATH,
      assumedBy: new iam.ServicePrincipal('budgets.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:budgets::${Aws.ACCOUNT_ID}:budget/*` },
        },
      }),
      inlinePolicies: { StopSpending: new iam.PolicyDocument({ statements: attachmentStatements(props) }) },
    });
  }
}
