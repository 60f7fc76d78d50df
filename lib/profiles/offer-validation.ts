import { Annotations, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ClaudeModel } from '../models/claude-model';
import { Geography } from '../models/geography';
import { offerProblems, offerWarnings } from '../models/model-offer';

/**
 * Fails when the model cannot be called in the geography from the source region, and warns of what its user should know.
 */
export function validateOffer(scope: IConstruct, model: ClaudeModel, geography: Geography, sourceRegion: string): void {
  const problems = offerProblems(model, geography, Token.isUnresolved(sourceRegion) ? undefined : sourceRegion);
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  for (const warning of offerWarnings(model, geography)) {
    Annotations.of(scope).addWarningV2(warning.id, warning.message);
  }
}
