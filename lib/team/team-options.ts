import { ModelPrices } from '../models/model-prices';
import { ModelTier } from '../models/model-tier';
import { TokenOptions } from '../settings/token-options';
import { TeamAccessOptions } from './team-access-options';
import { TeamAlarmsOptions, TeamBudgetOptions } from './team-cost-options';
import { TeamSettingsOptions } from './team-settings-options';

/**
 * What can be said of a team in plain values; the configuration file has the same names.
 */
export interface ClaudeCodeTeamOptions {
  /**
   * What finance books the team under; the value of the `costCenter` tag.
   *
   * @default - no such tag
   */
  readonly costCenter?: string;

  /**
   * The tier that a session of Claude Code starts with.
   *
   * @default - sonnet, or the tier that stands in for it
   */
  readonly defaultTier?: ModelTier;

  /**
   * Limits of a request.
   *
   * @default - the client's own
   */
  readonly tokens?: TokenOptions;

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
   * How people and programs of the team sign in.
   *
   * @default - nobody does; others may carry the team's policy
   */
  readonly access?: TeamAccessOptions;

  /**
   * The limit of the team.
   *
   * @default - the team has no budget
   */
  readonly budget?: TeamBudgetOptions;

  /**
   * Alarms within minutes. CloudWatch bills each, see `UsageAlarms`.
   *
   * @default - none
   */
  readonly alarms?: TeamAlarmsOptions;

  /**
   * Prices by the name of the model, in place of the catalogue's list prices.
   *
   * @default - the list prices
   */
  readonly prices?: { [modelName: string]: ModelPrices };
}
