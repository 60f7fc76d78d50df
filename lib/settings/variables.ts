/**
 * What is known of environment variables, by their names in capitals: Windows knows no others, so every comparison is
 * made without case. The client's own are those of Claude Code 2.1.331.
 */

const anyOf = (...patterns: string[]): RegExp => new RegExp(`^(${patterns.join('|')})$`);

/** Variables that the settings write from their own properties. */
export const WRITTEN_HERE = anyOf(
  'CLAUDE_CODE_USE_BEDROCK', 'AWS_(DEFAULT_)?REGION', 'ANTHROPIC_MODEL', 'ANTHROPIC_SMALL_FAST_MODEL\\w*',
  'ANTHROPIC_DEFAULT_(\\w+_)?MODEL\\w*', 'CLAUDE_CODE_MAX_OUTPUT_TOKENS', 'MAX_THINKING_TOKENS', 'DISABLE_PROMPT_CACHING',
  'ENABLE_PROMPT_CACHING_1H', 'FORCE_PROMPT_CACHING_5M', 'CLAUDE_CODE_(SUBAGENT_)?PROMPT_CACHE_TTL',
  'ANTHROPIC_BEDROCK_SERVICE_TIER', 'ANTHROPIC_CUSTOM_HEADERS', 'ANTHROPIC_BEDROCK_BASE_URL', 'CLAUDE_CODE_SKIP_BEDROCK_AUTH',
  'CLAUDE_CODE_AUTO_MODE_MODEL', 'CLAUDE_CODE_ENABLE_TELEMETRY', 'OTEL_METRICS_EXPORTER', 'OTEL_LOGS_EXPORTER',
  'OTEL_EXPORTER_OTLP_PROTOCOL', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_RESOURCE_ATTRIBUTES',
);

/** Variables of models that may be written empty: that cancels what is left in somebody's shell. */
export const CANCELLED_BY_EMPTY = anyOf('ANTHROPIC_MODEL', 'ANTHROPIC_SMALL_FAST_MODEL', 'CLAUDE_CODE_SUBAGENT_MODEL(_FORCE)?', 'ANTHROPIC_CUSTOM_MODEL_OPTION\\w*');

/** Variables that undo the settings, or that the client does not read, each with what to do. */
export const WITHOUT_EFFECT: readonly (readonly [RegExp, string])[] = [
  [anyOf('AWS_PROFILE', 'AWS_DEFAULT_PROFILE'), 'it is each developer\'s own; it belongs into the user settings'],
  [anyOf('ENABLE_PROMPT_CACHING_1H_BEDROCK'), 'newer clients read ENABLE_PROMPT_CACHING_1H; set the duration of the prompt cache'],
  [anyOf('CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST'), 'with it the client ignores the provider and the models of these settings'],
  [anyOf('CLAUDE_CODE_MANAGED_SETTINGS_PATH', 'DISABLE_ADMIN_ENV_UNION', 'CLAUDE_CODE_DISABLE_POLICY_SKILLS'), 'it undoes what an administrator has set'],
  [anyOf('CLAUDE_CODE_USE_MANTLE', 'ANTHROPIC_BEDROCK_MANTLE_BASE_URL'), 'the team\'s policy does not allow the bedrock-mantle endpoint, and its models have no profiles'],
  [anyOf('CLAUDE_CODE_USE_(VERTEX|FOUNDRY|GATEWAY|ANTHROPIC_GOOGLE_CLOUD|OPENAI|GEMINI)', 'ANTHROPIC_(VERTEX|FOUNDRY)_\\w+'), 'it sends requests to another provider than Amazon Bedrock'],
  [anyOf('CLAUDE_CODE_USE_ANTHROPIC_AWS', 'ANTHROPIC_AWS_\\w+'), 'it sends requests to another product than Amazon Bedrock'],
  [anyOf('CLAUDE_CODE_SKIP_(MANTLE|VERTEX|FOUNDRY|ANTHROPIC_AWS)_AUTH'), 'it concerns another provider than Amazon Bedrock'],
  [anyOf('ANTHROPIC_BEDROCK_REGION_PREFIX'), 'it chooses among shared profiles, and every tier is pinned to a profile of the team'],
  [anyOf('ANTHROPIC_CUSTOM_MODEL_OPTION\\w*', 'CLAUDE_CODE_SUBAGENT_MODEL(_FORCE)?', 'CLAUDE_CODE_BG_CLASSIFIER_MODEL', 'CLAUDE_CONTEXT_COLLAPSE_MODEL'),
    'it names a model, and every tier is pinned to a profile of the team'],
];

