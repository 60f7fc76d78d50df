import { inside, Problem, problem } from '../problem';
import { commandProblems } from './command-problems';
import { hasSecret } from './secrets';
import { unencryptedUrl } from './url-problems';

/** The shapes of the published schema that a value can have. */
type Shape = 'text' | 'flag' | 'number' | 'texts' | 'list' | 'map' | 'disable';

const IS: Readonly<Record<Shape, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string' && value !== '',
  flag: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  texts: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== ''),
  list: (value) => Array.isArray(value) && value.every((item) => isMap(item)),
  map: isMap,
  disable: (value) => value === 'disable',
};
const WORDS: Readonly<Record<Shape, string>> = {
  text: 'a text', flag: 'true or false', number: 'a number', texts: 'a list of texts', list: 'a list of mappings', map: 'a mapping', disable: "'disable'",
};

/** The keys of `policy`, with their shapes. */
const POLICY: Readonly<Record<string, Shape>> = {
  permissions: 'map', sandbox: 'map', hooks: 'map', disableAllHooks: 'flag', allowManagedHooksOnly: 'flag', allowManagedPermissionRulesOnly: 'flag',
  allowManagedMcpServersOnly: 'flag', allowedMcpServers: 'list', deniedMcpServers: 'list', managedMcpServers: 'list', enableAllProjectMcpServers: 'flag',
  enabledMcpjsonServers: 'texts', disabledMcpjsonServers: 'texts', allowedHttpHookUrls: 'texts', httpHookAllowedEnvVars: 'texts',
  strictKnownMarketplaces: 'list', blockedMarketplaces: 'list', extraKnownMarketplaces: 'map', enabledPlugins: 'map', disableSkillShellExecution: 'flag',
};

const PERMISSIONS: Readonly<Record<string, Shape>> = {
  allow: 'texts', deny: 'texts', ask: 'texts', defaultMode: 'text', disableBypassPermissionsMode: 'disable', disableAutoMode: 'disable', additionalDirectories: 'texts',
};

const SANDBOX: Readonly<Record<string, Shape>> = {
  enabled: 'flag', failIfUnavailable: 'flag', autoAllowBashIfSandboxed: 'flag', excludedCommands: 'texts', allowUnsandboxedCommands: 'flag', network: 'map',
  filesystem: 'map', credentials: 'map', enabledPlatforms: 'texts', enableWeakerNestedSandbox: 'flag', enableWeakerNetworkIsolation: 'flag',
};

/** Other keys whose shape is known; keys that are missing here are a warning, because Claude Code adds some with every release. */
export const OTHER: Readonly<Record<string, Shape>> = {
  cleanupPeriodDays: 'number', attribution: 'map', includeCoAuthoredBy: 'flag', autoUpdatesChannel: 'text', outputStyle: 'text', forceLoginMethod: 'text',
  statusLine: 'map', fallbackModel: 'texts', disableRemoteControl: 'flag', disableWorkflows: 'flag', disableArtifact: 'flag', disableClaudeAiConnectors: 'flag',
  managedSourcesBehavior: 'text', policyHelper: 'map', wslInheritsWindowsSettings: 'flag', respectGitignore: 'flag', alwaysThinkingEnabled: 'flag',
  switchModelsOnFlag: 'flag', fastMode: 'flag', fastModePerSessionOptIn: 'flag', disableBundledSkills: 'flag', claudeMd: 'text', claudeMdExcludes: 'texts',
  plansDirectory: 'text', spinnerTipsEnabled: 'flag', theme: 'text', verbose: 'flag', proxyAuthHelper: 'text', autoMemoryEnabled: 'flag', disableSideloadFlags: 'flag',
};

/** Keys that these settings write from properties of their own. */
const WRITTEN_HERE: readonly string[] = [
  '$schema', 'env', 'model', 'availableModels', 'availableModelsMatch', 'enforceAvailableModels', 'modelOverrides', 'modelPicker', 'modelPricing', 'modelSettings',
  'maxEffortLevel', 'deniedModels', 'allowedProviders', 'disableAutoMode', 'requiredMinimumVersion', 'requiredMaximumVersion', 'otelHeadersHelper', 'language',
  'companyAnnouncements', 'skipWebFetchPreflight', 'promptCacheTtl', 'subagentPromptCacheTtl',
];

/** Keys of one person, or of another provider. */
const NOT_HERE: readonly string[] = ['apiKeyHelper', 'awsAuthRefresh', 'awsCredentialExport', 'gcpAuthRefresh', 'processWrapper', 'forceLoginGatewayUrl'];

/** What is wrong with `policy`. */
export function policyProblems(policy: { [key: string]: any } = {}): Problem[] {
  return [
    ...shapeProblems(policy, POLICY, 'policy', true),
    ...(isMap(policy.permissions) ? inside('permissions', permissionProblems(policy.permissions)) : []),
    ...(isMap(policy.sandbox) ? inside('sandbox', shapeProblems(policy.sandbox, SANDBOX, 'sandbox', false)) : []),
    ...(isMap(policy.hooks) ? inside('hooks', hookProblems(policy.hooks)) : []),
    ...reachProblems(policy),
  ];
}

