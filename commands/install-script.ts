import { existsSync, readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { SettingsFile } from '../lib/settings/audiences';
import { CommandError } from './shared/command-error';
import { installScript } from './shared/install-script';
import { MANAGED_DIRECTORY, OperatingSystem } from './shared/managed-files';
import { print } from './shared/output';
import { printableJson } from './shared/printable';
import { readOutputs, settingsFromOutputs } from './shared/outputs';
import { parseSettings, publishedSettings } from './shared/parameter';
import { sessionCommand } from './shared/run';
import { ChosenTeam, chooseTeam } from './shared/team';
import { checked } from './shared/validate';

interface Options {
  readonly config: string;
  readonly os: OperatingSystem;
  readonly outputs?: string;
  readonly file?: string;
  readonly timeout: number;
}

export function installScriptCommand(): Command {
  return sessionCommand('install-script', 'Prints a script that puts a team\'s managed settings where Claude Code reads them, '
    + 'into a file of their own beside what others manage there. It holds the settings, so it runs on machines that know nothing of AWS, '
    + 'by hand or by a device management tool. It has --dry-run, --switch, --uninstall and --help.')
    .addOption(new Option('--os <system>', 'for which operating system; linux stands for WSL too')
      .choices(Object.keys(MANAGED_DIRECTORY)).makeOptionMandatory())
    .option('--file <file>', 'take the settings from a file that `npm run settings` wrote')
    .option('--outputs <file>', 'make them from the file that `cdk deploy --outputs-file` wrote; default: read the parameter that the stack published')
    .addHelpText('after', '\nExample:\n  npm run -s install-script -- payments --os macos > install.sh\n  sh install.sh --dry-run && sudo sh install.sh')
    .action(async (name: string, options: Options) => {
      const chosen = chooseTeam(options.config, name);
      const settings = checked(await settingsFrom(chosen, options));
      print(installScript(options.os, name, `${printableJson(settings, 2)}\n`));
    });
}

async function settingsFrom(chosen: ChosenTeam, options: Options): Promise<SettingsFile> {
  if (options.file !== undefined) {
    if (!existsSync(options.file)) {
      throw new CommandError(`There is no file ${options.file}.`, `write it with 'npm run -s settings -- ${chosen.team.name} --output ${options.file}'`);
    }
    return parseSettings(readFileSync(options.file, 'utf8'), options.file);
  }
  return options.outputs === undefined
    ? publishedSettings(chosen, { region: chosen.configuration.region, timeoutMs: options.timeout * 1000 })
    : settingsFromOutputs(readOutputs(options.outputs, chosen), chosen).managedSettings();
}
