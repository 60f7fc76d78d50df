import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CATALOGUE } from '../models/model-catalogue';
import { ClaudeModel } from '../models/claude-model';
import { Geography } from '../models/geography';
import { IInferenceProfile, InferenceProfileBase } from './inference-profile';
import { ANY_ANTHROPIC_MODEL, foundationModelArn, modelArns } from './model-arns';
import { ModelDestinations } from './model-destinations';

/**
 * What is known of a profile that exists already.
 */
export interface InferenceProfileAttributes {
  /**
   * The ARN of the profile; its region is the source region.
   */
  readonly inferenceProfileArn: string;

  /**
   * The model behind the profile, so that grants name it alone.
   *
   * @default - found by the profile's id where it is a system profile of the catalogue; else grants name every Anthropic
   * model, under the condition that the call comes through this profile
   */
  readonly model?: ClaudeModel;

  /**
   * Where a call may be served; needed, with the model, to pin destinations.
   *
   * @default - found by the profile's id where it is a system profile of the catalogue; else unknown
   */
  readonly geography?: Geography;
}

type ResourceType = 'application-inference-profile' | 'inference-profile';

/** Imports a profile of either kind; each class passes the resource type of its ARNs. */
export function importInferenceProfile(
  scope: Construct, id: string, resourceType: ResourceType, attributes: InferenceProfileAttributes,
): IInferenceProfile {
  const arn = attributes.inferenceProfileArn;
  const pattern = new RegExp(`^arn:[^:*?]+:bedrock:[^:*?]+:[^:*?]+:${resourceType}/[^/*?]+$`);
  // A wildcard would open every profile that it matches; the text form of a token holds none.
  if (Token.isUnresolved(arn) ? /[*?]/.test(arn) : !pattern.test(arn)) {
    throw new Error(`Expected an ARN like 'arn:aws:bedrock:us-east-1:111122223333:${resourceType}/…'; received '${arn}'.`);
  }
  const components = Stack.of(scope).splitArn(arn, ArnFormat.SLASH_RESOURCE_NAME);
  const partition = components.partition ?? Stack.of(scope).partition;
  const sourceRegion = components.region ?? Stack.of(scope).region;
  const profileId = components.resourceName ?? '';
  const known = knownSystemProfile(profileId);
  const model = attributes.model ?? known?.model;
  const geography = attributes.geography ?? known?.geography;

  class Import extends InferenceProfileBase {
    public readonly inferenceProfileArn = arn;
    public readonly inferenceProfileId = profileId;
    public readonly sourceModelArn = foundationModelArn(partition, sourceRegion, model?.foundationModelId ?? ANY_ANTHROPIC_MODEL);

    public foundationModelArns(destinations?: ModelDestinations): string[] {
      return modelArns({ subject: arn, partition, model, geography, sourceRegion, destinations });
    }
  }

  return new Import(scope, id, { environmentFromArn: arn });
}

function knownSystemProfile(profileId: string): { model: ClaudeModel; geography: Geography } | undefined {
  if (Token.isUnresolved(profileId)) {
    return undefined;
  }
  for (const [name, entry] of Object.entries(CATALOGUE.models)) {
    for (const [prefix, offer] of Object.entries(entry.geographies)) {
      if (offer.inferenceProfileId === profileId) {
        return { model: ClaudeModel.fromName(name), geography: Geography.of(prefix) };
      }
    }
  }
  return undefined;
}
