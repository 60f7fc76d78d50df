import { LongTermApiKeyOptions } from '../access/api-keys/long-term-api-key';
import { OidcOptions } from '../access/principals/federated-principals';
import { GithubJobOptions } from '../access/principals/github-actions-principal';

/**
 * Whom a SAML provider asserts.
 */
export interface SamlOptions {
  /**
   * The name of the SAML provider in IAM.
   */
  readonly provider: string;

  /**
   * What the assertions must say, by the name after `saml:`, as in `edupersonaffiliation`: any of the values.
   */
  readonly attributes: { [attribute: string]: string[] };
}

/**
 * Who may assume a team's developer role. At least one way in.
 */
export interface DevelopersOptions {
  /**
   * The permission set, assigned in this account, whose holders may.
   *
   * @default - none
   */
  readonly identityCenter?: string;

  /**
   * The ARNs of roles and users, of any account, that may. They have to exist before the role does.
   *
   * @default - none
   */
  readonly principals?: string[];

  /**
   * The holders of tokens of an OpenID Connect provider.
   *
   * @default - none
   */
  readonly oidc?: OidcOptions;

  /**
   * The people whom a SAML provider asserts.
   *
   * @default - none
   */
  readonly saml?: SamlOptions;

  /**
   * How long a session may last, in whole hours from 1 to 12; one hour at most when it is entered from another role.
   *
   * @default 8
   */
  readonly maxHours?: number;
}

/**
 * Who mints short-term Bedrock API keys.
 */
export interface ShortTermApiKeyOptions {
  /**
   * The ARNs of roles and users, of any account, that may assume the role whose sessions mint keys.
   */
  readonly principals: string[];

  /**
   * How long a key may live, in whole hours from 1 to 12.
   *
   * @default 8
   */
  readonly maxHours?: number;
}

/**
 * The Bedrock API keys of a team.
 */
export interface ApiKeysOptions {
  /**
   * Short-term keys, minted from the sessions of a role.
   *
   * @default - none, and no such role
   */
  readonly shortTerm?: ShortTermApiKeyOptions;

  /**
   * Long-term keys, by names of your choice. Each is an IAM user and a secret; a Lambda function keeps them. Another name
   * makes another user and another key.
   *
   * @default - none, and no function
   */
  readonly longTerm?: { [name: string]: LongTermApiKeyOptions };
}

/**
 * How people and programs of a team sign in.
 */
export interface TeamAccessOptions {
  /**
   * Who may assume the developer role.
   *
   * @default - there is no developer role
   */
  readonly developers?: DevelopersOptions;

  /**
   * Jobs of GitHub Actions; each gets a role of its own. The account needs GitHub's provider once, see
   * `GithubOidcProvider`. Their order does not matter.
   *
   * @default - none
   */
  readonly github?: GithubJobOptions[];

  /**
   * Bedrock API keys.
   *
   * @default - none
   */
  readonly apiKeys?: ApiKeysOptions;

  /**
   * The name of the team's policy, so that a permission set can refer to it. Another name replaces the policy.
   *
   * @default - chosen by CloudFormation
   */
  readonly policyName?: string;
}
