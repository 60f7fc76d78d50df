import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { RequiredGuardrail } from '../access/policies/guardrail-reference';
import { ClaudeModel } from '../models/claude-model';
import { Geography } from '../models/geography';
import { ModelDestinations } from '../profiles/model-destinations';
import { ClaudeCodeTeamOptions } from './team-options';

/**
 * Properties of `ClaudeCodeTeam`.
 */
export interface ClaudeCodeTeamProps extends ClaudeCodeTeamOptions {
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
   * How policies name the regions of the foundation models.
   *
   * @default ModelDestinations.ANY
   */
  readonly destinations?: ModelDestinations;

  /**
   * The beginning of profile names, of the settings parameter's name and of the roles' IAM path: lower-case letters and
   * digits with single hyphens between, not beginning with `aws` or `ssm`.
   *
   * @default claude-code
   */
  readonly namePrefix?: string;

  /**
   * Who may assume the team's developer role besides those of `access.developers`: principals that a stack has as objects.
   *
   * @default - nobody else
   */
  readonly developers?: iam.IPrincipal[];

  /**
   * Who may assume the role that mints short-term API keys besides those of `access.apiKeys.shortTerm`.
   *
   * @default - nobody else
   */
  readonly shortTermApiKeyUsers?: iam.IPrincipal[];

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
   * The most that roles and users of the team may ever do, whatever is granted to them.
   *
   * @default - none
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * Where budget, alarms and stops of the team send their alerts.
   *
   * @default - nowhere
   */
  readonly alertTopic?: sns.ITopic;

  /**
   * What is attached to the team's roles and users once its budget is spent: the policy of the account's `StopPolicy`.
   * Needed by `budget.onExceeded`.
   *
   * @default - none
   */
  readonly budgetStopPolicy?: iam.IManagedPolicy;

  /**
   * What is attached for a while in a burst: another policy than `budgetStopPolicy`, see `BurstStop`. Needed by
   * `alarms.onBurst`.
   *
   * @default - none
   */
  readonly burstStopPolicy?: iam.IManagedPolicy;

  /**
   * The guardrail that every call has to name. The policy refuses calls without it, and the settings name it.
   *
   * @default - none
   */
  readonly guardrail?: RequiredGuardrail;
}