/** What is wrong with `other`. */
export function otherProblems(other: { [key: string]: any } = {}): Problem[] {
  const misplaced = Object.keys(other).flatMap((key) => {
    if (WRITTEN_HERE.includes(key)) {
      return [problem(key, `The key ${key} is written by these settings themselves; use the property for it.`)];
    }
    if (NOT_HERE.includes(key)) {
      return [problem(key, `The key ${key} belongs to one person or to another provider, not to every machine; remove it.`)];
    }
    return POLICY[key] === undefined ? [] : [problem(key, `The key ${key} belongs under policy.`)];
  });
  return [...misplaced, ...shapeProblems(other, OTHER, 'other', false), ...reachProblems(other)];
}

/** Every command that a value makes machines run, with the keys that lead to it. */
export function commandsIn(value: unknown, path: readonly (string | number)[] = []): { path: readonly (string | number)[]; command: string }[] {
  if (typeof value !== 'object' || value === null) {
    const [key, parent] = [String(path.at(-1)), String(path.at(-2))];
    const runs = key === 'command' || /(Helper|Refresh|Export|Wrapper)$/.test(key) || (key === 'path' && /^policyHelpers?$/.test(parent));
    return typeof value === 'string' && runs ? [{ path, command: value }] : [];
  }
  return Object.entries(value).flatMap(([key, item]) => (isRefusal(key) ? [] : commandsIn(item, [...path, Array.isArray(value) ? Number(key) : key])));
}

function shapeProblems(value: { [key: string]: any }, shapes: Readonly<Record<string, Shape>>, what: string, closed: boolean): Problem[] {
  return Object.entries(value).flatMap(([key, item]) => {
    const shape = Object.hasOwn(shapes, key) ? shapes[key] : undefined;
    if (shape === undefined) {
      return closed ? [problem(key, `Keys of ${what} are ${Object.keys(shapes).join(', ')}; received '${key}'.`)] : [];
    }
    return IS[shape](item) ? [] : [problem(key, `${key} of ${what} is ${WORDS[shape]}; received ${JSON.stringify(item)}.`)];
  });
}

function permissionProblems(permissions: { [key: string]: any }): Problem[] {
  const rules = ['allow', 'deny', 'ask'].flatMap((list) => (IS.texts(permissions[list]) ? permissions[list] as string[] : []).flatMap((rule, index) => (
    /^([A-Za-z]\w*(\(.+\))?|mcp__.+)$/s.test(rule) ? [] : [problem([list, index], `A rule is a tool, like 'Bash(npm run *)' or 'Read(./.env)'; received '${rule}'.`)]
  )));
  const modes = ['default', 'acceptEdits', 'plan', 'dontAsk', 'auto', 'manual', 'delegate'];
  const mode: unknown = permissions.defaultMode;
  return [
    ...shapeProblems(permissions, PERMISSIONS, 'permissions', true),
    ...rules,
    ...(typeof mode === 'string' && !modes.includes(mode) ? [problem('defaultMode', `defaultMode is one of ${modes.join(', ')}; received '${mode}'.`)] : []),
  ];
}

function hookProblems(hooks: { [key: string]: any }): Problem[] {
  return Object.entries(hooks).flatMap(([event, matchers]) => {
    const good = /^[A-Z][A-Za-z]+$/.test(event) && Array.isArray(matchers) && matchers.every((matcher) => isMap(matcher) && IS.list(matcher.hooks)
      && matcher.hooks.every((hook: any) => ['command', 'prompt', 'agent', 'http', 'mcp_tool'].includes(hook.type)));
    return good ? [] : [problem(event, `Hooks of an event, like PreToolUse, are a list of { matcher, hooks: [{ type: command, command }] }; received ${JSON.stringify(matchers)} for ${event}.`)];
  });
}

/** Commands, URLs and credentials, wherever they stand; what a list refuses may be named. */
function reachProblems(value: { [key: string]: any }): Problem[] {
  return [
    ...commandsIn(value).flatMap(({ path, command }) => commandProblems(`The command ${path.join('.')}`, command).map((message) => problem(path, message))),
    ...textsIn(value).flatMap(({ path, text }) => {
      const url = unencryptedUrl(text);
      return [
        ...(hasSecret(text) ? [problem(path, `${path.join('.')} holds a credential, and settings are readable by everybody.`)] : []),
        ...(url === undefined ? [] : [problem(path, `${path.join('.')} holds a URL that is reached over https; received '${url}'.`)]),
      ];
    }),
  ];
}

function textsIn(value: unknown, path: readonly (string | number)[] = []): { path: readonly (string | number)[]; text: string }[] {
  if (typeof value === 'string') {
    return [{ path, text: value }];
  }
  return typeof value !== 'object' || value === null ? [] : Object.entries(value)
    .flatMap(([key, item]) => (isRefusal(key) ? [] : textsIn(item, [...path, Array.isArray(value) ? Number(key) : key])));
}

function isRefusal(key: string): boolean {
  return /^(deny|denied|blocked|disabled)/.test(key);
}

function isMap(value: unknown): value is { [key: string]: any } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