/** Variables that the client only looks at for being there: a value that reads as "no" means "yes". */
export const PRESENCE_ONLY = anyOf('DISABLE_TELEMETRY', 'DISABLE_ERROR_REPORTING', 'CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC', 'DO_NOT_TRACK');

/** Variables that make a program load or run code, or look for its configuration somewhere else. */
export const LOADS_CODE = anyOf(
  // The loader, the shell, and where programs are found
  'LD_\\w+', 'DYLD_\\w+', 'GCONV_PATH', 'GLIBC_TUNABLES', 'MALLOC_\\w+', 'BASH_ENV', 'BASH_FUNC_\\w+', 'BASHOPTS', 'SHELLOPTS', 'ENV', 'ZDOTDIR', 'FPATH',
  'PROMPT_COMMAND', 'PS[0-4]', 'IFS', 'CDPATH', 'PATH', 'PATHEXT', 'COMSPEC', 'SHELL', 'PSMODULEPATH', 'SYSTEMROOT', 'WINDIR',
  'HOME', 'HOMEPATH', 'HOMEDRIVE', 'USERPROFILE', '(LOCAL)?APPDATA', 'PROGRAM(DATA|FILES)', 'XDG_\\w+', 'TMPDIR', 'TE?MP',
  'PAGER', 'MANPAGER', 'LESS(OPEN|CLOSE)', 'EDITOR', 'VISUAL', 'BROWSER', '\\w*ASKPASS', 'SUDO_\\w+', 'SSH_\\w+', 'GIT_\\w+', 'GPG_\\w+', 'EMAIL_\\w+',
  // Languages and their package managers
  'NODE_OPTIONS', 'NODE_PATH', 'NODE_REPL_EXTERNAL_MODULE', 'NODE_(ICU_DATA|COMPILE_CACHE|REDIRECT_WARNINGS|PENDING_DEPRECATION)', 'BUN_\\w+', 'DENO_\\w+', 'ELECTRON_\\w+', 'TS_NODE_\\w+',
  'PYTHON\\w+', 'PERL\\w+', 'RUBY\\w+', 'GEM_\\w+', 'BUNDLE_\\w+', 'PHP\\w+', 'LUA_\\w+', 'R_\\w+', '_?JAVA_\\w+', 'JDK_\\w+', 'JVM_\\w+', 'CLASSPATH', 'MAVEN_\\w+', 'GRADLE_\\w+', 'SBT_\\w+',
  'DOTNET_\\w+', 'COR_\\w+', 'CORECLR_\\w+', 'COMPLUS_\\w+', 'NUGET_\\w+', 'GO(FLAGS|PROXY|NOSUMDB|NOSUMCHECK|INSECURE|PRIVATE|SUMDB|ENV|PATH|ROOT|TOOLCHAIN)', 'CARGO_\\w+', 'RUST\\w+',
  'NPM_CONFIG_\\w+', 'YARN_\\w+', 'PNPM_\\w+', 'PIP_\\w+', 'PIPX_\\w+', 'UV_\\w+', 'POETRY_\\w+', 'CONDA_\\w+', 'HOMEBREW_\\w+', 'MAKE(FLAGS|FILES)', 'C(C|XX|PP|FLAGS|XXFLAGS|PPFLAGS)', 'LDFLAGS', 'AR',
  'KUBECONFIG', 'KUBE_EDITOR', 'DOCKER_\\w+', 'TF_CLI_\\w+', 'HELM_\\w+', 'OPENSSL_\\w+',
  // AWS: a configuration file may name a program that prints credentials
  'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_CREDENTIAL_\\w+', 'AWS_PAGER', 'AWS_DATA_PATH', 'AWS_WEB_IDENTITY_TOKEN_FILE',
  'GOOGLE_APPLICATION_CREDENTIALS',
  // Claude Code
  'CLAUDE_CONFIG_DIR', 'CLAUDE_ENV_FILE', 'CLAUDE_CODE_SHELL(_PREFIX)?', 'CLAUDE_CODE_PROCESS_WRAPPER', 'CLAUDE_CODE_GIT_BASH_PATH', 'CLAUDE_CODE_PLUGIN_(SEED|CACHE)_DIR',
  'CLAUDE_CODE_TMPDIR', 'CLAUDE_CODE_EXTRA_BODY', 'CLAUDE_CODE_SYNC_(SKILLS|PLUGIN_INSTALL)', 'CLAUDE_CODE_IDE_HOST_OVERRIDE', 'CLAUDE_CODE_DEBUG_LOGS_DIR', 'USE_BUILTIN_RIPGREP',
);

