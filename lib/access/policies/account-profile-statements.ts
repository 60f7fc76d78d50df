import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { INVOKE_ACTIONS } from '../../profiles/invoke-statements';
import { foundationModelArn } from '../../profiles/model-arns';
import { listInferenceProfiles } from './explicit-statements';

export interface AccountProfileStatementsProps {
  /** The regions of the profiles: `*` for all. */
  readonly regions: readonly string[];
  /** A condition on the profiles themselves; models carry no tag that it could ask for. */
  readonly profileConditions?: iam.Conditions;
  /** What the Sids call the profiles, as in `InvokeProfilesOf…`. */
  readonly whose: string;
}

/**
 * Calls through application inference profiles of this account that are not named one by one.
 *
 * A profile can be told by its tags, a model cannot: so the condition on tags stands on the profiles, and the models are
 * open to every application inference profile of the account. A call needs both, so the profile decides.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
 */
export function accountProfileStatements(props: AccountProfileStatementsProps): iam.PolicyStatement[] {
  const profiles = props.regions.map((region) => `arn:${Aws.PARTITION}:bedrock:${region}:${Aws.ACCOUNT_ID}:application-inference-profile/*`).sort();
  const models = [foundationModelArn(Aws.PARTITION, '*', 'anthropic.claude-*')];
  return [
    new iam.PolicyStatement({
      sid: `InvokeInferenceProfilesOf${props.whose}`,
      actions: [...INVOKE_ACTIONS],
      resources: profiles,
      conditions: props.profileConditions,
    }),
    new iam.PolicyStatement({
      sid: 'InvokeModelsOnlyThroughInferenceProfilesOfTheAccount',
      actions: [...INVOKE_ACTIONS],
      resources: models,
      conditions: { ArnLike: { 'bedrock:InferenceProfileArn': profiles.length === 1 ? profiles[0] : profiles } },
    }),
    new iam.PolicyStatement({
      sid: `ReadInferenceProfilesOf${props.whose}`,
      actions: ['bedrock:GetInferenceProfile'],
      resources: profiles,
      conditions: props.profileConditions,
    }),
    new iam.PolicyStatement({
      sid: 'CountTokensOfClaude',
      actions: ['bedrock:CountTokens'],
      resources: models,
    }),
    listInferenceProfiles(),
  ];
}
