import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../access/acknowledged-wildcards';
import { ClaudeCodePolicy } from '../access/claude-code-policy';
import { GitHubOidcProvider } from '../access/github-oidc-provider';
import { ClaudeCodePermissionsBoundary } from '../access/permissions-boundary';
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

  /**
   * Whether the account gets GitHub's OpenID Connect provider, which roles for GitHub Actions trust. An account can have it
   * once: leave it out where another stack made it.
   *
   * @default false
   */
  readonly gitHubOidcProvider?: boolean;

  /**
   * Whether the account gets one policy by tags that all teams share, see `ClaudeCodePolicy.tagBased()`.
   *
   * @default false
   */
  readonly tagBasedPolicy?: boolean;

  /**
   * Whether the account gets a permissions boundary for the roles and users of its teams.
   *
   * @default false
   */
  readonly permissionsBoundary?: boolean;

  /**
   * The IAM path of the policies.
   *
   * @default /claude-code/
   */
  readonly path?: string;
}

/**
 * What an account dedicated to Claude Code has once, however many teams it has: the topic of its alerts and its budget.
 */
export class ClaudeCodeAccount extends Construct {
  /** Where alerts of the account and of its teams go. */
  public readonly alertTopic: sns.ITopic;

  /** The budget of the whole account; there is none without `monthlyBudgetUsd`. */
  public readonly budget?: CostBudget;

  /** What the teams may do, by tags; there is none without `tagBasedPolicy`. */
  public readonly tagBasedPolicy?: iam.ManagedPolicy;

  /** The most that principals of the teams may do; there is none without `permissionsBoundary`. */
  public readonly permissionsBoundary?: iam.ManagedPolicy;

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
    if (props.gitHubOidcProvider === true) {
      new GitHubOidcProvider(this, 'GitHubOidcProvider');
    }
    if (props.tagBasedPolicy === true) {
      this.tagBasedPolicy = createTagBasedPolicy(this, props.path);
    }
    if (props.permissionsBoundary === true) {
      this.permissionsBoundary = new ClaudeCodePermissionsBoundary(this, 'PermissionsBoundary', { path: props.path }).policy;
    }
  }
}

function createTagBasedPolicy(scope: Construct, path = '/claude-code/'): iam.ManagedPolicy {
  const allowed = ClaudeCodePolicy.tagBased();
  const policy = new iam.ManagedPolicy(scope, 'TagBasedPolicy', {
    description: 'Calls Claude through the inference profiles that bear the team tag of the caller, and in no other way',
    path,
    document: allowed.document(),
  });
  acknowledgeWildcards(policy, allowed.statements());
  return policy;
}
