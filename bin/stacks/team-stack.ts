import { CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ClaudeCodeTeam } from '../../lib/team/claude-code-team';
import { Configuration, TeamConfiguration } from '../config/resolve';
import { accessProps, SharedAccess } from './team/access-props';
import { costProps } from './team/cost-props';
import { settingsProps } from './team/settings-props';

export interface TeamStackProps extends StackProps {
  readonly configuration: Configuration;
  readonly team: TeamConfiguration;
  readonly alertTopic: sns.ITopic;
  readonly sharedAccess: SharedAccess;
}

/** One team: its life is the life of this stack. */
export class TeamStack extends Stack {
  constructor(scope: Construct, id: string, props: TeamStackProps) {
    super(scope, id, { description: `Claude Code on Amazon Bedrock: team ${props.team.name}`, ...props });
    const { configuration, team } = props;
    const resources = new ClaudeCodeTeam(this, 'Team', {
      teamName: team.name,
      namePrefix: configuration.namePrefix,
      models: team.models,
      geography: configuration.geography,
      destinations: configuration.destinations,
      ...accessProps(team, configuration, props.sharedAccess),
      ...costProps(team, props.alertTopic),
      ...settingsProps(team),
    });
    this.addOutputs(resources);
  }

  private addOutputs(team: ClaudeCodeTeam): void {
    if (team.developerRole) {
      new CfnOutput(this, 'DeveloperRoleArn', { description: 'The role that developers assume', value: team.developerRole.roleArn });
    }
    if (team.shortTermApiKeyRole) {
      new CfnOutput(this, 'ShortTermApiKeyRoleArn', {
        description: 'The role whose sessions mint short-term API keys', value: team.shortTermApiKeyRole.roleArn,
      });
    }
    for (const [subject, { role }] of Object.entries(team.gitHubRoles)) {
      new CfnOutput(role, 'Arn', { description: `The role of GitHub Actions for ${subject}`, value: role.roleArn });
    }
    for (const [name, key] of Object.entries(team.longTermApiKeys)) {
      new CfnOutput(key, 'FetchCommand', { description: `Prints the long-term API key ${name}`, value: key.fetchCommand });
      new CfnOutput(key, 'ExpirationDate', { description: `When the long-term API key ${name} ends`, value: key.expirationDate });
    }
    new CfnOutput(this, 'ManagedSettingsCommand', {
      description: 'Prints the managed-settings.json of the team', value: team.managedSettings.fetchCommand,
    });
  }
}
