import { Aws, Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { OidcProviderPrincipal, SamlProviderPrincipal } from '../../../lib/access/principals/federated-principals';
import { GithubActionsPrincipal } from '../../../lib/access/principals/github-actions-principal';
import { IdentityCenterPrincipal } from '../../../lib/access/principals/identity-center-principal';
import { LongTermApiKeyOptions } from '../../../lib/access/api-keys/long-term-api-key';
import { ClaudeCodeTeamProps } from '../../../lib/team/claude-code-team-props';
import { Configuration, TeamConfiguration } from '../../config/resolve';

type Access = NonNullable<TeamConfiguration['access']>;

/** What the account has once and every team uses. */
export interface SharedAccess {
  readonly tagBasedPolicy?: iam.IManagedPolicy;
  readonly permissionsBoundary?: iam.IManagedPolicy;
}

/** How the team signs in, as properties of its construct. */
export function accessProps(team: TeamConfiguration, configuration: Configuration, shared: SharedAccess): Partial<ClaudeCodeTeamProps> {
  const access = team.access;
  const shortTerm = access?.apiKeys?.shortTerm;
  return {
    developers: access?.developers && toDevelopers(access.developers),
    developerSessionDuration: toHours(access?.developers?.maxHours),
    shortTermApiKeyUsers: shortTerm && toPrincipals(shortTerm.principals),
    shortTermApiKeyDuration: toHours(shortTerm?.maxHours),
    githubJobs: access?.github?.map(({ ref, ...job }) => new GithubActionsPrincipal({ ...job, gitRef: ref })),
    longTermApiKeys: access?.apiKeys?.longTerm && toLongTermApiKeys(access.apiKeys.longTerm),
    requireAttribution: configuration.attribution === 'required',
    policy: shared.tagBasedPolicy,
    policyName: access?.policyName,
    permissionsBoundary: shared.permissionsBoundary,
  };
}

function toDevelopers({ identityCenter, principals, oidc, saml }: NonNullable<Access['developers']>): iam.IPrincipal[] {
  return [
    ...(identityCenter === undefined ? [] : [new IdentityCenterPrincipal(identityCenter)]),
    ...toPrincipals(principals),
    ...(oidc === undefined ? [] : [new OidcProviderPrincipal(oidc)]),
    ...(saml === undefined ? [] : [new SamlProviderPrincipal({
      providerArn: `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:saml-provider/${saml.provider}`, attributes: saml.attributes,
    })]),
  ];
}

function toLongTermApiKeys(keys: NonNullable<NonNullable<Access['apiKeys']>['longTerm']>): { [name: string]: LongTermApiKeyOptions } {
  return Object.fromEntries(Object.entries(keys).map(([name, { maxAgeDays, version }]) => [name, { maxAge: Duration.days(maxAgeDays), version }]));
}

function toPrincipals(arns: readonly string[] | undefined): iam.IPrincipal[] {
  return [...new Set(arns ?? [])].map((arn) => new iam.ArnPrincipal(arn));
}

function toHours(hours: number | undefined): Duration | undefined {
  return hours === undefined ? undefined : Duration.hours(hours);
}
