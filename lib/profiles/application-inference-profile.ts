import { Names, Stack, Token } from 'aws-cdk-lib';
import { CfnApplicationInferenceProfile } from 'aws-cdk-lib/aws-bedrock';
import { Construct } from 'constructs';
import { ClaudeModel } from '../models/claude-model';
import { Geography } from '../models/geography';
import { importInferenceProfile, InferenceProfileAttributes } from './imported-inference-profile';
import { IInferenceProfile, InferenceProfileBase } from './inference-profile';
import { ModelDestinations } from './model-destinations';
import { MAX_PROFILE_NAME_LENGTH, profileName, profileNameProblems, profileNameSuffix } from './profile-name';
import { SystemInferenceProfile } from './system-inference-profile';

/** Above the priority of `Tags.of()`, so that a tag of the whole app never replaces one that policies and budgets rely on. */
export const OWN_TAG_PRIORITY = 300;

/**
 * Properties of `ApplicationInferenceProfile`.
 */
export interface ApplicationInferenceProfileProps {
  /**
   * The model to call. Another model replaces the profile, and so changes its ARN.
   */
  readonly model: ClaudeModel;

  /**
   * Where a call may be served. Another geography replaces the profile.
   */
  readonly geography: Geography;

  /**
   * The region in which requests enter; a profile can only be created in the region of its stack.
   *
   * @default - the region of the stack; give it where the stack has none, to have the offer checked at synthesis
   */
  readonly sourceRegion?: string;

  /**
   * The beginning of the profile's name. Geography and model are always appended, so that the profile of a new model
   * never collides with the one that it replaces. Another prefix replaces the profile.
   *
   * @default - derived from the construct's path
   */
  readonly inferenceProfileNamePrefix?: string;

  /**
   * Tags of the profile, by key: what AWS Billing sorts its cost by, once each key is activated there as a cost
   * allocation tag. They win over tags of the same key set with `Tags.of()` on a scope above.
   *
   * @default - only the tags of the scopes above
   */
  readonly tags?: { [key: string]: string };
}

/**
 * A profile of one's own: a copy of a system inference profile that carries tags, and so cost, and that a policy can
 * name alone.
 *
 * Name and source are create-only and a description would be too, so there is none: only tags change in place.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-bedrock-applicationinferenceprofile.html
 */
export class ApplicationInferenceProfile extends InferenceProfileBase {
  /**
   * A profile by its ARN, as in `arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc123def456`.
   *
   * The ARN does not tell the model: grants name every Anthropic model, under the condition that the call comes through
   * this profile, which binds one. `fromInferenceProfileAttributes()` names it.
   *
   * @throws when the ARN is not one of an application inference profile
   */
  public static fromInferenceProfileArn(scope: Construct, id: string, inferenceProfileArn: string): IInferenceProfile {
    return ApplicationInferenceProfile.fromInferenceProfileAttributes(scope, id, { inferenceProfileArn });
  }

  /**
   * A profile by its ARN and what is known of it.
   *
   * @throws when the ARN is not one of an application inference profile
   */
  public static fromInferenceProfileAttributes(scope: Construct, id: string, attributes: InferenceProfileAttributes): IInferenceProfile {
    return importInferenceProfile(scope, id, 'application-inference-profile', attributes);
  }

  public readonly inferenceProfileArn: string;

  public readonly inferenceProfileId: string;

  public readonly sourceModelArn: string;

  /** The name of the profile; at most 64 characters. */
  public readonly inferenceProfileName: string;

  /** The model to call. */
  public readonly model: ClaudeModel;

  /** The system inference profile that this one copies. */
  public readonly source: SystemInferenceProfile;

  /**
   * @throws when the model is not offered in the geography from the source region, when the stack is in another region
   * than `sourceRegion`, or when the name has not the shape that Bedrock accepts
   */
  constructor(scope: Construct, id: string, props: ApplicationInferenceProfileProps) {
    super(scope, id);
    this.model = props.model;
    this.source = new SystemInferenceProfile(this, 'Source', {
      model: props.model,
      geography: props.geography,
      sourceRegion: regionOf(this, props.sourceRegion),
    });
    this.inferenceProfileName = profileName(props.inferenceProfileNamePrefix ?? prefixFromPath(this, props), props.geography, props.model);
    const problems = profileNameProblems(this.inferenceProfileName);
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }

    const resource = new CfnApplicationInferenceProfile(this, 'Resource', {
      inferenceProfileName: this.inferenceProfileName,
      modelSource: { copyFrom: this.source.inferenceProfileArn },
    });
    for (const [key, value] of Object.entries(props.tags ?? {})) {
      resource.cdkTagManager.setTag(key, value, OWN_TAG_PRIORITY);
    }
    this.sourceModelArn = this.source.sourceModelArn;
    this.inferenceProfileArn = resource.attrInferenceProfileArn;
    this.inferenceProfileId = resource.attrInferenceProfileId;
  }

  public foundationModelArns(destinations?: ModelDestinations): string[] {
    return this.source.foundationModelArns(destinations);
  }
}

function regionOf(scope: Construct, sourceRegion?: string): string {
  const region = Stack.of(scope).region;
  if (sourceRegion === undefined || Token.isUnresolved(sourceRegion) || sourceRegion === region) {
    return sourceRegion ?? region;
  }
  if (!Token.isUnresolved(region)) {
    throw new Error(
      `An application inference profile is created in the region of its stack, ${region}; received sourceRegion '${sourceRegion}'. ` +
      'Create it in a stack of that region.',
    );
  }
  return sourceRegion;
}

function prefixFromPath(scope: Construct, props: ApplicationInferenceProfileProps): string {
  const maxLength = MAX_PROFILE_NAME_LENGTH - profileNameSuffix(props.geography, props.model).length;
  return Names.uniqueResourceName(scope, { maxLength, separator: '-' });
}
