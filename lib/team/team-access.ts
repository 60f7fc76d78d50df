import { Aws, Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../access/acknowledged-wildcards';
import { OidcProviderPrincipal, SamlProviderPrincipal } from '../access/principals/federated-principals';
import { GithubActionsPrincipal } from '../access/principals/github-actions-principal';
import { IdentityCenterPrincipal } from '../access/principals/identity-center-principal';
import { ClaudeCodePolicy } from '../access/policies/claude-code-policy';
import { ClaudeCodeRole, ClaudeCodeRoleProps } from '../access/roles/claude-code-role';
import { LongTermApiKey } from '../access/api-keys/long-term-api-key';
import { ShortTermApiKeyRole } from '../access/api-keys/short-term-api-key-role';
import { ClaudeCodeTeamProps } from './claude-code-team-props';
import { DevelopersOptions } from './team-access-options';
import { TeamContext } from './team-context';

/** How people and programs of a team come in. */
export interface TeamAccess {
  /** What every principal of the team carries. */
  readonly policy: iam.IManagedPolicy;
  /** The same, where it is the team's own and not one that teams share. */
  readonly ownPolicy?: iam.ManagedPolicy;
  readonly developerRole?: ClaudeCodeRole;
  readonly shortTermApiKeyRole?: ShortTermApiKeyRole;
  readonly githubRoles: { [subject: string]: ClaudeCodeRole };
  readonly longTermApiKeys: { [name: string]: LongTermApiKey };
  /** Every role above. */
  readonly roles: iam.Role[];
  /** Every user above. */
  readonly users: iam.User[];
}

/** What all principals of a team have. */
type Common = Pick<ClaudeCodeRoleProps, 'path' | 'permissionsBoundary' | 'policy'>;

export function createAccess(scope: Construct, team: TeamContext, props: ClaudeCodeTeamProps): TeamAccess {
  const ownPolicy = props.policy === undefined ? createPolicy(scope, team, props) : undefined;
  const policy = props.policy ?? ownPolicy!;
  const common: Common = { policy, path: team.path, permissionsBoundary: props.permissionsBoundary };
  const { developers, apiKeys } = props.access ?? {};
  const developerPrincipals = [...developersOf(developers), ...props.developers ?? []];
  const developerRole = developers === undefined && props.developers === undefined ? undefined : new ClaudeCodeRole(scope, 'DeveloperRole', {
    ...common,
    principals: developerPrincipals,
    description: `Developers of team ${team.teamName} who use Claude Code`,
    maxSessionDuration: toDuration(developers?.maxHours),
    requireAttribution: props.requireAttribution,
  });
  const shortTerm = apiKeys?.shortTerm;
  const shortTermApiKeyRole = shortTerm === undefined && props.shortTermApiKeyUsers === undefined ? undefined
    : new ShortTermApiKeyRole(scope, 'ShortTermApiKeyRole', {
      ...common,
      principals: [...arnPrincipals(shortTerm?.principals), ...props.shortTermApiKeyUsers ?? []],
      description: `Mints short-term Bedrock API keys of team ${team.teamName}`,
      maxSessionDuration: toDuration(shortTerm?.maxHours),
      requireAttribution: props.requireAttribution,
    });
  const githubRoles = createGithubRoles(scope, team, props, common);
  const longTermApiKeys = createLongTermApiKeys(scope, team, props, common);
  return {
    policy,
    ownPolicy,
    developerRole,
    shortTermApiKeyRole,
    githubRoles,
    longTermApiKeys,
    roles: [developerRole, shortTermApiKeyRole, ...Object.values(githubRoles)].flatMap((created) => (created === undefined ? [] : [created.role])),
    users: Object.values(longTermApiKeys).map((key) => key.user),
  };
}

function createPolicy(scope: Construct, team: TeamContext, props: ClaudeCodeTeamProps): iam.ManagedPolicy {
  const allowed = ClaudeCodePolicy.forProfiles({
    profiles: Object.values(team.profiles), destinations: props.destinations, requiredGuardrail: props.guardrail,
  });
  const policy = new iam.ManagedPolicy(scope, 'Policy', {
    managedPolicyName: props.access?.policyName,
    description: `Calls Claude through the inference profiles of team ${team.teamName}, and in no other way`,
    path: team.path,
    document: allowed.document(),
  });
  acknowledgeWildcards(policy, allowed.statements());
  return policy;
}

/** A slash would end a construct's id; a colon never stands in a repository or a ref. */
function createGithubRoles(scope: Construct, team: TeamContext, props: ClaudeCodeTeamProps, common: Common): TeamAccess['githubRoles'] {
  const jobs = (props.access?.github ?? []).map((job) => new GithubActionsPrincipal(job)).sort((a, b) => (a.subject < b.subject ? -1 : 1));
  return Object.fromEntries(jobs.map((job) => [job.subject, new ClaudeCodeRole(scope, `GitHub:${job.subject.replaceAll('/', ':')}`, {
    ...common,
    principals: [job],
    description: `GitHub Actions of team ${team.teamName}, ${job.subject}`.slice(0, 1000),
  })]));
}

function createLongTermApiKeys(scope: Construct, team: TeamContext, props: ClaudeCodeTeamProps, common: Common): TeamAccess['longTermApiKeys'] {
  const entries = Object.entries(props.access?.apiKeys?.longTerm ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, options]) => [name, new LongTermApiKey(scope, `LongTermApiKey:${name}`, {
    ...common,
    ...options,
    description: `Long-term Bedrock API key ${name} of team ${team.teamName}`,
  })]));
}

function developersOf({ identityCenter, principals, oidc, saml }: DevelopersOptions = {}): iam.IPrincipal[] {
  return [
    ...(identityCenter === undefined ? [] : [new IdentityCenterPrincipal(identityCenter)]),
    ...arnPrincipals(principals),
    ...(oidc === undefined ? [] : [new OidcProviderPrincipal(oidc)]),
    ...(saml === undefined ? [] : [new SamlProviderPrincipal({
      providerArn: `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:saml-provider/${saml.provider}`, attributes: saml.attributes,
    })]),
  ];
}

function arnPrincipals(arns: readonly string[] = []): iam.IPrincipal[] {
  return [...new Set(arns)].map((arn) => new iam.ArnPrincipal(arn));
}

function toDuration(hours: number | undefined): Duration | undefined {
  return hours === undefined ? undefined : Duration.hours(hours);
}
