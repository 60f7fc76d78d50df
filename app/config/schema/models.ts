import { z } from 'zod';
import { CAPABILITY, DISPLAY_NAME, FOUNDATION_MODEL_ID, MODEL_NAME, MODEL_TIERS, ModelTier, PROFILE_ID } from '../../../lib/rules';
import { listOf, mapping, matching, regionName, text } from './parts';

const givenModel = mapping({
  id: matching('a foundation model id, like anthropic.claude-opus-5-5', FOUNDATION_MODEL_ID)
    .describe('The id of the foundation model.'),
  inferenceProfileId: matching('the id of a system inference profile, like us.anthropic.claude-opus-5-5', PROFILE_ID)
    .describe('The id of the system inference profile in the geography of this file; `aws bedrock list-inference-profiles` prints it.'),
  name: matching('letters, digits, dots and single hyphens', MODEL_NAME).optional()
    .describe('A short name, which becomes part of profile names. Default: the id without `anthropic.`.'),
  displayName: matching('1 to 64 letters, digits, spaces and .,:()+-_', DISPLAY_NAME).optional().describe('What people see in the model picker. Default: the name.'),
  capabilities: listOf(matching('a capability like effort or thinking', CAPABILITY), 'capabilities').optional()
    .describe('What Claude Code may send to the model, like effort or thinking. Default: nothing.'),
  destinationRegions: listOf(regionName(), 'regions').optional()
    .describe('Where a call may be served; needed only with `destinations: pinned`.'),
});

const model = z.union([text('the name of a model'), givenModel], {
  error: 'expected the name of a model of the catalogue, or a mapping with id and inferenceProfileId',
});

const tiers = <T extends z.ZodType>(value: T) =>
  Object.fromEntries(MODEL_TIERS.map((tier) => [tier, value.optional()])) as Record<ModelTier, z.ZodOptional<T>>;

/** The model of each tier. */
export const modelsSchema = mapping(tiers(model));

/** The models of a team: like those of the file, and null takes a tier away. */
export const teamModelsSchema = mapping(tiers(z.union([model, z.null()], {
  error: 'expected the name of a model of the catalogue, a mapping with id and inferenceProfileId, or null to take the tier away',
})));
