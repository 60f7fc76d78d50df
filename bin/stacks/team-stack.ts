import { CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { IdentityCenterPrincipal } from '../../lib/access/identity-center-principal';
import { ClaudeCodeTeam } from '../../lib/team/claude-code-team';
import { Configuration, TeamConfiguration } from '../config/resolve';

export interface TeamStackProps extends StackProps {
  readonly configuration: Configuration;
  readonly team: TeamConfiguration;
  readonly alertTopic: sns.ITopic;
}

/** One team: its life is the life of this stack. */
export class TeamStack extends Stack {
  constructor(scope: Construct, id: string, props: TeamStackProps) {
    super(scope, id, { description: `Claude Code on Amazon Bedrock: team ${props.team.name}`, ...props });
    const { configuration, team } = props;
    const developers = team.access?.developers;
    const shortTerm = team.access?.apiKeys?.shortTerm;

    const resources = new ClaudeCodeTeam(this, 'Team', {
      teamName: team.name,
      models: team.models,
      geography: configuration.geography,
      destinations: configuration.destinations,
      defaultTier: team.defaultTier,
      developers: developers && [
        ...(developers.identityCenter === undefined ? [] : [new IdentityCenterPrincipal(developers.identityCenter)]),
        ...toPrincipals(developers.principals),
      ],
      developerSessionDuration: toHours(developers?.maxHours),
      shortTermApiKeyUsers: shortTerm && toPrincipals(shortTerm.principals),
      shortTermApiKeyDuration: toHours(shortTerm?.maxHours),
      monthlyBudgetUsd: team.budget?.monthlyUsd,
      actualThresholds: team.budget?.actual,
      forecastThresholds: team.budget?.forecast,
      alertTopic: props.alertTopic,
      costCenter: team.costCenter,
      namePrefix: configuration.namePrefix,
      maxOutputTokens: team.tokens.maxOutput,
      thinkingTokens: team.tokens.thinking,
      promptCaching: team.promptCaching,
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
    new CfnOutput(this, 'ManagedSettingsCommand', {
      description: 'Prints the managed-settings.json of the team', value: team.managedSettings.fetchCommand,
    });
  }
}

function toPrincipals(arns: readonly string[] | undefined): iam.IPrincipal[] {
  return [...new Set(arns ?? [])].map((arn) => new iam.ArnPrincipal(arn));
}

function toHours(hours: number | undefined): Duration | undefined {
  return hours === undefined ? undefined : Duration.hours(hours);
}
