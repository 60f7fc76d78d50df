import { BudgetOptions } from '../cost/budgets/budget-options';
import { BudgetStopOptions } from '../cost/stops/budget-stop';
import { BurstStopOptions } from '../cost/stops/burst-stop';
import { LimitReaction } from '../cost/stops/limit-reaction';
import { UsageAlarmsOptions } from '../cost/watching/usage-alarms';

/**
 * The limit of a team, by its tag.
 */
export interface TeamBudgetOptions extends BudgetOptions, BudgetStopOptions {
  /**
   * What happens at the limit, besides an alert.
   *
   * @default LimitReaction.NOTIFY
   */
  readonly onExceeded?: LimitReaction;

  /**
   * Whether the stop reaches people whose permission set carries the team's policy too, by stopping the profiles; see
   * `ProfileStop`. Needs `onExceeded: LimitReaction.STOP`.
   *
   * @default false
   */
  readonly stopPermissionSets?: boolean;
}

/**
 * The alarms of a team, and what a burst does.
 */
export interface TeamAlarmsOptions extends UsageAlarmsOptions, BurstStopOptions {
  /**
   * What happens when `hourlyUsd` is passed, besides an alarm: a stop lifts itself after `liftAfterHours`.
   *
   * @default LimitReaction.NOTIFY
   */
  readonly onBurst?: LimitReaction;
}
