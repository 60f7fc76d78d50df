import { Command, Option } from 'commander';
import { hasSecret } from '../lib/settings/secrets';
import { DEVELOPER_ROLE_OUTPUT } from '../app/stacks/output-names';
import { awsConfigFile, MarkedBlock, readConfigFile, render, withBlocks, withoutBlock, writeConfigFile } from './shared/aws-config-file';
import { CommandError } from './shared/command-error';
import { print, say } from './shared/output';
import { outputOf, readOutputs } from './shared/outputs';
import { profileName, signInSession } from './shared/profile-names';
import { teamCommand } from './shared/run';
import { ChosenTeam, chooseTeam } from './shared/team';

interface Options {
  readonly config: string;
  readonly signIn?: 'single-sign-on' | 'role' | 'credential-process';
  readonly outputs: string;
  readonly roleArn?: string;
  readonly sourceProfile: string;
  readonly credentialProcess?: string;
  readonly sessionName?: string;
  readonly write?: boolean;
  readonly remove?: boolean;
}

export function awsProfileCommand(): Command {
  return teamCommand('aws-profile', 'Prints the block of ~/.aws/config with which a developer of a team signs in, or keeps it there with --write.')
    .addOption(new Option('--sign-in <way>', 'single-sign-on: IAM Identity Center, and from it the developer role; '
      + 'role: the developer role from a profile that exists; credential-process: a program that prints credentials '
      + '(default: single-sign-on where settings.singleSignOn is configured, else role)')
      .choices(['single-sign-on', 'role', 'credential-process']))
    .option('--outputs <file>', 'the file that `cdk deploy --outputs-file` wrote, for the ARN of the developer role', 'cdk-outputs.json')
    .option('--role-arn <arn>', 'the developer role, instead of --outputs')
    .option('--source-profile <name>', 'for role: the profile that exists and may assume the role', 'default')
    .option('--credential-process <command>', 'for credential-process: the program; '
      + 'see https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html')
    .option('--session-name <name>', 'the name of the developer\'s own session, which the role\'s session then bears: '
      + 'the last part of what `aws sts get-caller-identity --query Arn` prints; needed with attribution: required')
    .addOption(new Option('--write', 'write the block into ~/.aws/config, or the file of AWS_CONFIG_FILE, in the place of an earlier one; '
      + 'teams stand side by side, and what is not of this command stays as it is'))
    .addOption(new Option('--remove', 'take the block of the team out of that file').conflicts('write'))
    .addHelpText('after', '\nExamples:\n  npm run -s aws-profile -- payments\n  npm run -s aws-profile -- payments --write')
    .action((name: string, options: Options) => {
      const chosen = chooseTeam(options.config, name);
      if (options.remove === true) {
        remove(chosen);
      } else if (options.write === true) {
        write(blocks(chosen, options));
      } else {
        print(`${blocks(chosen, options).map(render).join('\n')}`);
      }
    });
}

function write(wanted: readonly MarkedBlock[]): void {
  const file = awsConfigFile();
  const { text, changed, found } = withBlocks(readConfigFile(file), wanted, file);
  found.forEach((section) => say(`[${section}] is in ${file} already, with these values; it is used as it is.\n`));
  if (changed.length === 0) {
    say(`${file} is up to date; nothing to do.\n`);
    return;
  }
  writeConfigFile(file, text);
  say(`${file} is written: ${changed.join(', ')}.\n`);
}

/** The session goes with the last profile that signs in with it. */
function remove(chosen: ChosenTeam): void {
  const file = awsConfigFile();
  const before = readConfigFile(file);
  const without = withoutBlock(before, profileName(chosen), file);
  const session = signInSession(chosen);
  const used = session === undefined || without.split(/\r?\n/).some((line) => line.replace(/\s/g, '') === `sso_session=${session}`);
  const after = used ? without : withoutBlock(without, sessionBlockName(session), file);
  if (after === before) {
    say(`${file} has no block ${profileName(chosen)}; nothing to do.\n`);
    return;
  }
  writeConfigFile(file, after);
  say(`${file} is written: ${profileName(chosen)} is taken out.\n`);
}

const sessionBlockName = (session: string): string => `sign-in ${session}`;

