import { Token } from 'aws-cdk-lib';
import { ClaudeModel } from '../models/claude-model';
import { Geography } from '../models/geography';

export const MAX_PROFILE_NAME_LENGTH = 64;

/** The end of every profile's name: all that replaces the profile stands in it. */
export function profileNameSuffix(geography: Geography, model: ClaudeModel): string {
  return `-${geography.prefix}-${model.name}`;
}

export function profileName(prefix: string, geography: Geography, model: ClaudeModel): string {
  return prefix + profileNameSuffix(geography, model);
}

/**
 * What the service would refuse in a name; a token is taken as it is.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateInferenceProfile.html
 */
export function profileNameProblems(name: string): string[] {
  if (Token.isUnresolved(name)) {
    return [];
  }
  const problems: string[] = [];
  if (name.length > MAX_PROFILE_NAME_LENGTH) {
    problems.push(`A profile name has at most ${MAX_PROFILE_NAME_LENGTH} characters; '${name}' has ${name.length}.`);
  }
  if (!/^([0-9a-zA-Z:.][ _-]?)+$/.test(name)) {
    problems.push(`A profile name is letters, digits, dots and colons with single spaces, hyphens or underscores between; received '${name}'.`);
  }
  return problems;
}
