import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../access/acknowledged-wildcards';
import { ClaudeCodePolicy } from '../access/policies/claude-code-policy';
import { DEFAULT_PATH } from '../access/default-path';
import { GithubOidcProvider } from '../access/principals/github-oidc-provider';
import { ClaudeCodePermissionsBoundary } from '../access/fences/permissions-boundary';
import { AlertTopic } from '../cost/alerts/alert-topic';
import { SlackChannel, TeamsChannel } from '../cost/alerts/chat-channels';
import { CostBudget } from '../cost/budgets/cost-budget';
import { StopPolicy } from '../cost/stops/stop-policy';

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
   * URLs that get alerts as HTTPS requests.
   *
   * @default - none
   */
  readonly alertHttpsEndpoints?: string[];

  /**
   * Slack channels that get alerts, by a name of your own.
   *
   * @default - none
   */
  readonly alertSlackChannels?: { [name: string]: SlackChannel };

  /**
   * Microsoft Teams channels that get alerts, by a name of your own.
   *
   * @default - none
   */
  readonly alertTeamsChannels?: { [name: string]: TeamsChannel };

  /**
   * Whether alerts are encrypted at rest with a key of this account, which costs 1 USD a month.
   *
   * @default false
   */
  readonly encryptAlerts?: boolean;

  /**
   * The limit of the whole account in a calendar month, in US dollars. It filters on nothing, so that no product name
   * that Claude is billed under is ever missed.
   *
   * @default - the account has no budget
   */
  readonly monthlyBudgetUsd?: number;

  /**
   * The limit of the whole account in a calendar year, in US dollars, in place of a monthly one.
   *
   * @default - the limit, where there is one, is monthly
   */
  readonly annualBudgetUsd?: number;

  /**
   * Who gets the budget's alerts by e-mail from AWS Budgets itself; at most ten, see `CostBudget`.
   *
   * @default - nobody
   */
  readonly budgetEmails?: string[];

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

  /** The budget of the whole account; there is none without `monthlyBudgetUsd` or `annualBudgetUsd`. */
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
    this.alertTopic = new AlertTopic(this, 'AlertTopic', {
      emails: props.alertEmails,
      httpsEndpoints: props.alertHttpsEndpoints,
      slackChannels: props.alertSlackChannels,
      teamsChannels: props.alertTeamsChannels,
      encryptionKey: props.encryptAlerts === true
        ? new kms.Key(this, 'AlertKey', { description: 'Encrypts alerts of spending', enableKeyRotation: true })
        : undefined,
    }).topic;
    if (props.monthlyBudgetUsd !== undefined || props.annualBudgetUsd !== undefined) {
      this.budget = new CostBudget(this, 'Budget', {
        monthlyUsd: props.monthlyBudgetUsd,
        annualUsd: props.annualBudgetUsd,
        actualThresholds: props.actualThresholds,
        forecastThresholds: props.forecastThresholds,
        topic: this.alertTopic,
        emails: props.budgetEmails,
      });
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