function blocks(chosen: ChosenTeam, options: Options): MarkedBlock[] {
  const way = options.signIn ?? (chosen.team.singleSignOn === undefined ? 'role' : 'single-sign-on');
  const { region } = chosen.configuration;
  const name = profileName(chosen);
  switch (way) {
    case 'single-sign-on': return singleSignOn(chosen, options);
    case 'role': return [{
      name,
      sections: [{
        name: `profile ${name}`,
        values: { role_arn: developerRole(chosen, options), source_profile: sourceProfile(options), ...sessionName(chosen, options), region },
      }],
    }];
    case 'credential-process': return [{
      name, sections: [{ name: `profile ${name}`, values: { credential_process: credentialProcess(options), region } }],
    }];
  }
}

/**
 * Signing in gives the permission set's role; the developer role is assumed from it, so its sessions last one hour.
 * The session is a block of its own, once for all teams that sign in with it.
 */
function singleSignOn(chosen: ChosenTeam, options: Options): MarkedBlock[] {
  const { team, configuration: { region } } = chosen;
  const session = signInSession(chosen);
  if (team.singleSignOn === undefined || session === undefined) {
    throw new CommandError('The configuration does not say where IAM Identity Center is.',
      'add settings.singleSignOn with startUrl and region, or choose another way with --sign-in');
  }
  const permissionSet = team.access?.developers?.identityCenter;
  if (permissionSet === undefined) {
    throw new CommandError(`The configuration names no permission set for the developers of ${team.name}.`,
      `add teams.${team.name}.access.developers.identityCenter, or choose another way with --sign-in`);
  }
  const role = developerRole(chosen, options);
  const name = profileName(chosen);
  return [
    {
      name: sessionBlockName(session),
      sections: [{
        name: `sso-session ${session}`,
        values: { sso_start_url: team.singleSignOn.startUrl, sso_region: team.singleSignOn.region, sso_registration_scopes: 'sso:account:access' },
      }],
    },
    {
      name,
      sections: [
        {
          name: `profile ${name}-sign-in`,
          values: { sso_session: session, sso_account_id: role.split(':')[4]!, sso_role_name: permissionSet, region },
        },
        { name: `profile ${name}`, values: { role_arn: role, source_profile: `${name}-sign-in`, ...sessionName(chosen, options), region } },
      ],
    },
  ];
}

function sourceProfile({ sourceProfile: name }: Options): string {
  if (!/^[^\s[\]#;][^\p{Cc}\p{Zl}\p{Zp}[\]]*$/u.test(name)) {
    throw new CommandError(`A profile is a name on one line, without brackets; received '${name}'.`, "'aws configure list-profiles' shows those that exist");
  }
  return name;
}

/** AWS SDKs make up a name where the profile has none, and a role that asks for the person behind a session refuses it. */
function sessionName({ configuration }: ChosenTeam, { sessionName: name }: Options): Record<string, string> {
  if (name === undefined && configuration.attribution === 'required') {
    throw new CommandError('The configuration requires sessions that bear the name of the person behind them (attribution: required).',
      'give the name of the developer\'s own session with --session-name; --help says where it stands');
  }
  if (name !== undefined && !/^[\w+=,.@-]{2,64}$/.test(name)) {
    throw new CommandError(`A session's name is 2 to 64 letters, digits and +=,.@-_; received '${name}'.`,
      "take it from 'aws sts get-caller-identity --query Arn'");
  }
  return name === undefined ? {} : { role_session_name: name };
}

function developerRole(chosen: ChosenTeam, options: Options): string {
  if (chosen.team.access?.developers === undefined) {
    throw new CommandError(`Team ${chosen.team.name} has no developer role.`,
      `add teams.${chosen.team.name}.access.developers and deploy`);
  }
  const arn = options.roleArn ?? outputOf(readOutputs(options.outputs, chosen), DEVELOPER_ROLE_OUTPUT, chosen);
  if (!/^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(arn)) {
    throw new CommandError(`A role is named by its ARN, like arn:aws:iam::111122223333:role/claude-code/Developer; received '${arn}'.`,
      'take it from the outputs of the stack');
  }
  return arn;
}

function credentialProcess({ credentialProcess: command }: Options): string {
  if (command === undefined || command.trim() === '' || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(command)) {
    throw new CommandError('A credential process is a command in one line.', "give it with --credential-process '/path/to/program'");
  }
  if (hasSecret(command)) {
    throw new CommandError('The command has a credential in it, and ~/.aws/config is no place for one.',
      'let the program find its credential itself');
  }
  return command;
}
