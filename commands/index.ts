import type { Command } from 'commander';

/** A command of this project, as help, tests and documents list it. */
export interface RegisteredCommand {
  /** What a person types; its module has this name. */
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** What follows the name in the tables of the documents. */
  readonly usage: string;
  /** Its module is loaded only when the command is asked for: the list of commands needs none of them. */
  readonly load: () => Promise<Command>;
}

/** Every command, once. A test holds that each has a module, a test and a line in the documents. */
export const COMMANDS: readonly RegisteredCommand[] = [
  {
    name: 'settings',
    summary: "writes `managed-settings.json`, a user's settings or those of a build machine",
    usage: '<team>',
    load: async () => (await import('./settings')).settingsCommand(),
  },
  {
    name: 'install-script',
    summary: 'prints the script that installs them on a machine, beside what others manage there',
    usage: '<team> --os macos',
    load: async () => (await import('./install-script')).installScriptCommand(),
  },
  {
    name: 'aws-profile',
    summary: 'prints the profile to sign in with, or with `--write` keeps it in `~/.aws/config`',
    usage: '<team>',
    load: async () => (await import('./aws-profile')).awsProfileCommand(),
  },
  {
    name: 'credentials',
    summary: 'prints credentials for `awsCredentialExport`',
    usage: '<team>',
    load: async () => (await import('./credentials')).credentialsCommand(),
  },
  {
    name: 'api-key',
    summary: 'mints a short-term Bedrock API key from a session of the key role',
    usage: '<team>',
    load: async () => (await import('./api-key')).apiKeyCommand(),
  },
  {
    name: 'doctor',
    summary: 'says why Claude Code does not answer, and what mends it',
    usage: '<team>',
    load: async () => (await import('./doctor')).doctorCommand(),
  },
  {
    name: 'model-access',
    summary: 'sends the use-case form and accepts the agreements; asks first',
    usage: '<team>',
    load: async () => (await import('./model-access')).modelAccessCommand(),
  },
  {
    name: 'teams',
    summary: 'lists the team stacks of the account, and how to delete those that the file no longer has',
    usage: '',
    load: async () => (await import('./teams')).teamsCommand(),
  },
  {
    name: 'service-control-policy',
    summary: 'prints the policy that holds everybody in the account, for the organization',
    usage: '',
    load: async () => (await import('./service-control-policy')).serviceControlPolicyCommand(),
  },
  {
    name: 'review',
    summary: 'writes what the synthesized templates mean, and with `--base` what a change means',
    usage: '',
    load: async () => (await import('./review')).reviewCommand(),
  },
];
