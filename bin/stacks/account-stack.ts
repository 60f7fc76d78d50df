import { Annotations, Stack, StackProps } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { GuardrailReference } from '../../lib/access/guardrail-reference';
import { ClaudeCodeAccount } from '../../lib/account/claude-code-account';
import { Configuration } from '../config/resolve';
import { accountGuardrail } from './account-guardrail';

export interface AccountStackProps extends StackProps {
  readonly configuration: Configuration;
}

/** What the account has once. */
export class AccountStack extends Stack {
  public readonly alertTopic: sns.ITopic;

  /** The guardrail that every call has to name; there is none unless the file has one. */
  public readonly guardrail?: GuardrailReference;

  constructor(scope: Construct, id: string, props: AccountStackProps) {
    super(scope, id, { description: 'Claude Code on Amazon Bedrock: what the account has once', ...props });
    const { alerts, budget, teams } = props.configuration;
    const account = new ClaudeCodeAccount(this, 'Account', {
      alertEmails: alerts?.emails,
      monthlyBudgetUsd: budget?.monthlyUsd,
      actualThresholds: budget?.actual,
      forecastThresholds: budget?.forecast,
    });
    this.alertTopic = account.alertTopic;
    this.guardrail = accountGuardrail(this, props.configuration);

    if (alerts === undefined && [budget, ...teams.map((team) => team.budget)].some((limit) => limit !== undefined)) {
      Annotations.of(this).addWarningV2(
        'cdk-claude-code-bedrock:nobodyAlerted',
        'There are budgets but nobody who gets their alerts; add alerts.emails, or subscribe to the alert topic yourself.',
      );
    }
  }
}
