import { Annotations, CfnOutput, Fn, Stack, StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ClaudeCodeAccount, RequiredGuardrail } from '../../lib';
import { Configuration } from '../config/resolve';
import { accountGuardrail } from './account-guardrail';

export interface AccountStackProps extends StackProps {
  readonly configuration: Configuration;
}

/** What the account has once and every team uses. */
export interface SharedAccess {
  readonly policy?: iam.IManagedPolicy;
  readonly permissionsBoundary?: iam.IManagedPolicy;
}

/** The policies that stop spending, by the names of the outputs that tell their ARNs. */
export type StopPolicyOutput = 'BudgetStopPolicyArn' | 'BurstStopPolicyArn';

/** What the account has once. */
export class AccountStack extends Stack {
  public readonly alertTopic: sns.ITopic;

  /** The guardrail that every call has to name; there is none unless the file has one. */
  public readonly guardrail?: RequiredGuardrail;

  /** What every team's roles and users take from here. */
  public readonly access: SharedAccess;

  constructor(scope: Construct, id: string, props: AccountStackProps) {
    super(scope, id, { description: 'Claude Code on Amazon Bedrock: what the account has once', ...props });
    const { alerts, anomalies, budget, teams, githubOidcProvider, permissionsBoundary, policy, namePrefix } = props.configuration;
    const account = new ClaudeCodeAccount(this, 'Account', {
      alerts,
      budget,
      githubOidcProvider: githubOidcProvider === 'create',
      tagBasedPolicy: policy === 'tagBased',
      permissionsBoundary: permissionsBoundary === 'create',
      path: `/${namePrefix}/`,
    });
    this.alertTopic = account.alertTopic;
    this.guardrail = accountGuardrail(this, props.configuration);
    this.access = {
      policy: account.tagBasedPolicy,
      permissionsBoundary: permissionsBoundary === undefined || permissionsBoundary === 'create'
        ? account.permissionsBoundary
        : iam.ManagedPolicy.fromManagedPolicyArn(this, 'PermissionsBoundary', permissionsBoundary),
    };
    this.output('BudgetStopPolicyArn', 'Refuses every call while attached; AWS Budgets attaches it at a limit', account.budgetStopPolicy);
    this.output('BurstStopPolicyArn', 'Refuses every call while attached; a burst attaches it', account.burstStopPolicy);

    const watched = [budget, anomalies, ...teams.flatMap((team) => [team.budget, ...Object.values(team.alarms ?? {})])];
    if (alerts === undefined && watched.some((limit) => limit !== undefined)) {
      Annotations.of(this).addWarningV2(
        'cdk-claude-code-bedrock:nobodyAlerted',
        'There are budgets or alarms but nobody who gets their alerts; add alerts.emails, or subscribe to the alert topic yourself.',
      );
    }
  }

  /**
   * A policy of this stack for another one, read from an output that is there whether any team needs it or not: the first
   * team that does changes nothing here.
   */
  public stopPolicyFor(other: Stack, policy: StopPolicyOutput): iam.IManagedPolicy {
    other.addStackDependency(this);
    return iam.ManagedPolicy.fromManagedPolicyArn(other, policy.replace('Arn', ''), Fn.getStackOutput(this.stackName, policy, this.region));
  }

  private output(name: StopPolicyOutput, description: string, policy: iam.ManagedPolicy): void {
    new CfnOutput(this, name, { description, value: policy.managedPolicyArn });
  }
}
