import { Aws } from 'aws-cdk-lib';

const RETRY = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 5, BackoffRate: 2 }];

export interface ProfileStopDefinitionProps {
  readonly budgetName: string;
  readonly actionId: string;
  readonly profileArns: readonly string[];
  readonly tag: string;
  readonly value: string;
}

/**
 * The workflow of the switch in the Amazon States Language: read what AWS Budgets has done, then tag or untag each profile.
 * Both are harmless when repeated, and every other state of the action (pending, in progress, failed) changes nothing.
 *
 * @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Action.html
 */
export function profileStopDefinition(props: ProfileStopDefinitionProps): object {
  const off = props.profileArns.map((_, index) => `Switch profile ${index + 1} off`);
  const on = props.profileArns.map((_, index) => `Switch profile ${index + 1} on`);
  return {
    StartAt: 'Has AWS Budgets acted?',
    States: Object.fromEntries([
      ['Has AWS Budgets acted?', {
        Type: 'Task',
        Resource: call('budgets', 'describeBudgetAction'),
        Parameters: { AccountId: Aws.ACCOUNT_ID, BudgetName: props.budgetName, ActionId: props.actionId },
        ResultSelector: { 'status.$': '$.Action.Status' },
        Retry: RETRY,
        Next: 'Off or on?',
      }],
      ['Off or on?', {
        Type: 'Choice',
        Choices: [
          { Variable: '$.status', StringEquals: 'EXECUTION_SUCCESS', Next: off[0] },
          { Variable: '$.status', StringEquals: 'STANDBY', Next: on[0] },
          { Variable: '$.status', StringEquals: 'REVERSE_SUCCESS', Next: on[0] },
        ],
        Default: 'Done',
      }],
      ...props.profileArns.map((arn, index) => [off[index]!, {
        Type: 'Task',
        Resource: call('bedrock', 'tagResource'),
        Parameters: { ResourceARN: arn, Tags: [{ Key: props.tag, Value: props.value }] },
        ResultPath: null,
        Retry: RETRY,
        Next: off[index + 1] ?? 'Done',
      }]),
      ...props.profileArns.map((arn, index) => [on[index]!, {
        Type: 'Task',
        Resource: call('bedrock', 'untagResource'),
        Parameters: { ResourceARN: arn, TagKeys: [props.tag] },
        ResultPath: null,
        Retry: RETRY,
        Next: on[index + 1] ?? 'Done',
      }]),
      ['Done', { Type: 'Succeed' }],
    ]),
  };
}

function call(service: string, action: string): string {
  return `arn:${Aws.PARTITION}:states:::aws-sdk:${service}:${action}`;
}
