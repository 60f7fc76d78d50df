import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { DEFAULT_PATH } from '../../access/default-path';

/**
 * Every action that makes a model generate, or commits money to one, on either endpoint; the test compares the list with
 * AWS's service reference.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
 */
export const SPENDING_ACTIONS: readonly string[] = [
  'bedrock-mantle:CallWithBearerToken',
  'bedrock-mantle:CreateFineTuningJob',
  'bedrock-mantle:CreateInference',
  'bedrock-mantle:CreateReservation',
  'bedrock:AgenticRetrieveStream',
  'bedrock:CallWithBearerToken',
  'bedrock:CreateAdvancedPromptOptimizationJob',
  'bedrock:CreateEvaluationJob',
  'bedrock:CreateModelCustomizationJob',
  'bedrock:CreateModelEvaluationJob',
  'bedrock:CreateModelInvocationJob',
  'bedrock:CreateProvisionedModelThroughput',
  'bedrock:GenerateQuery',
  'bedrock:InvokeAgent',
  'bedrock:InvokeAutomatedReasoningPolicy',
  'bedrock:InvokeBlueprintOptimizationAsync',
  'bedrock:InvokeBlueprintRecommendationAsync',
  'bedrock:InvokeBuilder',
  'bedrock:InvokeDataAutomation',
  'bedrock:InvokeDataAutomationAsync',
  'bedrock:InvokeFlow',
  'bedrock:InvokeInlineAgent',
  'bedrock:InvokeModel',
  'bedrock:InvokeModelWithResponseStream',
  'bedrock:InvokeTool',
  'bedrock:OptimizePrompt',
  'bedrock:Rerank',
  'bedrock:RetrieveAndGenerate',
  'bedrock:StartFlowExecution',
];

/**
 * Properties of `StopPolicy`.
 */
export interface StopPolicyProps {
  /**
   * The IAM path of the policy. Another path replaces it.
   *
   * @default /claude-code/
   */
  readonly path?: string;
}

/**
 * The policy that stops a principal from spending on models while it is attached: one for the account.
 *
 * It has one statement, `RefuseEveryCallWhileAttached`: a denial of each action that makes a model generate or commits
 * money to one, and of the use of API keys, on `*`, on both endpoints (`bedrock`, `bedrock-mantle`). Reading, listing
 * and counting tokens cost nothing and stay as they were. A denial reaches sessions that exist already.
 *
 * It is attached to nobody here: `BudgetStop`, `BurstStop` and an administrator's hand do that.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export class StopPolicy extends Construct {
  /** The policy. */
  public readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: StopPolicyProps = {}) {
    super(scope, id);
    this.policy = new iam.ManagedPolicy(this, 'Resource', {
      description: 'Stops a principal from spending on models for as long as it is attached',
      path: props.path ?? DEFAULT_PATH,
      document: new iam.PolicyDocument({ statements: [refuseEveryCall()] }),
    });
  }
}

function refuseEveryCall(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'RefuseEveryCallWhileAttached',
    effect: iam.Effect.DENY,
    actions: [...SPENDING_ACTIONS],
    resources: ['*'],
  });
}
