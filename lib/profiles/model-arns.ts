import { Token } from 'aws-cdk-lib';
import { ClaudeModel } from '../models/claude-model';
import { Geography } from '../models/geography';
import { authorizedRegions } from '../models/model-offer';
import { ModelDestinations } from './model-destinations';

/** The ARN of a foundation model; it has no account, and for global calls no region either. */
export function foundationModelArn(partition: string, region: string, foundationModelId: string): string {
  return `arn:${partition}:bedrock:${region}::foundation-model/${foundationModelId}`;
}

/** What stands for the model of a profile when only the profile is known: the condition on the profile binds it. */
export const ANY_ANTHROPIC_MODEL = 'anthropic.*';

export interface ModelArnsProps {
  /** What a message calls the profile. */
  readonly subject: string;
  readonly partition: string;
  readonly model?: ClaudeModel;
  readonly geography?: Geography;
  readonly sourceRegion: string;
  readonly destinations?: ModelDestinations;
}

/** The ARNs of the foundation model on which a call through a profile is authorized. */
export function modelArns(props: ModelArnsProps): string[] {
  const modelId = props.model?.foundationModelId ?? ANY_ANTHROPIC_MODEL;
  const regions = props.destinations === ModelDestinations.PINNED ? pinnedRegions(props) : ['*'];
  return regions.map((region) => foundationModelArn(props.partition, region, modelId));
}

function pinnedRegions({ subject, model, geography, sourceRegion }: ModelArnsProps): string[] {
  if (model === undefined || geography === undefined) {
    throw new Error(`Pinned destinations of '${subject}' need its model and geography; give them to fromInferenceProfileAttributes().`);
  }
  if (Token.isUnresolved(sourceRegion)) {
    throw new Error(
      `Pinned destinations of ${subject} depend on the source region, which this stack only learns at deployment; ` +
      'give the stack a region (env), or the profile a sourceRegion.',
    );
  }
  const regions = authorizedRegions(model, geography, sourceRegion);
  if (regions === undefined) {
    throw new Error(
      `The destinations of ${model.name} in geography '${geography}' from ${sourceRegion} are not known; ` +
      'give them in destinationRegions of ClaudeModel.of(), or do not pin them.',
    );
  }
  return regions;
}
