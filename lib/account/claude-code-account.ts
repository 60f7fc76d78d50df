import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlertTopic } from '../cost/alert-topic';
import { CostBudget } from '../cost/cost-budget';

/**
 * Properties of `ClaudeCodeAccount`.
 */
export interface ClaudeCodeAccountProps {
  /**
   * Who gets alerts by e-mail.
   *
   * @default - nobody
   */
  readonly alertEmails?: string[];

  /**
   * The limit of the whole account in a calendar month, in US dollars. It filters on nothing, so that no product name
   * that Claude is billed under is ever missed.
   *
   * @default - the account has no budget
   */
  readonly monthlyBudgetUsd?: number;

  /**
   * The percentages of the limit that alert once spent.
   *
   * @default [50, 80, 100]
   */
  readonly actualThresholds?: number[];

  /**
   * The percentages of the limit that alert once forecast.
   *
   * @default [100]
   */
  readonly forecastThresholds?: number[];
}

/**
 * What an account dedicated to Claude Code has once, however many teams it has: the topic of its alerts and its budget.
 */
export class ClaudeCodeAccount extends Construct {
  /** Where alerts of the account and of its teams go. */
  public readonly alertTopic: sns.ITopic;

  /** The budget of the whole account; there is none without `monthlyBudgetUsd`. */
  public readonly budget?: CostBudget;

  /**
   * @throws when the amount or a threshold is out of range
   */
  constructor(scope: Construct, id: string, props: ClaudeCodeAccountProps = {}) {
    super(scope, id);
    this.alertTopic = new AlertTopic(this, 'AlertTopic', { emails: props.alertEmails }).topic;
    if (props.monthlyBudgetUsd !== undefined) {
      this.budget = new CostBudget(this, 'Budget', {
        monthlyUsd: props.monthlyBudgetUsd,
        actualThresholds: props.actualThresholds,
        forecastThresholds: props.forecastThresholds,
        topic: this.alertTopic,
      });
    }
  }
}
