import { Command } from 'commander';
import { DEVELOPER_ROLE_OUTPUT } from '../app/stacks/output-names';
import { assumeRole, SessionCredentials } from './shared/assume-role';
import { AwsLimits, callOptions, clientConfig } from './shared/aws-client';
import { CommandError } from './shared/command-error';
import { toCommandError } from './shared/explain';
import { outputOf, readOutputs } from './shared/outputs';
import { print } from './shared/output';
import { printableJson } from './shared/printable';
import { sessionCommand } from './shared/run';
import { ChosenTeam, chooseTeam } from './shared/team';

interface Options {
  readonly config: string;
  readonly roleArn?: string;
  readonly outputs?: string;
  readonly timeout: number;
}

export function credentialsCommand(): Command {
  return sessionCommand('credentials', 'Prints temporary credentials as the JSON that awsCredentialExport of Claude Code expects, from the current session.')
    .option('--role-arn <arn>', 'assume this role from the current session; needed where the session is not the team\'s own')
    .option('--outputs <file>', 'assume the developer role that this file of `cdk deploy --outputs-file` names')
    .addHelpText('after', '\nExample, in the settings of a user:\n  "awsCredentialExport": "npm run -s --prefix /path/to/this/project credentials -- payments --profile work"\n\nThe output is a secret: nothing else is printed to the standard output, and it belongs into no file.')
    .action(async (name: string, options: Options) => {
      const chosen = chooseTeam(options.config, name);
      const limits = { region: chosen.configuration.region, timeoutMs: options.timeout * 1000 };
      const role = roleArn(chosen, options);
      const credentials = role === undefined ? await current(chosen, limits) : await assumeRole(role, limits);
      print(`${printableJson(toJson(credentials))}\n`);
    });
}

function roleArn(chosen: ChosenTeam, options: Options): string | undefined {
  return options.roleArn ?? (options.outputs === undefined ? undefined : outputOf(readOutputs(options.outputs, chosen), DEVELOPER_ROLE_OUTPUT, chosen));
}

/** The credentials of the session, after AWS has confirmed that they are valid and of the right account. */
async function current({ configuration, team }: ChosenTeam, limits: AwsLimits): Promise<SessionCredentials> {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const client = new STSClient(await clientConfig(limits));
  let credentials: SessionCredentials;
  let account: string | undefined;
  try {
    credentials = await client.config.credentials();
    account = (await client.send(new GetCallerIdentityCommand({}), callOptions(limits))).Account;
  } catch (error) {
    throw toCommandError(error, 'The current session could not be used');
  }
  if (credentials.sessionToken === undefined) {
    throw new CommandError('The current session has long-term access keys, which are not handed on.', 'use a profile of single sign-on, or assume the developer role with --role-arn or --outputs');
  }
  if (configuration.account !== undefined && account !== configuration.account) {
    throw new CommandError(`The current session is of account ${account}; team ${team.name} is in ${configuration.account}.`, 'choose another --profile, or assume the developer role with --role-arn or --outputs');
  }
  return credentials;
}

function toJson({ accessKeyId, secretAccessKey, sessionToken, expiration }: SessionCredentials): object {
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      ...(expiration !== undefined && { Expiration: expiration.toISOString() }),
    },
  };
}
