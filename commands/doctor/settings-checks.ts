import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { settingsParameterName } from '../../lib/team/team-settings';
import { explain } from '../shared/explain';
import { settingsOf } from '../shared/team-settings';
import { settingsFileProblems } from '../shared/validate';
import { Check, fail, Finding, fromError, pass, Patient, skip, warn } from './check';
import { publishedGuardrail, publishedText } from './published';

/** The parameter is there and holds what the templates would put into it. */
export const publishedSettings: Check = {
  id: 'settings',
  title: 'Published settings',
  async run(patient: Patient): Promise<Finding[]> {
    const { configuration, team, stackName } = patient.chosen;
    const name = settingsParameterName(configuration.namePrefix, team.name);
    const deploy = `npx cdk deploy ${stackName}`;
    let text: string;
    try {
      text = await publishedText(patient);
    } catch (error) {
      return [explain(error).kind === 'missing' ? fail(`There is no parameter ${name}.`, deploy) : fromError(error, `The parameter ${name}`)];
    }
    const published = parse(text);
    if (published === undefined) {
      return [fail(`${name} does not hold settings as JSON.`, deploy)];
    }
    const problems = settingsFileProblems(published);
    if (problems.length > 0) {
      return [fail(`${name} is not what Claude Code accepts: ${problems.join('; ')}.`, deploy)];
    }
    const missing = Object.keys(team.models).filter((tier) => patient.profiles?.[tier] === undefined);
    if (missing.length > 0) {
      return [skip(`${name} is there; what it should hold is not known, because a profile is missing (${missing.join(', ')})`)];
    }
    const arns = Object.fromEntries(Object.entries(patient.profiles!).map(([tier, profile]) => [tier, profile.arn]));
    const expected = settingsOf(patient.chosen, arns, await publishedGuardrail(patient)).managedSettings();
    const different = differences(published, expected);
    return [different.length === 0
      ? pass(`${name} holds what the configuration says`)
      : fail(`${name} differs from the configuration in ${different.join(', ')}.`, deploy)];
  },
};

/** The file on this machine is the published one. */
export const installedSettings: Check = {
  id: 'installed',
  title: 'Settings on this machine',
  async run(patient: Patient): Promise<Finding[]> {
    const { managedFile, chosen: { team } } = patient;
    const system = process.platform === 'darwin' ? 'macos' : process.platform === 'win32' ? 'windows' : 'linux';
    const install = `npm run -s install-script -- ${team.name} --os ${system} > ${system === 'windows' ? 'install.ps1' : 'install.sh && sudo sh install.sh'}`;
    if (!existsSync(managedFile)) {
      return [warn(`${managedFile} does not exist; Claude Code on this machine has only the settings of its user.`, install)];
    }
    const installed = parse(readFileSync(managedFile, 'utf8'));
    if (installed === undefined) {
      return [fail(`${managedFile} is not JSON; Claude Code does not read it.`, install)];
    }
    const published = parse(await publishedText(patient).catch(() => ''));
    if (published === undefined) {
      return [skip(`${managedFile} is there; there are no published settings to compare it with`)];
    }
    const different = differences(installed, published);
    return [different.length === 0
      ? pass(`${managedFile} holds the published settings`)
      : fail(`${managedFile} differs from the published settings in ${different.join(', ')}.`, install)];
  },
};

function parse(text: string): Record<string, any> | undefined {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null && !Array.isArray(content) ? content as Record<string, any> : undefined;
  } catch {
    return undefined;
  }
}

/** The keys, and the variables of `env`, in which two files differ. */
function differences(one: Record<string, any>, other: Record<string, any>): string[] {
  const flat = ({ env, ...keys }: Record<string, any>): Record<string, unknown> =>
    ({ ...keys, ...Object.fromEntries(Object.entries(env ?? {}).map(([name, value]) => [`env.${name}`, value])) });
  const [a, b] = [flat(one), flat(other)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !isDeepStrictEqual(a[key], b[key])).sort();
}
