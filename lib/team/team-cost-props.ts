import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { StopApproval } from '../cost/stops/budget-stop';
import { ModelPrices } from '../models/model-prices';

/**
 * What limits a team's cost besides its monthly budget.
 */
export interface TeamCostProps {
  /**
   * The team's limit of a calendar year, in US dollars, in place of a monthly one.
   *
   * @default - the limit, where there is one, is monthly
   */
  readonly annualBudgetUsd?: number;

  /**
   * Who gets the alerts of the team's budget by e-mail from AWS Budgets itself; at most ten, see `CostBudget`.
   *
   * @default - nobody
   */
  readonly budgetEmails?: string[];

  /**
   * What is attached to the team's roles and users once its budget is spent: the policy of the account's
   * `StopPolicy`. Needs a budget and `alertTopic`.
   *
   * @default - a spent budget alerts, and stops nobody
   */
  readonly spendStopPolicy?: iam.IManagedPolicy;

  /**
   * Whether AWS Budgets stops the team by itself or asks a person first.
   *
   * @default StopApproval.AUTOMATIC
   */
  readonly spendStopApproval?: StopApproval;

  /**
   * Whether the stop reaches people whose permission set carries the team's policy too, by switching the profiles off;
   * see `ProfileStop`. Needs `spendStopPolicy`.
   *
   * @default false
   */
  readonly stopPermissionSets?: boolean;

  /**
   * The estimated rate of cost of one tier, in US dollars per hour, that alarms within minutes. CloudWatch bills each of
   * these alarms, see `UsageAlarms`.
   *
   * @default - no alarm on a rate
   */
  readonly hourlyAlarmUsd?: number;

  /**
   * The estimated cost of one tier in a day, in US dollars, that alarms.
   *
   * @default - no alarm on a day
   */
  readonly dailyAlarmUsd?: number;

  /**
   * The number of throttled calls in five minutes that alarms.
   *
   * @default - no alarm on throttles
   */
  readonly throttlesAlarm?: number;

  /**
   * The number of client errors that alarms when each of three windows of five minutes reaches it.
   *
   * @default - no alarm on client errors
   */
  readonly clientErrorsAlarm?: number;

  /**
   * Whether a call to a model that AWS has declared legacy alarms.
   *
   * @default false
   */
  readonly legacyModelsAlarm?: boolean;

  /**
   * Prices by the name of the model, in place of the catalogue's list prices.
   *
   * @default - the list prices
   */
  readonly modelPrices?: { [modelName: string]: ModelPrices };

  /**
   * What is attached to the team's roles and users for a while when an alarm on an hourly rate fires: another policy than
   * `spendStopPolicy`, see `BurstStop`. Needs `hourlyAlarmUsd`.
   *
   * @default - an alarm alerts, and stops nobody
   */
  readonly burstStopPolicy?: iam.IManagedPolicy;

  /**
   * How long a burst stops the team.
   *
   * @default Duration.hours(12)
   */
  readonly burstStopDuration?: Duration;
}
