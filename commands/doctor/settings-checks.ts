import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { settingsParameterName } from '../../lib/team/team-settings';
import { explain } from '../shared/explain';
import { Deviation, deviations, DROP_IN_DIRECTORY, dropInName, leftovers, managedSources, parseObject, thisSystem } from '../shared/managed-files';
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
    const published = parseObject(text);
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

/** The files on this machine together say what is published; what else they say is somebody else's. */
export const installedSettings: Check = {
  id: 'installed',
  title: 'Settings on this machine',
  async run(patient: Patient): Promise<Finding[]> {
    const { managedDirectory, chosen: { team } } = patient;
    const sources = managedSources(managedDirectory);
    const system = thisSystem();
    const install = `npm run -s install-script -- ${team.name} --os ${system} > `
      + (system === 'windows' ? 'install.ps1' : 'install.sh && sudo sh install.sh');
    if (sources.length === 0) {
      return [warn(`${managedDirectory} holds no managed settings; Claude Code on this machine has only the settings of its user.`, install)];
    }
    const own = join(managedDirectory, DROP_IN_DIRECTORY, dropInName(team.name));
    const broken = sources.filter(({ settings }) => settings === undefined)
      .map(({ file }) => fail(`${file} is not JSON; Claude Code does not read it.`, file === own ? install : `ask who keeps ${file}`));
    const published = parseObject(await publishedText(patient).catch(() => ''));
    if (published === undefined) {
      return [...broken, skip(`${managedDirectory} has managed settings; there are no published ones to compare them with`)];
    }
    const ours = sources.filter(({ file }) => file === own);
    const different = [...deviations(published, sources), ...ours.flatMap((source) => leftovers(published, source))];
    return different.length === 0 && broken.length === 0
      ? [pass(`${sources.map(({ file }) => file).join(', ')}: what is published`)]
      : [...broken, ...byFile(different, own, ours.length > 0, install)];
  },
};

/** One finding for each file whose values count in the place of the published ones. */
function byFile(different: readonly Deviation[], own: string, hasOwn: boolean, install: string): Finding[] {
  const files = [...new Set(different.map(({ file }) => file))];
  return files.map((file) => {
    const keys = different.filter((deviation) => deviation.file === file).map(({ key }) => key).sort().join(', ');
    if (file === undefined) {
      return fail(`No managed file of this machine says ${keys}.`, install);
    }
    if (file === own || !hasOwn) {
      return fail(`${file} differs from the published settings in ${keys}.`, install);
    }
    return fail(`${file} wins over ${own}, with other values, in ${keys}.`,
      `ask who keeps ${file} to take these keys out; if an earlier install script of this project wrote it, remove it`);
  });
}

/** The keys, and the variables of `env`, in which two files differ. */
function differences(one: Record<string, any>, other: Record<string, any>): string[] {
  const flat = ({ env, ...keys }: Record<string, any>): Record<string, unknown> =>
    ({ ...keys, ...Object.fromEntries(Object.entries(env ?? {}).map(([name, value]) => [`env.${name}`, value])) });
  const [a, b] = [flat(one), flat(other)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !isDeepStrictEqual(a[key], b[key])).sort();
}