/** Variables that send requests, credentials or telemetry to another host. */
export const MOVES_ENDPOINT = anyOf(
  'ANTHROPIC_(\\w+_)?BASE_URL', 'ANTHROPIC_UNIX_SOCKET', 'ANTHROPIC_HOST', 'AWS_ENDPOINT_URL(_\\w+)?', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_EC2_METADATA_SERVICE_\\w+', 'AWS_CONTAINER_(CREDENTIALS|AUTHORIZATION)_\\w+', 'AWS_(STS|S3|BEDROCK)_\\w*ENDPOINT\\w*', '(\\w+_)?ENDPOINT_URL(_\\w+)?',
  'OTEL_EXPORTER_\\w+_ENDPOINT', 'BETA_TRACING_ENDPOINT', 'CLAUDE_CODE_\\w*(BASE_URL|ENDPOINT|API_URL|GATEWAY_URL)', 'CLAUDE_\\w+_BASE_URL', 'OPENAI_(API_)?BASE(_URL)?', 'CLOUD_ML_\\w+',
);

/** Variables that weaken TLS, or that write its keys down. */
export const WEAKENS_TLS = anyOf(
  'NODE_TLS_\\w+', 'SSLKEYLOGFILE', 'NODE_EXTRA_CA_CERTS_ONLY', '\\w*(INSECURE|NO_?VERIFY|SKIP_(TLS|SSL|CERT\\w*)?_?VERIF\\w*|REJECT_UNAUTHORIZED|HTTPSVERIFY)\\w*',
  '\\w*(VERIFY_?SSL|SSL_?VERIFY|VERIFY_?TLS|TLS_?VERIFY|STRICT_?SSL|DISABLE_?(SSL|TLS|CERT\\w*)|ALLOW_?(UNSAFE|UNVERIFIED|SELF_?SIGNED))\\w*',
);

/** Variables that put a proxy between the machine and everything else. */
export const PROXY = anyOf('(\\w+_)?(HTTPS?|ALL|FTP|SOCKS5?)_PROXY', '\\w+_PROXY(_URL)?');

/** The variable that keeps hosts away from a proxy. */
export const NO_PROXY = anyOf('(\\w+_)?NO_PROXY');

/** Variables that name certificates to trust, or to show. */
export const CERTIFICATE = anyOf('\\w*(CA_CERTS?|CA_?BUNDLE|CA_?FILE|CA_?INFO|CA_?PATH|CERT_(FILE|DIR)|CERTIFICATE|CLIENT_(CERT|KEY)|CERT)');
