import { Duration, Stack, Tags } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ClaudeCodePolicy } from '../access/claude-code-policy';
import { ClaudeCodeRole } from '../access/claude-code-role';
import { ShortTermApiKeyRole } from '../access/short-term-api-key-role';
import { CostBudget } from '../cost/cost-budget';
import { ClaudeModel } from '../models/claude-model';
import { Geography } from '../models/geography';
import { MODEL_TIERS, ModelTier } from '../models/model-tier';
import { ApplicationInferenceProfile } from '../profiles/application-inference-profile';
import { ModelDestinations } from '../profiles/model-destinations';
import { ClaudeCodeSettings, tierProblems } from '../settings/claude-code-settings';
import { ManagedSettingsParameter } from '../settings/managed-settings-parameter';
import { COST_CENTER_TAG, TEAM_TAG, teamNameProblem } from './team-name';

/**
 * Properties of `ClaudeCodeTeam`.
 */
export interface ClaudeCodeTeamProps {
  /**
   * The name of the team: lower-case letters, digits and single hyphens. It is the value of the `team` tag and part of
   * the names of profiles and of the settings parameter, so another name replaces them.
   */
  readonly teamName: string;

  /**
   * The model of each tier, by the tier: `opus`, `sonnet`, `haiku`, `fable`. At least one. Another model replaces that
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
   * Where the team's budget sends its alerts.
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
   * The beginning of profile names, of the settings parameter's name and of the roles' IAM path.
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
}

/**
 * One team: an inference profile for each of its tiers, the roles that may call them, a budget, and the settings of
 * Claude Code that name them.
 *
 * Everything in it carries the tag `team`, and `costCenter` where one is given.
 */
export class ClaudeCodeTeam extends Construct {
  /** The name of the team. */
  public readonly teamName: string;

  /** The profile of each tier, by the tier. */
  public readonly profiles: { [tier: string]: ApplicationInferenceProfile };

  /** What every role of the team may do; one policy for all of them. */
  public readonly policy: iam.ManagedPolicy;

  /** The role of the team's developers; there is none without `developers`. */
  public readonly developerRole?: ClaudeCodeRole;

  /** The role whose sessions mint short-term API keys; there is none without `shortTermApiKeyUsers`. */
  public readonly shortTermApiKeyRole?: ShortTermApiKeyRole;

  /** The team's budget; there is none without `monthlyBudgetUsd`. */
  public readonly budget?: CostBudget;

  /** The `managed-settings.json` of the team's developers. */
  public readonly managedSettings: ManagedSettingsParameter;

  /**
   * @throws when the name or the tiers cannot be used, when a model is not offered, or as the constructs inside it do
   */
  constructor(scope: Construct, id: string, props: ClaudeCodeTeamProps) {
    super(scope, id);
    const problems = [teamNameProblem(props.teamName), ...tierProblems(Object.keys(props.models), props.defaultTier)]
      .filter((problem) => problem !== undefined);
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }
    this.teamName = props.teamName;
    const prefix = props.namePrefix ?? 'claude-code';

    this.profiles = this.createProfiles(props, prefix);
    this.policy = new iam.ManagedPolicy(this, 'Policy', {
      description: `Calls Claude through the inference profiles of team ${this.teamName}, and in no other way`,
      path: `/${prefix}/`,
      document: ClaudeCodePolicy.explicit({ profiles: Object.values(this.profiles), destinations: props.destinations }).document(),
    });
    this.developerRole = this.createDeveloperRole(props, prefix);
    this.shortTermApiKeyRole = this.createShortTermApiKeyRole(props, prefix);
    this.budget = this.createBudget(props);
    this.managedSettings = this.publishSettings(props, prefix);

    for (const [key, value] of Object.entries(ownTags(props))) {
      Tags.of(this).add(key, value);
    }
  }

  private createProfiles(props: ClaudeCodeTeamProps, prefix: string): { [tier: string]: ApplicationInferenceProfile } {
    const profiles: { [tier: string]: ApplicationInferenceProfile } = {};
    for (const tier of MODEL_TIERS) {
      const model = props.models[tier];
      if (model !== undefined) {
        profiles[tier] = new ApplicationInferenceProfile(this, `${capitalized(tier)}Profile`, {
          model,
          geography: props.geography,
          sourceRegion: props.sourceRegion,
          inferenceProfileNamePrefix: `${prefix}-${this.teamName}-${tier}`,
          tags: ownTags(props),
        });
      }
    }
    return profiles;
  }

  private createDeveloperRole(props: ClaudeCodeTeamProps, prefix: string): ClaudeCodeRole | undefined {
    return props.developers && new ClaudeCodeRole(this, 'DeveloperRole', {
      principals: props.developers,
      policy: this.policy,
      description: `Developers of team ${this.teamName} who use Claude Code`,
      maxSessionDuration: props.developerSessionDuration,
      path: `/${prefix}/`,
    });
  }

  private createShortTermApiKeyRole(props: ClaudeCodeTeamProps, prefix: string): ShortTermApiKeyRole | undefined {
    return props.shortTermApiKeyUsers && new ShortTermApiKeyRole(this, 'ShortTermApiKeyRole', {
      principals: props.shortTermApiKeyUsers,
      policy: this.policy,
      description: `Mints short-term Bedrock API keys of team ${this.teamName}`,
      maxSessionDuration: props.shortTermApiKeyDuration,
      path: `/${prefix}/`,
    });
  }

  private createBudget(props: ClaudeCodeTeamProps): CostBudget | undefined {
    if (props.monthlyBudgetUsd === undefined) {
      return undefined;
    }
    return new CostBudget(this, 'Budget', {
      monthlyUsd: props.monthlyBudgetUsd,
      tagFilter: { [TEAM_TAG]: this.teamName },
      actualThresholds: props.actualThresholds,
      forecastThresholds: props.forecastThresholds,
      topic: props.alertTopic,
      tags: ownTags(props),
    });
  }

  private publishSettings(props: ClaudeCodeTeamProps, prefix: string): ManagedSettingsParameter {
    const tiers = Object.fromEntries(Object.entries(this.profiles).map(([tier, profile]) => [tier, {
      inferenceProfileArn: profile.inferenceProfileArn,
      displayName: `${profile.model.displayName} (${this.teamName})`,
      capabilities: profile.model.claudeCodeCapabilities,
    }]));
    return new ManagedSettingsParameter(this, 'ManagedSettings', {
      parameterName: `/${prefix}/${this.teamName}/managed-settings.json`,
      description: `Settings of Claude Code for developers of team ${this.teamName}`,
      settings: new ClaudeCodeSettings({
        region: props.sourceRegion ?? Stack.of(this).region,
        tiers,
        defaultTier: props.defaultTier,
        maxOutputTokens: props.maxOutputTokens,
        thinkingTokens: props.thinkingTokens,
        promptCaching: props.promptCaching,
      }),
    });
  }
}

function ownTags(props: ClaudeCodeTeamProps): { [key: string]: string } {
  return { [TEAM_TAG]: props.teamName, ...(props.costCenter !== undefined && { [COST_CENTER_TAG]: props.costCenter }) };
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
