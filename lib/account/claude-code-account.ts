import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../access/acknowledged-wildcards';
import { ClaudeCodePolicy } from '../access/policies/claude-code-policy';
import { DEFAULT_PATH } from '../access/default-path';
import { GithubOidcProvider } from '../access/principals/github-oidc-provider';
import { ClaudeCodePermissionsBoundary } from '../access/fences/permissions-boundary';
import { AlertOptions, AlertTopic } from '../cost/alerts/alert-topic';
import { BudgetOptions } from '../cost/budgets/budget-options';
import { CostBudget } from '../cost/budgets/cost-budget';
import { StopPolicy } from '../cost/stops/stop-policy';

/**
 * Properties of `ClaudeCodeAccount`.
 */
export interface ClaudeCodeAccountProps {
  /**
   * Who gets alerts of the account and of its teams.
   *
   * @default - nobody
   */
  readonly alerts?: AlertOptions;

  /**
   * The limit of the whole account. It filters on nothing, so that no product name that Claude is billed under is ever
   * missed.
   *
   * @default - the account has no budget
   */
  readonly budget?: BudgetOptions;

  /**
   * Whether the account gets GitHub's OpenID Connect provider, which roles for GitHub Actions trust. An account can have it
   * once: leave it out where another stack made it.
   *
   * @default false
   */
  readonly githubOidcProvider?: boolean;

  /**
   * Whether the account gets one policy by tags that all teams share, see `ClaudeCodePolicy.byTag()`.
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
   * The IAM path of the policies, those that stop spending among them.
   *
   * @default /claude-code/
   */
  readonly path?: string;
}

/**
 * What an account dedicated to Claude Code has once, however many teams it has: the topic of its alerts, its budget, the
 * policies that stop spending and, where asked for, GitHub's provider, the policy by tags and the permissions boundary.
 */
export class ClaudeCodeAccount extends Construct {
  /** Where alerts of the account and of its teams go. */
  public readonly alertTopic: sns.ITopic;

  /** The budget of the whole account; there is none without `budget`. */
  public readonly budget?: CostBudget;

  /** Attached to nobody until a limit is reached. */
  public readonly budgetStopPolicy: iam.ManagedPolicy;

  /** The same, for bursts: its stop is lifted by itself, and so must not be the one of a reached limit. */
  public readonly burstStopPolicy: iam.ManagedPolicy;

  /** What the teams may do, by tags; there is none without `tagBasedPolicy`. */
  public readonly tagBasedPolicy?: iam.ManagedPolicy;

  /** The most that principals of the teams may do; there is none without `permissionsBoundary`. */
  public readonly permissionsBoundary?: iam.ManagedPolicy;

  /**
   * @throws when the amount, a threshold or an address cannot be used
   */
  constructor(scope: Construct, id: string, props: ClaudeCodeAccountProps = {}) {
    super(scope, id);
    this.alertTopic = new AlertTopic(this, 'AlertTopic', props.alerts).topic;
    if (props.budget !== undefined) {
      this.budget = new CostBudget(this, 'Budget', { ...props.budget, topic: this.alertTopic });
    }
    const path = props.path ?? DEFAULT_PATH;
    this.budgetStopPolicy = new StopPolicy(this, 'BudgetStopPolicy', { path }).policy;
    this.burstStopPolicy = new StopPolicy(this, 'BurstStopPolicy', { path }).policy;
    if (props.githubOidcProvider === true) {
      new GithubOidcProvider(this, 'GithubOidcProvider');
    }
    if (props.tagBasedPolicy === true) {
      this.tagBasedPolicy = createTagBasedPolicy(this, path);
    }
    if (props.permissionsBoundary === true) {
      this.permissionsBoundary = new ClaudeCodePermissionsBoundary(this, 'PermissionsBoundary', { path }).policy;
    }
  }
}

function createTagBasedPolicy(scope: Construct, path: string): iam.ManagedPolicy {
  const allowed = ClaudeCodePolicy.byTag();
  const policy = new iam.ManagedPolicy(scope, 'TagBasedPolicy', {
    description: 'Calls Claude through the inference profiles that bear the team tag of the caller, and in no other way',
    path,
    document: allowed.document(),
  });
  acknowledgeWildcards(policy, allowed.statements());
  return policy;
}
