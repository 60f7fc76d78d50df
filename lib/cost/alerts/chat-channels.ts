import { Aws } from 'aws-cdk-lib';
import { CfnMicrosoftTeamsChannelConfiguration, CfnSlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/**
 * A channel of Slack.
 */
export interface SlackChannel {
  /** The id of the workspace, like `T0123ABCD`. */
  readonly workspaceId: string;

  /** The id of the channel, like `C0123ABCD`. */
  readonly channelId: string;
}

/**
 * A channel of Microsoft Teams.
 */
export interface TeamsChannel {
  /** The id of the tenant, a UUID. */
  readonly tenantId: string;

  /** The id of the team, a UUID. */
  readonly teamId: string;

  /** The id of the channel, URL-encoded, like `19%3a…%40thread.tacv2`. */
  readonly channelId: string;
}

/**
 * Sends a topic's alerts to chat. The channels' role may do nothing: alerts are read in the channel, not acted on.
 *
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/setting-up.html
 */
export function addChatChannels(
  scope: Construct, topic: sns.ITopic, slack: { [name: string]: SlackChannel }, teams: { [name: string]: TeamsChannel },
): void {
  if (Object.keys(slack).length + Object.keys(teams).length === 0) {
    return;
  }
  const role = new iam.Role(scope, 'ChatRole', {
    description: 'Of chat channels that read alerts; it may do nothing',
    assumedBy: new iam.ServicePrincipal('chatbot.amazonaws.com'),
  });
  const common = (name: string) => ({
    configurationName: `${Aws.STACK_NAME}-${name}`,
    iamRoleArn: role.roleArn,
    guardrailPolicies: [`arn:${Aws.PARTITION}:iam::aws:policy/AWSDenyAll`],
    snsTopicArns: [topic.topicArn],
  });
  for (const [name, channel] of Object.entries(slack).sort()) {
    new CfnSlackChannelConfiguration(scope, `Slack-${name}`, {
      ...common(name), slackWorkspaceId: channel.workspaceId, slackChannelId: channel.channelId,
    });
  }
  for (const [name, channel] of Object.entries(teams).sort()) {
    new CfnMicrosoftTeamsChannelConfiguration(scope, `Teams-${name}`, {
      ...common(name), teamsTenantId: channel.tenantId, teamId: channel.teamId, teamsChannelId: channel.channelId,
    });
  }
}
