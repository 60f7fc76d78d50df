import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

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
   * @throws when the issuer is no https URL, or the audience or a claim is missing
   */
  constructor(props: OidcProviderPrincipalProps) {
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
    const conditions = claimConditions('saml', props.audience ?? 'https://signin.aws.amazon.com/saml', props.attributes);
    super(props.providerArn, conditions, 'sts:AssumeRoleWithSAML');
  }
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
