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
} from './access/claude-code-permission-set';
export { ClaudeCodePolicy, ExplicitPolicyProps } from './access/claude-code-policy';
export { ClaudeCodeRole, ClaudeCodeRoleProps } from './access/claude-code-role';
export { GuardrailReference } from './access/guardrail-reference';
export { OidcProviderPrincipal, OidcProviderPrincipalProps, SamlProviderPrincipal, SamlProviderPrincipalProps } from './access/federated-principals';
export { GitHubActionsPrincipal, GitHubActionsPrincipalProps } from './access/github-actions-principal';
export { GitHubOidcProvider } from './access/github-oidc-provider';
export { IdentityCenterPrincipal } from './access/identity-center-principal';
export { LongTermApiKey, LongTermApiKeyOptions, LongTermApiKeyProps } from './access/long-term-api-key';
export { ClaudeCodePermissionsBoundary, ClaudeCodePermissionsBoundaryProps } from './access/permissions-boundary';
export {
  ClaudeCodeServiceControlPolicy, ClaudeCodeServiceControlPolicyProps, ServiceControlPolicyDocumentProps,
} from './access/service-control-policy';
export { ShortTermApiKeyRole } from './access/short-term-api-key-role';
export { TagBasedPolicyProps } from './access/tag-based-statements';

export { AlertTopic, AlertTopicProps } from './cost/alert-topic';
export { SlackChannel, TeamsChannel } from './cost/chat-channels';
export { CostAnomalyDetection, CostAnomalyDetectionProps } from './cost/cost-anomaly-detection';
export { CostBudget, CostBudgetProps } from './cost/cost-budget';
export { CostExport, CostExportProps } from './cost/cost-export';
export { ProfileSwitch, ProfileSwitchProps } from './cost/profile-switch';
export { SpendAlarm, SpendAlarmProps } from './cost/spend-alarm';
export { SpendBreaker, SpendBreakerProps } from './cost/spend-breaker';
export { SpendApproval, SpendGuard, SpendGuardProps } from './cost/spend-guard';
export { SpendStopPolicy, SpendStopPolicyProps } from './cost/spend-stop-policy';
export { UsageDashboard, UsageDashboardProps, UsageDashboardTeam } from './cost/usage-dashboard';

export { ClaudeCodeSettings } from './settings/claude-code-settings';
export { ClaudeCodeSettingsProps, TierPin } from './settings/claude-code-settings-props';
export { ClientOptions } from './settings/client-options';
export { ManagedSettingsParameter, ManagedSettingsParameterProps } from './settings/managed-settings-parameter';
export {
  EffortLevel, GuardrailHeader, PromptCacheDuration, ServiceTier, SettingsWarning, TelemetryOptions, TelemetryProtocol, UserSettingsOptions,
} from './settings/settings-options';

export { ClaudeCodeTeam } from './team/claude-code-team';
export { ClaudeCodeTeamProps } from './team/claude-code-team-props';
export { TeamSettingsOptions } from './team/team-settings-options';
export { TeamCostProps } from './team/team-cost-props';

export { ClaudeCodeAccount, ClaudeCodeAccountProps } from './account/claude-code-account';
export { ClaudeCodeGuardrail, ClaudeCodeGuardrailProps, DeniedTopic, FilterStrength } from './account/claude-code-guardrail';
