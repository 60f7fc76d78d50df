#!/usr/bin/env node
import { Command, Option } from 'commander';
import { hasSecret } from '../lib/settings/secrets';
import { DEVELOPER_ROLE_OUTPUT } from '../app/stacks/output-names';
import { CommandError } from './shared/command-error';
import { outputOf, readOutputs } from './shared/outputs';
import { profileName, signInSession } from './shared/profile-names';
import { run, teamCommand } from './shared/run';
import { ChosenTeam, chooseTeam } from './shared/team';

interface Options {
  readonly config: string;
  readonly signIn?: 'single-sign-on' | 'role' | 'credential-process';
  readonly outputs: string;
  readonly roleArn?: string;
  readonly sourceProfile: string;
  readonly credentialProcess?: string;
  readonly sessionName?: string;
}

export function awsProfileCommand(): Command {
  return teamCommand('aws-profile', 'Prints the block of ~/.aws/config with which a developer of a team signs in.')
    .addOption(new Option('--sign-in <way>', 'single-sign-on: IAM Identity Center, and from it the developer role; role: the developer role from a profile that exists; credential-process: a program that prints credentials (default: single-sign-on where settings.singleSignOn is configured, else role)')
      .choices(['single-sign-on', 'role', 'credential-process']))
    .option('--outputs <file>', 'the file that `cdk deploy --outputs-file` wrote, for the ARN of the developer role', 'cdk-outputs.json')
    .option('--role-arn <arn>', 'the developer role, instead of --outputs')
    .option('--source-profile <name>', 'for role: the profile that exists and may assume the role', 'default')
    .option('--credential-process <command>', 'for credential-process: the program; see https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html')
    .option('--session-name <name>', 'the name of the developer\'s own session, which the role\'s session then bears: the last part of what `aws sts get-caller-identity --query Arn` prints; needed with attribution: required')
    .addHelpText('after', '\nExample:\n  npm run -s aws-profile -- payments >> ~/.aws/config')
    .action((name: string, options: Options) => {
      const chosen = chooseTeam(options.config, name);
      process.stdout.write(`${block(chosen, options)}\n`);
    });
}

function block(chosen: ChosenTeam, options: Options): string {
  const way = options.signIn ?? (chosen.team.singleSignOn === undefined ? 'role' : 'single-sign-on');
  switch (way) {
    case 'single-sign-on': return singleSignOn(chosen, options);
    case 'role': return section(`profile ${profileName(chosen)}`, {
      role_arn: developerRole(chosen, options), source_profile: options.sourceProfile, ...sessionName(chosen, options), region: chosen.configuration.region,
    });
    case 'credential-process': return section(`profile ${profileName(chosen)}`, {
      credential_process: credentialProcess(options), region: chosen.configuration.region,
    });
  }
}

/** Signing in gives the permission set's role; the developer role is assumed from it, so its sessions last one hour. */
function singleSignOn(chosen: ChosenTeam, options: Options): string {
  const { team } = chosen;
  const session = signInSession(chosen);
  if (team.singleSignOn === undefined || session === undefined) {
    throw new CommandError('The configuration does not say where IAM Identity Center is.', 'add settings.singleSignOn with startUrl and region, or choose another way with --sign-in');
  }
  const permissionSet = team.access?.developers?.identityCenter;
  if (permissionSet === undefined) {
    throw new CommandError(`The configuration names no permission set for the developers of ${team.name}.`, `add teams.${team.name}.access.developers.identityCenter, or choose another way with --sign-in`);
  }
  const role = developerRole(chosen, options);
  const signInProfile = `${profileName(chosen)}-sign-in`;
  return [
    section(`sso-session ${session}`, {
      sso_start_url: team.singleSignOn.startUrl, sso_region: team.singleSignOn.region, sso_registration_scopes: 'sso:account:access',
    }),
    section(`profile ${signInProfile}`, {
      sso_session: session, sso_account_id: role.split(':')[4]!, sso_role_name: permissionSet, region: chosen.configuration.region,
    }),
    section(`profile ${profileName(chosen)}`, {
      role_arn: role, source_profile: signInProfile, ...sessionName(chosen, options), region: chosen.configuration.region,
    }),
  ].join('\n');
}

/** AWS SDKs make up a name where the profile has none, and a role that asks for the person behind a session refuses it. */
function sessionName({ configuration }: ChosenTeam, { sessionName: name }: Options): Record<string, string> {
  if (name === undefined && configuration.attribution === 'required') {
    throw new CommandError('The configuration requires sessions that bear the name of the person behind them (attribution: required).', 'give the name of the developer\'s own session with --session-name; --help says where it stands');
  }
  if (name !== undefined && !/^[\w+=,.@-]{2,64}$/.test(name)) {
    throw new CommandError(`A session's name is 2 to 64 letters, digits and +=,.@-_; received '${name}'.`, "take it from 'aws sts get-caller-identity --query Arn'");
  }
  return name === undefined ? {} : { role_session_name: name };
}

function developerRole(chosen: ChosenTeam, options: Options): string {
  if (chosen.team.access?.developers === undefined) {
    throw new CommandError(`Team ${chosen.team.name} has no developer role.`, `add teams.${chosen.team.name}.access.developers and deploy`);
  }
  const arn = options.roleArn ?? outputOf(readOutputs(options.outputs, chosen), DEVELOPER_ROLE_OUTPUT, chosen);
  if (!/^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(arn)) {
    throw new CommandError(`A role is named by its ARN, like arn:aws:iam::111122223333:role/claude-code/Developer; received '${arn}'.`, 'take it from the outputs of the stack');
  }
  return arn;
}

function credentialProcess({ credentialProcess: command }: Options): string {
  if (command === undefined || command.trim() === '' || /[\r\n]/.test(command)) {
    throw new CommandError('A credential process is a command in one line.', "give it with --credential-process '/path/to/program'");
  }
  if (hasSecret(command)) {
    throw new CommandError('The command has a credential in it, and ~/.aws/config is no place for one.', 'let the program find its credential itself');
  }
  return command;
}

function section(name: string, values: Readonly<Record<string, string>>): string {
  return `[${name}]\n${Object.entries(values).map(([key, value]) => `${key} = ${value}`).join('\n')}\n`;
}

if (require.main === module) {
  void run(awsProfileCommand());
}
