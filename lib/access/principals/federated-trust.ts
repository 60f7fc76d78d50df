import { Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

const FEDERATED_ACTIONS = ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'];

/** Operators that are false when the key is missing; with one of `…IfExists` a token without the claim would come in. */
const REQUIRING_OPERATORS = ['StringEquals', 'StringLike', 'StringEqualsIgnoreCase', 'ForAnyValue:StringEquals', 'ForAnyValue:StringLike'];

/** Whether a principal comes through an identity provider. */
export function isFederated(principal: iam.IPrincipal): boolean {
  return FEDERATED_ACTIONS.includes(principal.assumeRoleAction);
}

/**
 * Why the trust of a federated principal would let in more than it should, or undefined: an identity provider serves
 * anybody, so its audience and at least one claim have to be required.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
export function federatedTrustProblem(principal: iam.IPrincipal): string | undefined {
  const { conditions } = principal.policyFragment;
  const required = REQUIRING_OPERATORS.flatMap((operator) => Object.entries<any>(conditions[operator] ?? {}))
    .map(([key, value]) => ({ key, values: [value].flat().map(String) }));
  const [audiences, claims] = [required.filter(({ key }) => /:aud$/i.test(key)), required.filter(({ key }) => isClaim(key))];
  if (!audiences.some(isMeaningful)) {
    return `A trust of an identity provider requires an audience; received the conditions ${JSON.stringify(conditions)}. ` +
      'Add StringEquals on the key that ends in :aud.';
  }
  if (claims.length === 0 || !claims.every(isMeaningful)) {
    return `A trust of an identity provider requires a claim besides the audience, not of wildcards alone; received the conditions ${JSON.stringify(conditions)}. ` +
      'Add the subject or a group.';
  }
  return githubProblem(required);
}

/** GitHub vouches for everybody's jobs: a subject has to name the owner of the repository. */
function githubProblem(required: { key: string; values: string[] }[]): string | undefined {
  const subjects = required.filter(({ key }) => /^token\.actions\.githubusercontent\.com:sub$/i.test(key)).flatMap(({ values }) => values);
  const open = subjects.find((subject) => !Token.isUnresolved(subject) && !/^repo:[^*?/]+\//.test(subject));
  return open === undefined ? undefined : `A trust of GitHub names the owner of the repository, as in 'repo:acme/payments:…'; received '${open}'.`;
}

function isClaim(key: string): boolean {
  return key.includes(':') && !/:aud$/i.test(key) && !/^(aws|sts):/i.test(key);
}

/** A value of nothing but wildcards requires nothing; one such value among others opens them all. */
function isMeaningful({ values }: { values: string[] }): boolean {
  return values.length > 0 && values.every((value) => Token.isUnresolved(value) || /[^*?]/.test(value));
}
