import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { GithubActionsPrincipal } from '../access/principals/github-actions-principal';
import { LongTermApiKeyOptions } from '../access/api-keys/long-term-api-key';
import { RequiredGuardrail } from '../access/policies/guardrail-reference';
import { ClaudeModel } from '../models/claude-model';
import { Geography } from '../models/geography';
import { ModelTier } from '../models/model-tier';
import { ModelDestinations } from '../profiles/model-destinations';
import { TeamCostProps } from './team-cost-props';
import { TeamSettingsOptions } from './team-settings-options';

/**
 * Properties of `ClaudeCodeTeam`.
 */
export interface ClaudeCodeTeamProps extends TeamCostProps {
  /**
   * The name of the team: lower-case letters, digits and single hyphens. It is the value of the `team` tag and part of
   * the names of profiles and of the settings parameter, so another name replaces them. With `namePrefix` it is unique in an
   * account and region.
   */
  readonly teamName: string;

  /**
   * The model of each tier, by the tier in lower case: `opus`, `sonnet`, `haiku`, `fable`. At least one. Another model replaces that
   * tier's profile, and only that one.
   */
  readonly models: { [tier: string]: ClaudeModel };

  /**
   * Where calls may be served. Another geography replaces the profiles.
   */
  readonly geography: Geography;

  /**
   * The region in which requests enter.
   *
   * @default - the region of the stack; give it where the stack has none, to have the offer checked at synthesis
   */
  readonly sourceRegion?: string;

  /**
   * The tier that a session of Claude Code starts with.
   *
   * @default - sonnet, or the tier that stands in for it
   */
  readonly defaultTier?: ModelTier;

  /**
   * How policies name the regions of the foundation models.
   *
   * @default ModelDestinations.ANY
   */
  readonly destinations?: ModelDestinations;

  /**
   * Who may assume the team's developer role.
   *
   * @default - there is no developer role
   */
  readonly developers?: iam.IPrincipal[];

  /**
   * How long a developer's session may last.
   *
   * @default Duration.hours(8)
   */
  readonly developerSessionDuration?: Duration;

  /**
   * Who may assume the role whose sessions mint short-term Bedrock API keys.
   *
   * @default - there is no such role
   */
  readonly shortTermApiKeyUsers?: iam.IPrincipal[];

  /**
   * How long such a key may live, from one hour to twelve.
   *
   * @default Duration.hours(8)
   */
  readonly shortTermApiKeyDuration?: Duration;

  /**
   * The jobs of GitHub Actions that may call Claude; each gets a role of its own. The account needs GitHub's provider once,
   * see `GithubOidcProvider`. Their order does not matter.
   *
   * @default - none
   */
  readonly githubJobs?: GithubActionsPrincipal[];

  /**
   * Long-term Bedrock API keys, by names of your choice. Each is an IAM user and a secret; a Lambda function keeps them.
   * Another name makes another user and another key.
   *
   * @default - none, and no function
   */
  readonly longTermApiKeys?: { [name: string]: LongTermApiKeyOptions };

  /**
   * Whether sessions of the developer role and of the role for keys have to be tied to the person behind them; see
   * `ClaudeCodeRoleProps.requireAttribution`.
   *
   * @default false
   */
  readonly requireAttribution?: boolean;

  /**
   * What every role and user of the team may do, in place of a policy of its own: one with the statements of
   * `ClaudeCodePolicy.byTag()`, which several teams can share.
   *
   * @default - a policy that names the team's profiles
   */
  readonly policy?: iam.IManagedPolicy;

  /**
   * The name of the team's policy, so that a permission set can refer to it. Another name replaces the policy.
   *
   * @default - chosen by CloudFormation
   */
  readonly policyName?: string;

  /**
   * The most that roles and users of the team may ever do, whatever is granted to them.
   *
   * @default - none
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * The team's limit of a calendar month, in US dollars.
   *
   * @default - the team has no budget
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
   * Where budget, alarms and stops of the team send their alerts.
   *
   * @default - nowhere
   */
  readonly alertTopic?: sns.ITopic;

  /**
   * What finance books the team under; the value of the `costCenter` tag.
   *
   * @default - no such tag
   */
  readonly costCenter?: string;

  /**
   * The beginning of profile names, of the settings parameter's name and of the roles' IAM path: lower-case letters and
   * digits with single hyphens between, not beginning with `aws` or `ssm`.
   *
   * @default claude-code
   */
  readonly namePrefix?: string;

  /**
   * The most tokens that a request may produce.
   *
   * @default - the client's own
   */
  readonly maxOutputTokens?: number;

  /**
   * The thinking budget in tokens, at least 1024 and below `maxOutputTokens`.
   *
   * @default - the client's own
   */
  readonly thinkingTokens?: number;

  /**
   * Whether prompts are cached.
   *
   * @default true
   */
  readonly promptCaching?: boolean;

  /**
   * How the team's Claude Code behaves, besides models, tokens and caching.
   *
   * @default - the client's own
   */
  readonly settings?: TeamSettingsOptions;

  /**
   * The guardrail that every call has to name. The policy refuses calls without it, and the settings name it.
   *
   * @default - none
   */
  readonly guardrail?: RequiredGuardrail;
}
