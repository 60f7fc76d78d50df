import { without } from './mutation';
import { CreatedPrincipal } from './principals';

/** What a reviewer would ask of the trusts of `access-us.yaml`, for their tests and for the mutants of their documents. */
const ACCOUNT = '111122223333';

export interface Entry { action?: string; principal: string; context?: Record<string, string> }

export type TrustRow = [about: string, role: CreatedPrincipal, entry: Entry, expected: boolean];

export function roleOf(principals: readonly CreatedPrincipal[], part: string): CreatedPrincipal {
  return principals.find(({ stack, logicalId }) => `${stack}/${logicalId}`.includes(part))!;
}

export const reserved = (name: string, account = ACCOUNT) => `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${name}_0123456789abcdef`;
export const session = (role: string, callersName: string, sessionName: string): Entry => ({
  principal: role, context: { 'aws:PrincipalArn': role, 'aws:userid': `AROAEXAMPLE:${callersName}`, 'sts:RoleSessionName': sessionName },
});
const user = (name: string, sessionName: string): Entry => ({
  principal: `arn:aws:iam::222233334444:user/${name}`, context: { 'aws:username': name, 'aws:userid': 'AIDAEXAMPLE', 'sts:RoleSessionName': sessionName },
});

const GITHUB = 'token.actions.githubusercontent.com';
export const github = (sub: string, more: { aud?: string; account?: string; issuer?: string; action?: string } = {}): Entry => ({
  action: more.action ?? 'sts:AssumeRoleWithWebIdentity',
  principal: `arn:aws:iam::${more.account ?? ACCOUNT}:oidc-provider/${more.issuer ?? GITHUB}`,
  context: { [`${more.issuer ?? GITHUB}:aud`]: more.aud ?? 'sts.amazonaws.com', [`${more.issuer ?? GITHUB}:sub`]: sub, 'sts:RoleSessionName': 'GitHubActions' },
});

/** Tokens that have the right subject and are wrong otherwise, or the other way round. */
function intruders(whose: string, role: CreatedPrincipal, sub: string): TrustRow[] {
  const entry = github(sub);
  return [
    [`${whose} for another audience`, role, github(sub, { aud: 'https://github.com/acme' }), false],
    [`${whose} without an audience`, role, { ...entry, context: without(entry.context, `${GITHUB}:aud`) }, false],
    [`a token without a subject for ${whose}`, role, { ...entry, context: without(entry.context, `${GITHUB}:sub`) }, false],
    [`${whose} by the provider of another account`, role, github(sub, { account: '999999999999' }), false],
    [`${whose} by another issuer`, role, github(sub, { issuer: 'token.actions.example.com' }), false],
    [`${whose} by another issuer that claims to be GitHub`, role, { ...entry, principal: `arn:aws:iam::${ACCOUNT}:oidc-provider/evil.example.com` }, false],
    [`${whose} with session tags`, role, github(sub, { action: 'sts:TagSession' }), false],
    [`${whose} by another action`, role, github(sub, { action: 'sts:AssumeRole' }), false],
  ];
}

export function githubRows(principals: readonly CreatedPrincipal[]): TrustRow[] {
  const environment = roleOf(principals, 'payments/TeamGitHubrepoacmepaymentsenvironmentci');
  const ref = roleOf(principals, 'payments/TeamGitHubrepoacmepaymentsref');
  const pullRequest = roleOf(principals, 'payments/TeamGitHubrepoacme123456ledger');

  return [
    ['its environment', environment, github('repo:acme/payments:environment:ci'), true],
    ['another environment', environment, github('repo:acme/payments:environment:production'), false],
    ['an environment whose name goes on', environment, github('repo:acme/payments:environment:ci2'), false],
    ['another repository', environment, github('repo:acme/other:environment:ci'), false],
    ['a repository whose name goes on', environment, github('repo:acme/payments-fork:environment:ci'), false],
    ['another owner', environment, github('repo:evil/payments:environment:ci'), false],
    ['other capitals', environment, github('repo:Acme/payments:environment:ci'), false],
    ['a branch instead of the environment', environment, github('repo:acme/payments:ref:refs/heads/main'), false],
    ['a pull request instead of the environment', environment, github('repo:acme/payments:pull_request'), false],
    ...intruders('the environment', environment, 'repo:acme/payments:environment:ci'),
    ...intruders('the branch', ref, 'repo:acme/payments:ref:refs/heads/main'),
    ...intruders('the pull requests', pullRequest, 'repo:acme@123456/ledger@456789:pull_request'),
    ['its branch', ref, github('repo:acme/payments:ref:refs/heads/main'), true],
    ['a branch whose name goes on', ref, github('repo:acme/payments:ref:refs/heads/main2'), false],
    ['a tag of that name', ref, github('repo:acme/payments:ref:refs/tags/main'), false],
    ['its pull requests, by immutable ids', pullRequest, github('repo:acme@123456/ledger@456789:pull_request'), true],
    ['a repository that took the name', pullRequest, github('repo:acme@123456/ledger@999999:pull_request'), false],
    ['the name without ids', pullRequest, github('repo:acme/ledger:pull_request'), false],
  ];
}

