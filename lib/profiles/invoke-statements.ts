import * as iam from 'aws-cdk-lib/aws-iam';
import { ModelDestinations } from './model-destinations';

/**
 * The actions of a call. Claude Code streams, and `Converse` is authorized through the same two.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
 */
export const INVOKE_ACTIONS: readonly string[] = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];

/** What a call goes through: a profile, and the models behind it. */
export interface Invokable {
  readonly inferenceProfileArn: string;
  foundationModelArns(destinations?: ModelDestinations): string[];
}

export interface InvokeStatementsOptions {
  readonly destinations?: ModelDestinations;
  readonly profilesSid: string;
  readonly modelsSid: string;
  /** What the statement about the models asks for besides the profile. */
  readonly modelsCondition?: { [operator: string]: { [key: string]: string } };
}

/**
 * The two statements that let a principal call models through the given profiles and in no other way.
 *
 * One call is authorized several times: on the profile, and on the model in each region that may serve it.
 * `bedrock:InferenceProfileArn` is present only when the model is evaluated, so the condition stands only there.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html
 */
export function invokeStatements(profiles: readonly Invokable[], options: InvokeStatementsOptions): iam.PolicyStatement[] {
  const profileArns = profiles.map((profile) => profile.inferenceProfileArn);
  return [
    new iam.PolicyStatement({
      sid: options.profilesSid,
      actions: [...INVOKE_ACTIONS],
      resources: profileArns,
    }),
    new iam.PolicyStatement({
      sid: options.modelsSid,
      actions: [...INVOKE_ACTIONS],
      resources: [...new Set(profiles.flatMap((profile) => profile.foundationModelArns(options.destinations)))].sort(),
      conditions: {
        ArnEquals: { 'bedrock:InferenceProfileArn': profileArns.length === 1 ? profileArns[0] : profileArns },
        ...options.modelsCondition,
      },
    }),
  ];
}
