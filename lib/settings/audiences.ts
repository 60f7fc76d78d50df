import { hasSecret } from './secrets';
import { UserSettingsOptions } from './settings-options';

const SCHEMA = 'https://json.schemastore.org/claude-code-settings.json';

/** A settings file. */
export type SettingsFile = { [key: string]: any };

/** What an administrator enforces: the settings of the team, and what only this file may hold. */
export function managedFile(team: SettingsFile, minimumClientVersion?: string): SettingsFile {
  return { $schema: SCHEMA, ...(minimumClientVersion !== undefined && { requiredMinimumVersion: minimumClientVersion }), ...team };
}

/** The settings of the team in a managed file. */
export function teamPart(managed: SettingsFile): SettingsFile {
  const managedOnly = ['$schema', 'requiredMinimumVersion'];
  return Object.fromEntries(Object.entries(managed).filter(([key]) => !managedOnly.includes(key)));
}

/** Everything of the team, nothing of a person. */
export function ciFile(team: SettingsFile): SettingsFile {
  return { $schema: SCHEMA, ...team };
}

/**
 * What belongs to one developer, and the settings of the team where the file stands alone.
 *
 * @throws when a name or a command has a credential in it or cannot be used
 */
export function userFile(team: SettingsFile, options: UserSettingsOptions): SettingsFile {
  const problems = userProblems(options);
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  const { awsProfile, awsAuthRefresh, awsCredentialExport, effortLevel } = options;
  const shared = options.standalone === true ? team : {};
  const env = { ...shared.env, ...(awsProfile !== undefined && { AWS_PROFILE: awsProfile }) };
  return {
    $schema: SCHEMA,
    ...shared,
    ...(awsAuthRefresh !== undefined && { awsAuthRefresh }),
    ...(awsCredentialExport !== undefined && { awsCredentialExport }),
    ...(effortLevel !== undefined && { effortLevel }),
    ...(Object.keys(env).length > 0 && { env }),
  };
}

function userProblems(options: UserSettingsOptions): string[] {
  const { awsProfile, awsAuthRefresh, awsCredentialExport } = options;
  const problems: string[] = [];
  if (awsProfile !== undefined && !/^[\w+=,.@:/-]+$/.test(awsProfile)) {
    problems.push(`A profile of ~/.aws/config is a name without spaces; received '${awsProfile}'.`);
  }
  for (const [name, command] of Object.entries({ awsAuthRefresh, awsCredentialExport })) {
    if (command !== undefined && (command.trim() === '' || hasSecret(command))) {
      problems.push(`${name} is a command that signs in, without a credential in it.`);
    }
  }
  return problems;
}
