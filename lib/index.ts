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
export { OidcProviderPrincipal, OidcProviderPrincipalProps, SamlProviderPrincipal, SamlProviderPrincipalProps } from './access/principals/federated-principals';
export { GithubActionsPrincipal, GithubActionsPrincipalProps } from './access/principals/github-actions-principal';
export { GithubOidcProvider } from './access/principals/github-oidc-provider';
export { IdentityCenterPrincipal } from './access/principals/identity-center-principal';
export { LongTermApiKey, LongTermApiKeyOptions, LongTermApiKeyProps } from './access/api-keys/long-term-api-key';
export { ClaudeCodePermissionsBoundary, ClaudeCodePermissionsBoundaryProps } from './access/fences/permissions-boundary';
export { ClaudeCodeServiceControlPolicy, ClaudeCodeServiceControlPolicyProps } from './access/fences/service-control-policy';
export { ServiceControlPolicyDocumentProps } from './access/fences/guard-props';
export { ShortTermApiKeyRole } from './access/api-keys/short-term-api-key-role';
export { TagBasedPolicyProps } from './access/policies/tag-based-statements';

export { AlertTopic, AlertTopicProps } from './cost/alerts/alert-topic';
export { SlackChannel, TeamsChannel } from './cost/alerts/chat-channels';
export { CostAnomalyDetection, CostAnomalyDetectionProps } from './cost/billing/cost-anomaly-detection';
export { CostBudget, CostBudgetProps } from './cost/budgets/cost-budget';
export { CostExport, CostExportProps } from './cost/billing/cost-export';
export { ProfileStop, ProfileStopProps } from './cost/stops/profile-stop';
export { UsageAlarms, UsageAlarmsProps } from './cost/watching/usage-alarms';
export { BurstStop, BurstStopProps } from './cost/stops/burst-stop';
export { StopApproval, BudgetStop, BudgetStopProps } from './cost/stops/budget-stop';
export { StopPolicy, StopPolicyProps } from './cost/stops/stop-policy';
export { UsageDashboard, UsageDashboardProps, UsageDashboardTeam } from './cost/watching/usage-dashboard';

export { ClaudeCodeSettings } from './settings/claude-code-settings';
export { ClaudeCodeSettingsProps, TierPin } from './settings/claude-code-settings-props';
export { ClientOptions } from './settings/client-options';
export { ManagedSettingsParameter, ManagedSettingsParameterProps } from './settings/managed-settings-parameter';
export {
  EffortLevel, PromptCacheDuration, ServiceTier, SettingsWarning, TelemetryOptions, TelemetryProtocol, UserSettingsOptions,
} from './settings/settings-options';

export { ClaudeCodeTeam } from './team/claude-code-team';
export { ClaudeCodeTeamProps } from './team/claude-code-team-props';
export { TeamSettingsOptions } from './team/team-settings-options';
export { TeamCostProps } from './team/team-cost-props';

export { ClaudeCodeAccount, ClaudeCodeAccountProps } from './account/claude-code-account';
export { ClaudeCodeGuardrail, ClaudeCodeGuardrailProps, DeniedTopic, FilterStrength } from './account/claude-code-guardrail';
