import { Token } from 'aws-cdk-lib';
import { ClaudeModel } from '../models/claude-model';
import { Geography } from '../models/geography';

export const MAX_PROFILE_NAME_LENGTH = 64;

/** The end of every profile's name: all that replaces the profile stands in it. Names take no dots and no colons. */
export function profileNameSuffix(geography: Geography, model: ClaudeModel): string {
  return `-${geography.prefix}-${model.name.replace(/[.:]+/g, '-')}`;
}

export function profileName(prefix: string, geography: Geography, model: ClaudeModel): string {
  return prefix + profileNameSuffix(geography, model);
}

/**
 * What the service would refuse in a name; a token is taken as it is.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-bedrock-applicationinferenceprofile.html
 */
export function profileNameProblems(name: string): string[] {
  if (Token.isUnresolved(name)) {
    return [];
  }
  const problems: string[] = [];
  if (name.length > MAX_PROFILE_NAME_LENGTH) {
    problems.push(`A profile name has at most ${MAX_PROFILE_NAME_LENGTH} characters; '${name}' has ${name.length}.`);
  }
  if (!/^([0-9a-zA-Z][ _-]?)+$/.test(name)) {
    problems.push(`A profile name is letters and digits with single spaces, hyphens or underscores between; received '${name}'.`);
  }
  return problems;
}
