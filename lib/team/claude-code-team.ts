import { Tags } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ClaudeCodeRole } from '../access/roles/claude-code-role';
import { LongTermApiKey } from '../access/api-keys/long-term-api-key';
import { ShortTermApiKeyRole } from '../access/api-keys/short-term-api-key-role';
import { CostBudget } from '../cost/budgets/cost-budget';
import { UsageAlarms } from '../cost/watching/usage-alarms';
import { BurstStop } from '../cost/stops/burst-stop';
import { BudgetStop } from '../cost/stops/budget-stop';
import { LimitReaction } from '../cost/stops/limit-reaction';
import { MODEL_TIERS } from '../models/model-tier';
import { Problem, problem, refuse } from '../problem';
import { ApplicationInferenceProfile, OWN_TAG_PRIORITY } from '../profiles/application-inference-profile';
import { ManagedSettingsParameter } from '../settings/managed-settings-parameter';
import { ClaudeCodeTeamProps } from './claude-code-team-props';
import { JudgedTeam } from './judged-team';
import { createAccess, TeamAccess } from './team-access';
import { TeamContext } from './team-context';
import { createCost } from './team-cost';
import { COST_CENTER_TAG, TEAM_TAG } from './team-name';
import { teamProblems } from './team-rules';
import { publishSettings } from './team-settings';

/**
 * One team: an inference profile for each of its tiers, the roles that may call them, a budget, and the settings of
 * Claude Code that name them.
 *
 * Everything in it that takes tags carries `team`, and `costCenter` where one is given; they win over tags of the same key
 * set on a scope above, because budgets and policies go by them.
 */
export class ClaudeCodeTeam extends Construct {
  /** The name of the team. */
  public readonly teamName: string;

  /** The profile of each tier, by the tier. */
  public readonly profiles: { [tier: string]: ApplicationInferenceProfile };

  /** What every role and user of the team may do; one policy for all of them. */
  public readonly policy: iam.IManagedPolicy;

  /** The role of the team's developers; there is none unless somebody may assume it. */
  public readonly developerRole?: ClaudeCodeRole;

  /** The role whose sessions mint short-term API keys; there is none unless somebody may assume it. */
  public readonly shortTermApiKeyRole?: ShortTermApiKeyRole;

  /** The roles of GitHub Actions, by the subject of their jobs. */
  public readonly githubRoles: { [subject: string]: ClaudeCodeRole };

  /** The long-term API keys, by their names. */
  public readonly longTermApiKeys: { [name: string]: LongTermApiKey };

  /** Every role of the team that may call Claude. */
  public readonly roles: iam.Role[];

  /** Every user of the team: those of long-term API keys. */
  public readonly users: iam.User[];

  /** The team's budget; there is none without `budget`. */
  public readonly budget?: CostBudget;

  /** What stops the team at its limit; there is none without `budget.onExceeded`. */
  public readonly budgetStop?: BudgetStop;

  /** The team's alarms; there are none without a threshold of one. */
  public readonly usageAlarms?: UsageAlarms;

  /** What stops the team in a burst; there is none without `alarms.onBurst`. */
  public readonly burstStop?: BurstStop;

  /** The `managed-settings.json` of the team's developers. */
  public readonly managedSettings: ManagedSettingsParameter;

  /**
   * @throws when the name or the tiers cannot be used, when a model is not offered, or as the constructs inside it do
   */
  constructor(scope: Construct, id: string, props: ClaudeCodeTeamProps) {
    super(scope, id);
    const namePrefix = props.namePrefix ?? 'claude-code';
    refuse([...teamProblems(judged(props)), ...constructProblems(props)]);
    this.teamName = props.teamName;
    const tags = ownTags(props);
    this.profiles = createProfiles(this, props, namePrefix, tags);
    const team: TeamContext = { teamName: this.teamName, namePrefix, path: `/${namePrefix}/`, tags, profiles: this.profiles };

    const access = createAccess(this, team, props);
    this.policy = access.policy;
    this.developerRole = access.developerRole;
    this.shortTermApiKeyRole = access.shortTermApiKeyRole;
    this.githubRoles = access.githubRoles;
    this.longTermApiKeys = access.longTermApiKeys;
    this.roles = access.roles;
    this.users = access.users;
    const cost = createCost(this, team, props, access);
    this.budget = cost.budget;
    this.budgetStop = cost.budgetStop;
    this.usageAlarms = cost.usageAlarms;
    this.burstStop = cost.burstStop;
    this.managedSettings = publishSettings(this, team, props);
    grantSettings(this.managedSettings, access);

    for (const [key, value] of Object.entries(tags)) {
      Tags.of(this).add(key, value, { priority: OWN_TAG_PRIORITY });
    }
  }
}

function createProfiles(
  scope: Construct, props: ClaudeCodeTeamProps, namePrefix: string, tags: { [key: string]: string },
): { [tier: string]: ApplicationInferenceProfile } {
  const profiles: { [tier: string]: ApplicationInferenceProfile } = {};
  for (const tier of MODEL_TIERS) {
    const model = props.models[tier];
    if (model !== undefined) {
      profiles[tier] = new ApplicationInferenceProfile(scope, `${capitalized(tier)}Profile`, {
        model,
        geography: props.geography,
        sourceRegion: props.sourceRegion,
        inferenceProfileNamePrefix: `${namePrefix}-${props.teamName}-${tier}`,
        tags,
      });
    }
  }
  return profiles;
}

function judged(props: ClaudeCodeTeamProps): JudgedTeam {
  const othersComeIn = (props.developers ?? []).length + (props.shortTermApiKeyUsers ?? []).length > 0;
  return { ...props, sharedPolicy: props.policy !== undefined, othersComeIn };
}

/** What only the constructs around a team can lack. */
function constructProblems({ policy, guardrail, budget, alarms, alertTopic, budgetStopPolicy, burstStopPolicy }: ClaudeCodeTeamProps): Problem[] {
  const stops = budget?.onExceeded === LimitReaction.STOP;
  return [
    ...(policy !== undefined && guardrail !== undefined
      ? [problem('guardrail', 'A guardrail is required by the policy of the team; give no policy that teams share, or no guardrail.')] : []),
    ...(stops && budgetStopPolicy === undefined
      ? [problem('budgetStopPolicy', 'A stop attaches a policy; give budgetStopPolicy, that of the account, or no onExceeded.')] : []),
    ...(stops && alertTopic === undefined
      ? [problem('alertTopic', 'AWS Budgets wants somebody to tell that it stopped a team; give an alertTopic.')] : []),
    ...(alarms?.onBurst === LimitReaction.STOP && burstStopPolicy === undefined
      ? [problem('burstStopPolicy', 'A stop attaches a policy; give burstStopPolicy, that of the account, or no onBurst.')] : []),
  ];
}

/** The team's own policy lets whoever carries it read the settings; in a policy that teams share nothing may name one team. */
function grantSettings(settings: ManagedSettingsParameter, access: TeamAccess): void {
  const grantees: iam.IGrantable[] = access.ownPolicy === undefined ? [...access.roles, ...access.users] : [access.ownPolicy];
  grantees.forEach((grantee) => settings.grantRead(grantee));
}

function ownTags(props: ClaudeCodeTeamProps): { [key: string]: string } {
  return { [TEAM_TAG]: props.teamName, ...(props.costCenter !== undefined && { [COST_CENTER_TAG]: props.costCenter }) };
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