export function developerRows(principals: readonly CreatedPrincipal[]): TrustRow[] {
  const developer = roleOf(principals, 'payments/TeamDeveloperRole');
  const build = 'arn:aws:iam::222233334444:role/PaymentsBuild';
  const oidc = (context: Record<string, string>, action = 'sts:AssumeRoleWithWebIdentity'): Entry => ({
    action, principal: `arn:aws:iam::${ACCOUNT}:oidc-provider/login.example.com/tenant`, context,
  });
  const claims = { 'login.example.com/tenant:aud': 'claude-code', 'login.example.com/tenant:sub': 'payments:paula', 'sts:SourceIdentity': 'paula' };
  const saml = (context: Record<string, string>, action = 'sts:AssumeRoleWithSAML'): Entry => ({
    action, principal: `arn:aws:iam::${ACCOUNT}:saml-provider/AcmeSaml`, context,
  });
  const assertion = { 'saml:aud': 'https://signin.aws.amazon.com/saml', 'saml:edupersonaffiliation': 'payments', 'sts:SourceIdentity': 'paula' };

  const rows: [string, Entry, boolean][] = [
    ['the permission set under its holder\'s name', session(reserved('PaymentsDeveloper'), 'paula@example.com', 'paula@example.com'), true],
    ['the permission set under another name', session(reserved('PaymentsDeveloper'), 'paula@example.com', 'oscar@example.com'), false],
    ['the permission set under the end of its holder\'s name', session(reserved('PaymentsDeveloper'), 'paula@example.com', 'example.com'), false],
    ['the permission set under a name that an SDK made up', session(reserved('PaymentsDeveloper'), 'paula@example.com', 'aws-sdk-js-1766'), false],
    ['another permission set', session(reserved('PaymentsDeveloper_Admin'), 'paula', 'paula'), false],
    ['the permission set of another account', session(reserved('PaymentsDeveloper', '999999999999'), 'paula', 'paula'), false],
    ['the named role under its session\'s name', session(build, 'job-7', 'job-7'), true],
    ['the named role under another name', session(build, 'job-7', 'job-8'), false],
    ['another role of that account', session('arn:aws:iam::222233334444:role/Other', 'job-7', 'job-7'), false],
    ['the named user under the own name', user('paula', 'paula'), true],
    ['the named user under another name', user('paula', 'oscar'), false],
    ['another user', user('oscar', 'oscar'), false],
    ['a token with audience, claim and source identity', oidc(claims), true],
    ['the source identity of the token', oidc({ 'sts:SourceIdentity': 'paula' }, 'sts:SetSourceIdentity'), true],
    ['a token for another audience', oidc({ ...claims, 'login.example.com/tenant:aud': 'another' }), false],
    ['a token without an audience', oidc(without(claims, 'login.example.com/tenant:aud')), false],
    ['a token of another subject', oidc({ ...claims, 'login.example.com/tenant:sub': 'research:rita' }), false],
    ['a token without a source identity', oidc(without(claims, 'sts:SourceIdentity')), false],
    ['a token with session tags', oidc(claims, 'sts:TagSession'), false],
    ['a token without a subject', oidc(without(claims, 'login.example.com/tenant:sub')), false],
    ['a token by another action', oidc(claims, 'sts:AssumeRole'), false],
    ['the token of another provider', { ...oidc(claims), principal: `arn:aws:iam::${ACCOUNT}:oidc-provider/evil.example.com` }, false],
    ['no source identity of the token', oidc({}, 'sts:SetSourceIdentity'), false],
    ['the source identity by another provider', { ...oidc({ 'sts:SourceIdentity': 'paula' }, 'sts:SetSourceIdentity'), principal: `arn:aws:iam::${ACCOUNT}:oidc-provider/evil.example.com` }, false],
    ['the source identity of the assertion', saml({ 'sts:SourceIdentity': 'paula' }, 'sts:SetSourceIdentity'), true],
    ['no source identity of the assertion', saml({}, 'sts:SetSourceIdentity'), false],
    ['an assertion without an audience', saml(without(assertion, 'saml:aud')), false],
    ['an assertion with audience, attribute and source identity', saml(assertion), true],
    ['an assertion of another affiliation', saml({ ...assertion, 'saml:edupersonaffiliation': 'research' }), false],
    ['an assertion without the attribute', saml(without(assertion, 'saml:edupersonaffiliation')), false],
    ['an assertion for another audience', saml({ ...assertion, 'saml:aud': 'https://example.com' }), false],
    ['an assertion without a source identity', saml(without(assertion, 'sts:SourceIdentity')), false],
    ['the assertion of another provider', { ...saml(assertion), principal: `arn:aws:iam::${ACCOUNT}:saml-provider/Other` }, false],
  ];
  return rows.map(([about, entry, expected]) => [about, developer, entry, expected]);
}
