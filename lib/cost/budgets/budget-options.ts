/**
 * A limit on cost: exactly one of the two is given.
 */
export interface BudgetLimit {
  /**
   * The limit of a calendar month, in US dollars; above zero. Changes in place, as the annual limit does; a change from
   * one to the other replaces the budget.
   *
   * @default - `annualUsd` is the limit
   */
  readonly monthlyUsd?: number;

  /**
   * The limit of a calendar year, in US dollars; above zero. Exactly one of `monthlyUsd` and `annualUsd` is given.
   *
   * @default - `monthlyUsd` is the limit
   */
  readonly annualUsd?: number;
}

/**
 * A limit and who hears of it.
 */
export interface BudgetOptions extends BudgetLimit {
  /**
   * The percentages of the limit that, once spent, send an alert. Their order does not matter. Another set replaces the
   * budget; nothing refers to it by name.
   *
   * @default [50, 80, 100]
   */
  readonly actual?: number[];

  /**
   * The percentages of the limit that, once forecast for the month, send an alert. AWS forecasts after about five weeks
   * of use.
   *
   * @default [100]
   */
  readonly forecast?: number[];

  /**
   * Who gets the alerts by e-mail from AWS Budgets itself; at most ten addresses. Each of them has to confirm a link
   * within twelve hours while signed in to this account, so a topic is the better way. Another list replaces the budget.
   *
   * @default - nobody
   */
  readonly emails?: string[];
}
