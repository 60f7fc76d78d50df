export { ClaudeModel } from './models/claude-model';
export { ClaudeModelAttributes } from './models/claude-model-attributes';
export { Geography } from './models/geography';
export { ModelPrices, TokenPrices } from './models/model-prices';
export { ModelTier } from './models/model-tier';

export { ApplicationInferenceProfile, ApplicationInferenceProfileProps } from './profiles/application-inference-profile';
export { InferenceProfileAttributes } from './profiles/imported-inference-profile';
export { GrantInvokeOptions, IInferenceProfile, InferenceProfileBase } from './profiles/inference-profile';
export { ModelDestinations } from './profiles/model-destinations';
export { SystemInferenceProfile, SystemInferenceProfileProps } from './profiles/system-inference-profile';

export {
  ClaudeCodePermissionSet, ClaudeCodePermissionSetProps, CustomerManagedPolicyReference, PermissionSetAssignment,
} from './organization/claude-code-permission-set';
export { ClaudeCodePolicy, ExplicitPolicyProps } from './access/policies/claude-code-policy';
export { ClaudeCodeRole, ClaudeCodeRoleProps } from './access/roles/claude-code-role';
export { GuardrailReference, RequiredGuardrail } from './access/policies/guardrail-reference';
export {
  OidcOptions, OidcProviderPrincipal, OidcProviderPrincipalProps, SamlProviderPrincipal, SamlProviderPrincipalProps,
} from './access/principals/federated-principals';
export { GithubActionsPrincipal, GithubActionsPrincipalProps, GithubJobOptions } from './access/principals/github-actions-principal';
export { GithubOidcProvider } from './access/principals/github-oidc-provider';
export { IdentityCenterPrincipal } from './access/principals/identity-center-principal';
export { LongTermApiKey, LongTermApiKeyOptions, LongTermApiKeyProps } from './access/api-keys/long-term-api-key';
export { ClaudeCodePermissionsBoundary, ClaudeCodePermissionsBoundaryProps } from './access/fences/permissions-boundary';
export { ClaudeCodeServiceControlPolicy, ClaudeCodeServiceControlPolicyProps } from './access/fences/service-control-policy';
export { ServiceControlPolicyDocumentProps } from './access/fences/guard-props';
export { ShortTermApiKeyRole } from './access/api-keys/short-term-api-key-role';
export { TagBasedPolicyProps } from './access/policies/tag-based-statements';

export { AlertOptions, AlertTopic, AlertTopicProps } from './cost/alerts/alert-topic';
export { SlackChannel, TeamsChannel } from './cost/alerts/chat-channels';
export { CostAnomalyDetection, CostAnomalyDetectionProps, CostAnomalyOptions } from './cost/billing/cost-anomaly-detection';
export { BudgetLimit, BudgetOptions } from './cost/budgets/budget-options';
export { CostBudget, CostBudgetProps } from './cost/budgets/cost-budget';
export { CostExport, CostExportProps } from './cost/billing/cost-export';
export { ProfileStop, ProfileStopProps } from './cost/stops/profile-stop';
export { UsageAlarms, UsageAlarmsOptions, UsageAlarmsProps } from './cost/watching/usage-alarms';
export { BurstStop, BurstStopOptions, BurstStopProps } from './cost/stops/burst-stop';
export { BudgetStop, BudgetStopOptions, BudgetStopProps, StopApproval } from './cost/stops/budget-stop';
export { LimitReaction } from './cost/stops/limit-reaction';
export { StopPolicy, StopPolicyProps } from './cost/stops/stop-policy';
export { UsageDashboard, UsageDashboardProps, UsageDashboardTeam } from './cost/watching/usage-dashboard';

export { ClaudeCodeSettings } from './settings/claude-code-settings';
export { ClaudeCodeSettingsProps, TierPin } from './settings/claude-code-settings-props';
export { ClientOptions } from './settings/client-options';
export { TokenOptions } from './settings/token-options';
export { ManagedSettingsParameter, ManagedSettingsParameterProps } from './settings/managed-settings-parameter';
export {
  AutoMode, EffortLevel, PromptCacheDuration, ServiceTier, SettingsWarning, TelemetryOptions, TelemetryProtocol, TierEffortLevels, UserSettingsOptions,
} from './settings/settings-options';

export { ClaudeCodeTeam } from './team/claude-code-team';
export { ClaudeCodeTeamProps } from './team/claude-code-team-props';
export { TeamSettingsOptions } from './team/team-settings-options';
export {
  ApiKeysOptions, DevelopersOptions, SamlOptions, ShortTermApiKeyOptions, TeamAccessOptions,
} from './team/team-access-options';
export { TeamAlarmsOptions, TeamBudgetOptions } from './team/team-cost-options';
export { ClaudeCodeTeamOptions } from './team/team-options';

export { ClaudeCodeAccount, ClaudeCodeAccountProps } from './account/claude-code-account';
export { ClaudeCodeGuardrail, ClaudeCodeGuardrailProps } from './account/claude-code-guardrail';
export { ContentFilters, DeniedTopic, FilterStrength, GuardrailOptions } from './account/guardrail-options';
