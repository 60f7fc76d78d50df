import { Aws, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Problem, problem, refuse } from '../../problem';

/** The audience of a token that is meant for AWS STS. */
export const STS_AUDIENCE = 'sts.amazonaws.com';

/**
 * Whose tokens of an OpenID Connect provider are meant.
 */
export interface OidcOptions {
  /**
   * The issuer of the tokens, as in `https://login.example.com/tenant`: the URL that the provider has in IAM.
   */
  readonly issuer: string;

  /**
   * Whom the tokens are for: the value of their `aud` claim.
   */
  readonly audience: string;

  /**
   * What else the tokens must claim, by the claim: any of the values, `*` and `?` standing for other characters. At least
   * one claim, and no value of wildcards alone. IAM knows `sub`, `amr` and `azp` of every provider; of some providers more.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
   */
  readonly claims: { [claim: string]: string[] };
}

/**
 * Properties of `OidcProviderPrincipal`.
 */
export interface OidcProviderPrincipalProps extends OidcOptions {
  /**
   * The ARN of the provider.
   *
   * @default - the provider of this issuer in the account that the role is deployed to
   */
  readonly providerArn?: string;
}

/**
 * The holders of tokens of an OpenID Connect provider that is registered in IAM, under an audience and at least one claim.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
export class OidcProviderPrincipal extends iam.WebIdentityPrincipal {
  /**
   * @throws when the issuer is no https URL, or the audience or a claim is missing or would let others in: see `claims`
   */
  constructor(props: OidcProviderPrincipalProps) {
    refuse(claimProblems('claims', props.audience, props.claims));
    const host = issuerPath(props.issuer);
    super(props.providerArn ?? `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:oidc-provider/${host}`, {
      ...claimConditions(host, props.audience, props.claims),
    });
  }
}

/**
 * Properties of `SamlProviderPrincipal`.
 */
export interface SamlProviderPrincipalProps {
  /**
   * The ARN of the SAML provider in IAM.
   */
  readonly providerArn: string;

  /**
   * Whom the assertions are for.
   *
   * @default https://signin.aws.amazon.com/saml
   */
  readonly audience?: string;

  /**
   * What else the assertions must say, by the name after `saml:`, as in `edupersonaffiliation` or `sub`: any of the values,
   * `*` and `?` standing for other characters. At least one, and no value of wildcards alone.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml
   */
  readonly attributes: { [attribute: string]: string[] };
}

/**
 * The people whom a SAML provider asserts, under an audience and at least one attribute.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html
 */
export class SamlProviderPrincipal extends iam.FederatedPrincipal {
  /**
   * @throws when the audience or an attribute is missing
   */
  constructor(props: SamlProviderPrincipalProps) {
    refuse(claimProblems('attributes', props.audience, props.attributes));
    const conditions = claimConditions('saml', props.audience ?? 'https://signin.aws.amazon.com/saml', props.attributes);
    super(props.providerArn, conditions, 'sts:AssumeRoleWithSAML');
  }
}

/**
 * Values that read narrow and let others in: a variable compares a value with itself, a claim `aud` takes the place of the
 * audience, and a subject that begins with a wildcard is anybody's. A token is taken as it is.
 *
 * @param key the property that holds the claims
 */
export function claimProblems(key: string, audience: string | undefined, claims: { [claim: string]: string[] }): Problem[] {
  const plain = (value: string | undefined): value is string => value !== undefined && !Token.isUnresolved(value);
  return [
    ...(plain(audience) && /[$*?]/.test(audience)
      ? [problem('audience', `An audience is written out, without wildcards and variables; received '${audience}'.`)] : []),
    ...Object.entries(claims).flatMap(([claim, values]) => [
      ...(/^aud$/i.test(claim) ? [problem([key, claim], `The audience of the tokens is given as audience, whose place a claim '${claim}' would take; remove it.`)] : []),
      ...values.filter((value) => plain(value) && value.includes('${'))
        .map((value) => problem([key, claim], `A claim is compared with a value, not with a variable that the caller brings along; received '${value}'.`)),
      ...values.filter((value) => plain(value) && /^sub$/i.test(claim) && /^[*?]/.test(value))
        .map((value) => problem([key, claim], `A subject begins with what its owner cannot choose, like 'team:*'; received '${value}'.`)),
    ]),
  ];
}

/** What is wrong with the options of an OpenID Connect provider, its issuer included. */
export function oidcProblems({ issuer, audience, claims }: OidcOptions): Problem[] {
  const open = /^https:\/\/token\.actions\.githubusercontent\.com\/?$/i.test(issuer)
    ? Object.entries(claims).filter(([claim]) => /^sub$/i.test(claim)).flatMap(([, values]) => values)
      .find((value) => !Token.isUnresolved(value) && !/^repo:[^*?/]+\//.test(value)) : undefined;
  return [
    ...claimProblems('claims', audience, claims),
    ...(open === undefined ? [] : [problem(['claims', 'sub'],
      `A trust of GitHub names the owner of the repository, as in 'repo:acme/payments:…'; received '${open}'. Better use access.github.`)]),
  ];
}

/** An issuer as IAM writes it in ARNs and condition keys. */
function issuerPath(issuer: string): string {
  const match = /^https:\/\/([^\s?#:*]+?)\/?$/.exec(issuer);
  if (match === null) {
    throw new Error(`An issuer is an https URL without port or query; received '${issuer}'.`);
  }
  return match[1]!;
}

/** Claims and attributes that come as several values, of which one has to match; a plain comparison never does. */
const SEVERAL_VALUES = new Set([
  'amr', 'cn', 'eduorghomepageuri', 'eduorgidentityauthnpolicyuri', 'eduorglegalname', 'eduorgsuperioruri', 'eduorgwhitepagesuri',
  'edupersonaffiliation', 'edupersonassurance', 'edupersonentitlement', 'edupersonnickname', 'edupersonorgunitdn',
  'edupersonscopedaffiliation', 'edupersontargetedid',
]);

function claimConditions(prefix: string, audience: string, claims: { [claim: string]: string[] }): iam.Conditions {
  const conditions: Record<string, Record<string, string | string[]>> = { StringEquals: { [`${prefix}:aud`]: audience } };
  for (const [claim, given] of Object.entries(claims).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const values = [...new Set(given)].sort();
    const several = SEVERAL_VALUES.has(claim.toLowerCase()) ? 'ForAnyValue:' : '';
    const operator = several + (values.some((value) => /[*?]/.test(value)) ? 'StringLike' : 'StringEquals');
    conditions[operator] = { ...conditions[operator], [`${prefix}:${claim}`]: values.length === 1 ? values[0]! : values };
  }
  return conditions;
}
