#!/usr/bin/env node
import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { ciFile, SettingsFile, teamPart, userFile } from '../lib/settings/audiences';
import { EffortLevel, UserSettingsOptions } from '../lib/settings/settings-options';
import { CommandError } from './shared/command-error';
import { readOutputs, settingsFromOutputs } from './shared/outputs';
import { publishedSettings } from './shared/parameter';
import { run, seconds, teamCommand } from './shared/run';
import { ChosenTeam, chooseTeam } from './shared/team';
import { profileName, signInSession } from './shared/profile-names';
import { checked } from './shared/validate';

interface Options {
  readonly config: string;
  readonly for: 'managed' | 'user' | 'ci';
  readonly outputs?: string;
  readonly output?: string;
  readonly awsProfile?: string;
  readonly authRefresh?: string;
  readonly credentialExport?: string;
  readonly effort?: EffortLevel;
  readonly standalone?: boolean;
  readonly timeout: number;
}

export function settingsCommand(): Command {
  return teamCommand('settings', 'Writes the settings of Claude Code for a deployed team: what managed-settings.json, a user\'s settings.json or a build machine gets.')
    .addOption(new Option('--for <audience>', 'whose file').choices(['managed', 'user', 'ci']).default('managed'))
    .option('--outputs <file>', 'make it from the file that `cdk deploy --outputs-file` wrote, without AWS credentials; default: read the parameter that the stack published')
    .option('--output <file>', 'write to a file instead of the standard output')
    .option('--aws-profile <name>', 'for a user: the profile of ~/.aws/config (default: as `npm run aws-profile` names it)')
    .option('--auth-refresh <command>', 'for a user: the command that signs in again')
    .option('--credential-export <command>', 'for a user: the command that prints credentials; then no profile is named')
    .addOption(new Option('--effort <level>', 'for a user: how hard the model thinks').choices(Object.values(EffortLevel)))
    .option('--standalone', 'for a user: the whole settings, for a machine without managed-settings.json')
    .option('--timeout <seconds>', 'how long AWS may take to answer', seconds, 20)
    .addHelpText('after', '\nExamples:\n  npm run -s settings -- payments > managed-settings.json\n  npm run -s settings -- payments --for user --outputs cdk-outputs.json')
    .action(async (name: string, options: Options) => {
      const chosen = chooseTeam(options.config, name);
      const managed = options.outputs === undefined
        ? await publishedSettings(chosen, { region: chosen.configuration.region, timeoutMs: options.timeout * 1000 })
        : settingsFromOutputs(readOutputs(options.outputs, chosen), chosen).managedSettings();
      write(checked(fileFor(managed, chosen, options)), options.output);
    });
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
  const withExport = options.credentialExport !== undefined;
  const personal: UserSettingsOptions = {
    awsProfile: options.awsProfile ?? (withExport ? undefined : profileName(chosen)),
    awsAuthRefresh: options.authRefresh ?? (session === undefined || withExport ? undefined : `aws sso login --sso-session ${session}`),
    awsCredentialExport: options.credentialExport,
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
  const text = `${JSON.stringify(file, undefined, 2)}\n`;
  if (output === undefined) {
    process.stdout.write(text);
  } else {
    writeFileSync(output, text);
    process.stderr.write(`${output} is written. 'npm run -s install-script' prints the script that puts a managed file in its place.\n`);
  }
}

if (require.main === module) {
  void run(settingsCommand());
}
