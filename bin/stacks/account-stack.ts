import { Annotations, Stack, StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ClaudeCodeAccount } from '../../lib/account/claude-code-account';
import { Configuration } from '../config/resolve';
import { SharedAccess } from './team/access-props';

export interface AccountStackProps extends StackProps {
  readonly configuration: Configuration;
}

/** What the account has once. */
export class AccountStack extends Stack {
  public readonly alertTopic: sns.ITopic;

  /** What every team's roles and users take from here. */
  public readonly access: SharedAccess;

  constructor(scope: Construct, id: string, props: AccountStackProps) {
    super(scope, id, { description: 'Claude Code on Amazon Bedrock: what the account has once', ...props });
    const { alerts, budget, teams, githubOidcProvider, permissionsBoundary, policy, namePrefix } = props.configuration;
    const account = new ClaudeCodeAccount(this, 'Account', {
      alertEmails: alerts?.emails,
      monthlyBudgetUsd: budget?.monthlyUsd,
      actualThresholds: budget?.actual,
      forecastThresholds: budget?.forecast,
      gitHubOidcProvider: githubOidcProvider === 'create',
      tagBasedPolicy: policy === 'tagBased',
      permissionsBoundary: permissionsBoundary === 'create',
      path: `/${namePrefix}/`,
    });
    this.alertTopic = account.alertTopic;
    this.access = {
      tagBasedPolicy: account.tagBasedPolicy,
      permissionsBoundary: permissionsBoundary === undefined || permissionsBoundary === 'create'
        ? account.permissionsBoundary
        : iam.ManagedPolicy.fromManagedPolicyArn(this, 'PermissionsBoundary', permissionsBoundary),
    };

    if (alerts === undefined && [budget, ...teams.map((team) => team.budget)].some((limit) => limit !== undefined)) {
      Annotations.of(this).addWarningV2(
        'cdk-claude-code-bedrock:nobodyAlerted',
        'There are budgets but nobody who gets their alerts; add alerts.emails, or subscribe to the alert topic yourself.',
      );
    }
  }
}
