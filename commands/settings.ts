import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { ciFile, SettingsFile, teamPart, userFile } from '../lib/settings/audiences';
import { EffortLevel, UserSettingsOptions } from '../lib/settings/settings-options';
import { CommandError } from './shared/command-error';
import { readOutputs, settingsFromOutputs } from './shared/outputs';
import { publishedSettings } from './shared/parameter';
import { print, say } from './shared/output';
import { printableJson } from './shared/printable';
import { awsOptions, teamCommand } from './shared/run';
import { ChosenTeam, chooseTeam } from './shared/team';
import { profileName, signInSession } from './shared/profile-names';
import { checked } from './shared/validate';

interface Options {
  readonly config: string;
  readonly for: 'managed' | 'user' | 'ci';
  readonly outputs?: string;
  readonly output?: string;
  readonly awsProfile?: string | true;
  readonly authRefresh?: string;
  readonly credentialExport?: string;
  readonly effort?: EffortLevel;
  readonly standalone?: boolean;
  readonly timeout: number;
}

export function settingsCommand(): Command {
  return awsOptions(teamCommand('settings', 'Writes the settings of Claude Code for a deployed team: '
    + 'what managed-settings.json, a user\'s settings.json or a build machine gets.'))
    .addOption(new Option('--for <audience>', 'whose file').choices(['managed', 'user', 'ci']).default('managed'))
    .option('--outputs <file>', 'make it from the file that `cdk deploy --outputs-file` wrote, without AWS credentials; '
      + 'default: read the parameter that the stack published')
    .option('--output <file>', 'write to a file instead of the standard output')
    .option('--auth-refresh <command>', 'for a user: the command that signs in again')
    .option('--credential-export <command>', 'for a user: the command that prints credentials, for Claude Code alone '
      + '(default: `aws configure export-credentials` with the profile of `npm run aws-profile`; needs Claude Code 2.1.181)')
    .option('--aws-profile [name]', 'for a user: name a profile in AWS_PROFILE instead; '
      + 'it reaches every command that Claude Code runs (default: as `npm run aws-profile` names it)')
    .addOption(new Option('--effort <level>', 'for a user: how hard the model thinks').choices(Object.values(EffortLevel)))
    .option('--standalone', 'for a user: the whole settings, for a machine without managed settings')
    .addHelpText('after', '\nExamples:\n  npm run -s settings -- payments > managed-settings.json'
      + '\n  npm run -s settings -- payments --for user --outputs cdk-outputs.json')
    .action(async (name: string, options: Options) => {
      const chosen = chooseTeam(options.config, name);
      const managed = options.outputs === undefined
        ? await publishedSettings(chosen, { region: chosen.configuration.region, timeoutMs: options.timeout * 1000 })
        : settingsFromOutputs(readOutputs(options.outputs, chosen), chosen).managedSettings();
      write(checked(fileFor(managed, chosen, options)), options.output);
      warnOfProfile(options);
    });
}

/** What the environment of the client reaches: everything that it starts. */
function warnOfProfile({ for: audience, awsProfile }: Options): void {
  if (audience === 'user' && awsProfile !== undefined) {
    say('Note: AWS_PROFILE reaches every command that Claude Code runs, so that these act with the profile too, '
      + 'and it outranks keys that are exported in a shell. Without --aws-profile the credentials are for Claude Code alone.\n');
  }
}

function fileFor(managed: SettingsFile, chosen: ChosenTeam, options: Options): SettingsFile {
  switch (options.for) {
    case 'managed': return managed;
    case 'ci': return ciFile(teamPart(managed));
    case 'user': return userSettings(managed, chosen, options);
  }
}

function userSettings(managed: SettingsFile, chosen: ChosenTeam, options: Options): SettingsFile {
  const session = signInSession(chosen);
  const { awsProfile, credentialExport } = options;
  const personal: UserSettingsOptions = {
    awsProfile: awsProfile === true ? profileName(chosen) : awsProfile,
    awsAuthRefresh: options.authRefresh
      ?? (session === undefined || credentialExport !== undefined ? undefined : `aws sso login --sso-session ${session}`),
    awsCredentialExport: credentialExport
      ?? (awsProfile === undefined ? `aws configure export-credentials --profile ${profileName(chosen)}` : undefined),
    effortLevel: options.effort,
    standalone: options.standalone,
  };
  try {
    return userFile(teamPart(managed), personal);
  } catch (error) {
    throw new CommandError((error as Error).message, 'give another value; --help shows every option');
  }
}

function write(file: SettingsFile, output?: string): void {
  const text = `${printableJson(file, 2)}\n`;
  if (output === undefined) {
    print(text);
  } else {
    writeFileSync(output, text);
    say(`${output} is written. 'npm run -s install-script' prints the script that puts managed settings in their place.\n`);
  }
}
