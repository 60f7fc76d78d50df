import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ClaudeModel } from '../models/claude-model';
import { Geography } from '../models/geography';
import { importInferenceProfile, InferenceProfileAttributes } from './imported-inference-profile';
import { IInferenceProfile, InferenceProfileBase } from './inference-profile';
import { foundationModelArn, modelArns } from './model-arns';
import { ModelDestinations } from './model-destinations';
import { validateOffer } from './offer-validation';

/**
 * Properties of `SystemInferenceProfile`.
 */
export interface SystemInferenceProfileProps {
  /**
   * The model behind the profile.
   */
  readonly model: ClaudeModel;

  /**
   * Where a call may be served.
   */
  readonly geography: Geography;

  /**
   * The region in which the request enters.
   *
   * @default - the region of the stack
   */
  readonly sourceRegion?: string;
}

/**
 * A profile that AWS defines and every team of an account shares, as in `us.anthropic.claude-opus-5-5`.
 *
 * Creates nothing in CloudFormation. Its use carries no team's cost tags; for that, copy it with
 * `ApplicationInferenceProfile`.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 */
export class SystemInferenceProfile extends InferenceProfileBase {
  /**
   * A profile by its ARN, as in `arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-opus-5-5`.
   *
   * The model is found in the catalogue by the profile's id; where it is not, or the ARN is a token, grants name every
   * Anthropic model, under the condition that the call comes through this profile.
   *
   * @throws when the ARN is not one of a system inference profile
   */
  public static fromInferenceProfileArn(scope: Construct, id: string, inferenceProfileArn: string): IInferenceProfile {
    return SystemInferenceProfile.fromInferenceProfileAttributes(scope, id, { inferenceProfileArn });
  }

  /**
   * A profile by its ARN and what is known of it.
   *
   * @throws when the ARN is not one of a system inference profile
   */
  public static fromInferenceProfileAttributes(scope: Construct, id: string, attributes: InferenceProfileAttributes): IInferenceProfile {
    return importInferenceProfile(scope, id, 'inference-profile', attributes);
  }

  public readonly inferenceProfileArn: string;

  public readonly inferenceProfileId: string;

  public readonly sourceModelArn: string;

  /** The model behind the profile. */
  public readonly model: ClaudeModel;

  /** Where a call may be served. */
  public readonly geography: Geography;

  /** The region in which the request enters; a token where it is only known at deployment. */
  public readonly sourceRegion: string;

  /**
   * @throws when the model is not offered in the geography from the source region, naming what is
   */
  constructor(scope: Construct, id: string, props: SystemInferenceProfileProps) {
    super(scope, id, { region: props.sourceRegion });
    this.model = props.model;
    this.geography = props.geography;
    this.sourceRegion = props.sourceRegion ?? Stack.of(this).region;
    validateOffer(this, this.model, this.geography, this.sourceRegion);

    this.inferenceProfileId = this.model.inferenceProfileId(this.geography);
    this.inferenceProfileArn = Stack.of(this).formatArn({
      service: 'bedrock',
      region: this.sourceRegion,
      resource: 'inference-profile',
      resourceName: this.inferenceProfileId,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    this.sourceModelArn = foundationModelArn(Stack.of(this).partition, this.sourceRegion, this.model.foundationModelId);
  }

  public foundationModelArns(destinations?: ModelDestinations): string[] {
    return modelArns({
      subject: this.inferenceProfileId,
      partition: Stack.of(this).partition,
      model: this.model,
      geography: this.geography,
      sourceRegion: this.sourceRegion,
      destinations,
    });
  }
}

