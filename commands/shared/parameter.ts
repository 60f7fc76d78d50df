import { settingsParameterName } from '../../lib/team/team-settings';
import { AwsLimits, callOptions, clientConfig } from './aws-client';
import { CommandError } from './command-error';
import { explain, toCommandError } from './explain';
import { ChosenTeam } from './team';

/** The text of a parameter of AWS Systems Manager. */
export async function readParameter(name: string, limits: AwsLimits): Promise<string> {
  const { GetParameterCommand, SSMClient } = await import('@aws-sdk/client-ssm');
  const answer = await new SSMClient(await clientConfig(limits)).send(new GetParameterCommand({ Name: name }), callOptions(limits));
  if (typeof answer.Parameter?.Value !== 'string') {
    throw new SyntaxError('the answer has no Parameter.Value');
  }
  return answer.Parameter.Value;
}

/**
 * The managed settings that a team's stack has published.
 *
 * @throws CommandError when they cannot be read
 */
export async function publishedSettings(chosen: ChosenTeam, limits: AwsLimits): Promise<Record<string, unknown>> {
  const name = settingsParameterName(chosen.configuration.namePrefix, chosen.team.name);
  let text: string;
  try {
    text = await readParameter(name, limits);
  } catch (error) {
    if (explain(error).kind === 'missing') {
      throw new CommandError(`There is no parameter ${name} in ${limits.region}.`, `deploy the team with 'npx cdk deploy ${chosen.stackName}', and check that AWS_PROFILE leads to its account`);
    }
    throw toCommandError(error, `The parameter ${name} could not be read`);
  }
  return parseSettings(text, `The parameter ${name}`);
}

/** Settings as JSON. */
export function parseSettings(text: string, subject: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) {
      return content as Record<string, unknown>;
    }
  } catch {
    // Said below, as for any other content.
  }
  throw new CommandError(`${subject} does not hold settings as JSON.`, 'deploy the team again; somebody has changed it by hand');
}
