import { AwsLimits, callOptions, clientConfig } from '../shared/aws-client';
import { CommandError } from '../shared/command-error';
import { toCommandError } from '../shared/explain';
import { FileTeams } from '../shared/team';

/** A team's stack, as CloudFormation has it. */
export interface TeamStack {
  readonly name: string;
  readonly status: string;
  readonly protected: boolean;
  readonly outputs: Readonly<Record<string, string>>;
}

/** The longest listing that is followed, in pages of a hundred stacks. */
const MAX_PAGES = 100;

/**
 * The stacks of the region that are named like team stacks of the file.
 *
 * @throws CommandError when the session is of another account, or AWS does not answer
 */
export async function awsTeamStacks({ configuration, stackNameOf }: FileTeams, limits: AwsLimits): Promise<TeamStack[]> {
  try {
    await requireAccount(configuration.account, limits);
    const { CloudFormationClient, DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
    const client = new CloudFormationClient(await clientConfig(limits));
    const stacks: TeamStack[] = [];
    let token: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const answer = await client.send(new DescribeStacksCommand({ NextToken: token }), callOptions(limits));
      stacks.push(...(answer.Stacks ?? []).filter(({ StackName = '' }) => StackName.startsWith(stackNameOf(''))).map((stack) => ({
        name: stack.StackName!,
        status: stack.StackStatus ?? 'unknown',
        protected: stack.EnableTerminationProtection === true,
        outputs: Object.fromEntries((stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue])),
      })));
      token = answer.NextToken;
      if (token === undefined) {
        return stacks;
      }
    }
    return stacks;
  } catch (error) {
    throw error instanceof CommandError ? error : toCommandError(error, 'The stacks of the account');
  }
}

async function requireAccount(account: string | undefined, limits: AwsLimits): Promise<void> {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const { Account } = await new STSClient(await clientConfig(limits)).send(new GetCallerIdentityCommand({}), callOptions(limits));
  if (account !== undefined && Account !== account) {
    throw new CommandError(`The session is of account ${Account}; the teams are in ${account}.`, 'choose another --profile');
  }
}
