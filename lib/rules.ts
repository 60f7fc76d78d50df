/**
 * The second door of the library, for the app alone: its rules, which say what is wrong with which property, and the words
 * that they are about. Nothing here creates a resource.
 */
export { GithubJobOptions, githubSubject } from './access/principals/github-actions-principal';
export { permissionSetNameProblem } from './access/principals/identity-center-principal';
export { guardrailFilterProblems } from './account/guardrail-policies';
export { FilterStrength, GuardrailOptions } from './account/guardrail-options';
export { AlertOptions } from './cost/alerts/alert-topic';
export { BILLING_REGION, CostAnomalyOptions } from './cost/billing/cost-anomaly-detection';
export { BudgetOptions } from './cost/budgets/budget-options';
export { budgetProblems, regionProblems } from './cost/budgets/budget-rules';
export { dashboardPages } from './cost/watching/dashboard-pages';
export { StopApproval } from './cost/stops/budget-stop';
export { LimitReaction } from './cost/stops/limit-reaction';
export { ClaudeModel } from './models/claude-model';
export {
  attributeProblems, CAPABILITY, ClaudeModelAttributes, DISPLAY_NAME, FOUNDATION_MODEL_ID, MODEL_NAME, PROFILE_ID,
} from './models/claude-model-attributes';
export { Geography } from './models/geography';
export { CATALOGUE } from './models/model-catalogue';
export { authorizedRegions, modelsOffered, offerProblems } from './models/model-offer';
export { ModelPrices } from './models/model-prices';
export { DEFAULT_TIERS, MODEL_TIERS, ModelTier } from './models/model-tier';
export { inside, Problem, problem } from './problem';
export { ModelDestinations } from './profiles/model-destinations';
export { AutoMode, EffortLevel, PromptCacheDuration, ServiceTier, TelemetryProtocol } from './settings/settings-options';
export { endpointProblems, versionProblems } from './settings/settings-problems';
export { TokenOptions } from './settings/token-options';
export { JudgedTeam } from './team/judged-team';
export { TeamAccessOptions } from './team/team-access-options';
export { TeamAlarmsOptions, TeamBudgetOptions } from './team/team-cost-options';
export { COST_CENTER_TAG, namePrefixProblem, TEAM_TAG, teamNameProblem } from './team/team-name';
export { ClaudeCodeTeamOptions } from './team/team-options';
export { teamProblems } from './team/team-rules';
export { TeamSettingsOptions } from './team/team-settings-options';
