import { Annotations, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** Keys that say who may come where the principal of a statement says everybody. */
const KEYS_THAT_NAME_SOMEBODY = ['aws:principalarn', 'aws:principalaccount', 'aws:principalorgid', 'aws:principalorgpaths', 'aws:sourceaccount'];

/** The principals that a composite stands for: each gets a statement of its own kind. */
export function members(principal: iam.IPrincipal): iam.IPrincipal[] {
  return principal instanceof iam.CompositePrincipal ? principal.principals.flatMap(members) : [principal];
}

/**
 * Fails for a principal that stands for everybody or brings session tags, and warns of one that stands for a whole account.
 *
 * An ARN may hold tokens (its partition, say): what stands around them is judged all the same.
 */
export function checkPrincipal(scope: IConstruct, principal: iam.IPrincipal): void {
  if (principal instanceof iam.SessionTagsPrincipal) {
    throw new Error(
      'A role for Claude is assumed without session tags: a tag of the session would take the place of the role\'s own, by which ' +
      'policies and cost go. Leave withSessionTags() out.',
    );
  }
  const { principalJson, conditions } = principal.policyFragment;
  const isConditional = Object.keys(conditions).length > 0;
  for (const given of Object.values(principalJson).flat()) {
    const resolved = Stack.of(scope).resolve(given);
    const arn = typeof resolved === 'string' ? resolved : JSON.stringify(resolved);
    if (arn.includes('*') && !(isConditional && namesSomebody(conditions))) {
      throw new Error(`A role is assumed by principals that are named; received '${arn}'. Name a role or a user.`);
    }
    if (!isConditional && (/^\d{12}$/.test(arn) || /:root("|$)/.test(arn))) {
      Annotations.of(scope).addWarningV2(
        'cdk-claude-code-bedrock:wholeAccountTrusted',
        `'${arn}' stands for every principal of that account that its administrators allow; name a role or a user instead.`,
      );
    }
  }
}

function namesSomebody(conditions: iam.Conditions): boolean {
  return Object.entries(conditions)
    .filter(([operator]) => /^(ForAnyValue:)?(String|Arn)(Equals|Like)$/.test(operator))
    .flatMap(([, keyed]) => Object.entries(keyed as Record<string, unknown>))
    .some(([key, value]) => KEYS_THAT_NAME_SOMEBODY.includes(key.toLowerCase()) && [value].flat().every((item) => /[^*?]/.test(String(item))));
}
