import { Annotations, CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ClaudeCodeTeam, GuardrailReference, LimitReaction } from '../../lib';
import { Configuration, TeamConfiguration } from '../config/resolve';
import { AccountStack, StopPolicyOutput } from './account-stack';
import { DEVELOPER_ROLE_OUTPUT, GUARDRAIL_ID_OUTPUT, GUARDRAIL_VERSION_OUTPUT, profileOutputName } from './output-names';

export interface TeamStackProps extends StackProps {
  readonly configuration: Configuration;
  readonly team: TeamConfiguration;
  readonly accountStack: AccountStack;
}

/** One team: its life is the life of this stack. */
export class TeamStack extends Stack {
  public readonly resources: ClaudeCodeTeam;

  constructor(scope: Construct, id: string, props: TeamStackProps) {
    super(scope, id, { description: `Claude Code on Amazon Bedrock: team ${props.team.name}`, ...props });
    const { configuration, team } = props;
    const { access, alertTopic, guardrail } = props.accountStack;
    const { name: teamName, singleSignOn: _, ...options } = team;
    const stopPolicy = (wanted: boolean, policy: StopPolicyOutput) => (wanted ? props.accountStack.stopPolicyFor(this, policy) : undefined);
    this.resources = new ClaudeCodeTeam(this, 'Team', {
      ...options,
      ...access,
      teamName,
      namePrefix: configuration.namePrefix,
      geography: configuration.geography,
      destinations: configuration.destinations,
      prices: configuration.prices,
      requireAttribution: configuration.attribution === 'required',
      alertTopic,
      budgetStopPolicy: stopPolicy(team.budget?.onExceeded === LimitReaction.STOP, 'BudgetStopPolicyArn'),
      burstStopPolicy: stopPolicy(team.alarms?.onBurst === LimitReaction.STOP, 'BurstStopPolicyArn'),
      guardrail,
    });
    if (team.access === undefined || Object.keys(team.access).length === 0) {
      Annotations.of(this).addWarningV2('cdk-claude-code-bedrock:teamWithoutAccess',
        `Nobody may call the profiles of team ${teamName}: it has no access. Add one, or acknowledge that others carry its policy.`);
    }
    this.addOutputs(this.resources);
    this.addSettingsOutputs(this.resources, guardrail);
  }

  /** What `npm run settings -- --outputs cdk-outputs.json` makes settings of. */
  private addSettingsOutputs(team: ClaudeCodeTeam, guardrail?: GuardrailReference): void {
    for (const [tier, profile] of Object.entries(team.profiles)) {
      new CfnOutput(this, profileOutputName(tier), { description: `The inference profile of tier ${tier}`, value: profile.inferenceProfileArn });
    }
    if (guardrail !== undefined) {
      new CfnOutput(this, GUARDRAIL_ID_OUTPUT, { description: 'The guardrail that every call has to name', value: guardrail.id });
      new CfnOutput(this, GUARDRAIL_VERSION_OUTPUT, { description: 'The version of the guardrail', value: guardrail.version });
    }
  }

  private addOutputs(team: ClaudeCodeTeam): void {
    if (team.developerRole) {
      new CfnOutput(this, DEVELOPER_ROLE_OUTPUT, { description: 'The role that developers assume', value: team.developerRole.roleArn });
    }
    if (team.shortTermApiKeyRole) {
      new CfnOutput(this, 'ShortTermApiKeyRoleArn', {
        description: 'The role whose sessions mint short-term API keys', value: team.shortTermApiKeyRole.roleArn,
      });
    }
    this.addStopOutputs(team);
    for (const [subject, { role }] of Object.entries(team.githubRoles)) {
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

  /** How a person lifts a stop by hand; docs/cost.md says when. */
  private addStopOutputs(team: ClaudeCodeTeam): void {
    if (team.budgetStop) {
      const execute = (type: string): string => `aws budgets execute-budget-action --account-id ${this.account} ` +
        `--budget-name ${team.budgetStop!.budget.ref} --action-id ${team.budgetStop!.action.attrActionId} --execution-type ${type}`;
      new CfnOutput(this, 'LiftBudgetStopCommand', {
        description: 'Lifts the stop of the team after its limit was reached', value: execute('REVERSE_BUDGET_ACTION'),
      });
      new CfnOutput(this, 'RearmBudgetStopCommand', {
        description: 'Lets the limit stop the team again after a stop was lifted', value: execute('RESET_BUDGET_ACTION'),
      });
    }
    if (team.burstStop) {
      new CfnOutput(this, 'LiftBurstStopCommand', {
        description: 'Lifts the stop of the team after a burst, before its time',
        value: detachCommands(team, team.burstStop.policy.managedPolicyArn),
      });
    }
  }
}

/** One command for each role and user that a burst stops. */
function detachCommands(team: ClaudeCodeTeam, policyArn: string): string {
  return [
    ...team.roles.map((role) => `aws iam detach-role-policy --role-name ${role.roleName} --policy-arn ${policyArn}`),
    ...team.users.map((user) => `aws iam detach-user-policy --user-name ${user.userName} --policy-arn ${policyArn}`),
  ].join('; ');
}
