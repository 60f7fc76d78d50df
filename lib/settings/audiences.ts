import { hasSecret } from './secrets';
import { UserSettingsOptions } from './settings-options';
import { attributesText } from './telemetry';

const SCHEMA = 'https://json.schemastore.org/claude-code-settings.json';

/** A settings file. */
export type SettingsFile = { [key: string]: any };

/** Keys that Claude Code reads from managed settings alone. */
const MANAGED_ONLY: readonly string[] = [
  '$schema', 'requiredMinimumVersion', 'requiredMaximumVersion', 'availableModelsMatch', 'deniedModels', 'allowedProviders', 'modelPricing',
  'allowManagedHooksOnly', 'allowManagedPermissionRulesOnly', 'allowManagedMcpServersOnly', 'allowedChannelPlugins', 'blockedMarketplaces',
  'channelsEnabled', 'disableSideloadFlags', 'forceRemoteSettingsRefresh', 'managedMcpServers', 'managedSourcesBehavior',
  'parentSettingsBehavior', 'pluginTrustMessage', 'policyHelper', 'policyHelpers', 'strictKnownMarketplaces',
  'strictPluginOnlyCustomization', 'wslInheritsWindowsSettings',
];

/** What an administrator enforces: the settings of the team, and what only this file may hold. */
export function managedFile(team: SettingsFile, managedOnly: SettingsFile): SettingsFile {
  return { $schema: SCHEMA, ...managedOnly, ...team };
}

/** The settings of the team in a managed file. */
export function teamPart(managed: SettingsFile): SettingsFile {
  return Object.fromEntries(Object.entries(managed).filter(([key]) => !MANAGED_ONLY.includes(key)));
}

/** Everything of the team, nothing of a person. */
export function ciFile(team: SettingsFile, attributes: { [name: string]: string } = {}): SettingsFile {
  return { $schema: SCHEMA, ...team, env: { ...team.env, ...resource(attributes) } };
}

/**
 * What belongs to one developer, and the settings of the team where the file stands alone.
 *
 * @param attributes what telemetry is labelled with besides the person, where managed settings do not say it
 * @throws when a name or a command has a credential in it or cannot be used
 */
export function userFile(team: SettingsFile, options: UserSettingsOptions, attributes: { [name: string]: string } = {}): SettingsFile {
  const problems = userProblems(options);
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  const { awsProfile, awsAuthRefresh, awsCredentialExport, effortLevel, email } = options;
  const shared = options.standalone === true ? team : {};
  const env = {
    ...shared.env,
    ...(awsProfile !== undefined && { AWS_PROFILE: awsProfile }),
    ...resource({ ...attributes, ...(email !== undefined && { 'user.email': email }) }),
  };
  return {
    $schema: SCHEMA,
    ...shared,
    ...(awsAuthRefresh !== undefined && { awsAuthRefresh }),
    ...(awsCredentialExport !== undefined && { awsCredentialExport }),
    ...(effortLevel !== undefined && { effortLevel }),
    ...(Object.keys(env).length > 0 && { env }),
  };
}

function resource(attributes: { [name: string]: string }): { [name: string]: string } {
  return Object.keys(attributes).length > 0 ? { OTEL_RESOURCE_ATTRIBUTES: attributesText(attributes) } : {};
}

function userProblems(options: UserSettingsOptions): string[] {
  const { awsProfile, awsAuthRefresh, awsCredentialExport, email } = options;
  const problems: string[] = [];
  if (awsProfile !== undefined && !/^[\w+=,.@:/-]+$/.test(awsProfile)) {
    problems.push(`A profile of ~/.aws/config is a name without spaces; received '${awsProfile}'.`);
  }
  if (email !== undefined && !/^[^\s@,=;]+@[^\s@,=;]+$/.test(email)) {
    problems.push(`An e-mail address is like 'ana@example.com'; received '${email}'.`);
  }
  for (const [name, command] of Object.entries({ awsAuthRefresh, awsCredentialExport })) {
    if (command !== undefined && (command.trim() === '' || hasSecret(command))) {
      problems.push(`${name} is a command that signs in, without a credential in it.`);
    }
  }
  return problems;
}
