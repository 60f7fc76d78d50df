import Ajv from 'ajv';
import { SettingsFile } from '../../lib/settings/audiences';
import { hasSecret } from '../../lib/settings/secrets';
import schema from '../settings-schema/claude-code-settings.json';
import { CommandError } from './command-error';

/** What Claude Code would refuse or misread in a settings file; keys newer than the schema are let through. */
export function settingsFileProblems(file: SettingsFile): string[] {
  const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
  const problems = validate(file)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath.slice(1) || 'the file'} ${message} ${JSON.stringify(params)}`);
  return hasSecret(JSON.stringify(file)) ? [...problems, 'the file holds a credential'] : problems;
}

/**
 * A settings file that has passed the schema.
 *
 * @throws CommandError with everything that is wrong
 */
export function checked(file: SettingsFile): SettingsFile {
  const problems = settingsFileProblems(file);
  if (problems.length > 0) {
    throw new CommandError('The settings are not what Claude Code accepts:',
      'deploy the team again; if that changes nothing, report it as a bug of this project', problems);
  }
  return file;
}
