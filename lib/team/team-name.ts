import { Token } from 'aws-cdk-lib';

/** The tag that says whose a resource is; budgets filter on it. */
export const TEAM_TAG = 'team';

/** The tag that says what a team's cost is booked under. */
export const COST_CENTER_TAG = 'costCenter';

/**
 * Why a name cannot be that of a team, or undefined. It has to fit a tag value, a parameter path, a stack name and, with
 * prefix, tier, geography and model around it, the name of an inference profile.
 */
export function teamNameProblem(name: string): string | undefined {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)
    ? undefined
    : `A team name is lower-case letters and digits with single hyphens between; received '${name}'.`;
}

/** Why a name cannot begin the names that people type, or undefined: Parameter Store keeps `aws` and `ssm` to itself. */
export function namePrefixProblem(prefix: string): string | undefined {
  return Token.isUnresolved(prefix) || /^(?!aws|ssm)[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(prefix)
    ? undefined
    : `A name prefix is lower-case letters and digits with single hyphens between, not beginning with aws or ssm; received '${prefix}'.`;
}
