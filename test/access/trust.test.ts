import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ClaudeCodeRole, GitHubActionsPrincipal, OidcProviderPrincipal, SamlProviderPrincipal } from '../../lib';
import { deployFile } from '../support/deployment';
import { canAssume } from '../support/simulation';
import { fixture } from '../support/synthesis';

/** Who can assume what, of a configuration with every way of signing in and attribution required. */
const ACCOUNT = '111122223333';
const { principals } = deployFile(fixture('access-us.yaml'));
const optional = deployFile(fixture('access-tagged.yaml')).principals;
const roleOf = (part: string, of = principals) => of.find(({ stack, logicalId }) => `${stack}/${logicalId}`.includes(part))!;

let asked = 0;
afterAll(() => process.stdout.write(`${asked} questions about trust\n`));

interface Entry { action?: string; principal: string; context?: Record<string, string> }

function assumes(role: ReturnType<typeof roleOf>, { action, principal, context }: Entry): Promise<boolean> {
  asked++;
  return canAssume(role.trust, role.arn, principal, { action, context });
}

const reserved = (name: string, account = ACCOUNT) => `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${name}_0123456789abcdef`;
const session = (role: string, callersName: string, sessionName: string): Entry => ({
  principal: role, context: { 'aws:PrincipalArn': role, 'aws:userid': `AROAEXAMPLE:${callersName}`, 'sts:RoleSessionName': sessionName },
});
const user = (name: string, sessionName: string): Entry => ({
  principal: `arn:aws:iam::222233334444:user/${name}`, context: { 'aws:username': name, 'aws:userid': 'AIDAEXAMPLE', 'sts:RoleSessionName': sessionName },
});

const GITHUB = 'token.actions.githubusercontent.com';
const gitHub = (sub: string, more: { aud?: string; account?: string; issuer?: string; action?: string } = {}): Entry => ({
  action: more.action ?? 'sts:AssumeRoleWithWebIdentity',
  principal: `arn:aws:iam::${more.account ?? ACCOUNT}:oidc-provider/${more.issuer ?? GITHUB}`,
  context: { [`${more.issuer ?? GITHUB}:aud`]: more.aud ?? 'sts.amazonaws.com', [`${more.issuer ?? GITHUB}:sub`]: sub, 'sts:RoleSessionName': 'GitHubActions' },
});

describe('GitHub Actions', () => {
  const environment = roleOf('payments/TeamGitHubrepoacmepaymentsenvironmentci');
  const ref = roleOf('payments/TeamGitHubrepoacmepaymentsref');
  const pullRequest = roleOf('payments/TeamGitHubrepoacme123456ledger');

  test.each<[string, ReturnType<typeof roleOf>, Entry, boolean]>([
    ['its environment', environment, gitHub('repo:acme/payments:environment:ci'), true],
    ['another environment', environment, gitHub('repo:acme/payments:environment:production'), false],
    ['an environment whose name goes on', environment, gitHub('repo:acme/payments:environment:ci2'), false],
    ['another repository', environment, gitHub('repo:acme/other:environment:ci'), false],
    ['a repository whose name goes on', environment, gitHub('repo:acme/payments-fork:environment:ci'), false],
    ['another owner', environment, gitHub('repo:evil/payments:environment:ci'), false],
    ['other capitals', environment, gitHub('repo:Acme/payments:environment:ci'), false],
    ['a branch instead of the environment', environment, gitHub('repo:acme/payments:ref:refs/heads/main'), false],
    ['a pull request instead of the environment', environment, gitHub('repo:acme/payments:pull_request'), false],
    ['another audience', environment, gitHub('repo:acme/payments:environment:ci', { aud: 'https://github.com/acme' }), false],
    ['the provider of another account', environment, gitHub('repo:acme/payments:environment:ci', { account: '999999999999' }), false],
    ['another issuer', environment, gitHub('repo:acme/payments:environment:ci', { issuer: 'token.actions.example.com' }), false],
    ['session tags', environment, gitHub('repo:acme/payments:environment:ci', { action: 'sts:TagSession' }), false],
    ['its branch', ref, gitHub('repo:acme/payments:ref:refs/heads/main'), true],
    ['a branch whose name goes on', ref, gitHub('repo:acme/payments:ref:refs/heads/main2'), false],
    ['a tag of that name', ref, gitHub('repo:acme/payments:ref:refs/tags/main'), false],
    ['its pull requests, by immutable ids', pullRequest, gitHub('repo:acme@123456/ledger@456789:pull_request'), true],
    ['a repository that took the name', pullRequest, gitHub('repo:acme@123456/ledger@999999:pull_request'), false],
    ['the name without ids', pullRequest, gitHub('repo:acme/ledger:pull_request'), false],
  ])('%s', async (_, role, entry, expected) => {
    expect(await assumes(role, entry)).toBe(expected);
  });
});

describe('developers, where attribution is required', () => {
  const developer = roleOf('payments/TeamDeveloperRole');
  const build = 'arn:aws:iam::222233334444:role/PaymentsBuild';
  const oidc = (context: Record<string, string>, action = 'sts:AssumeRoleWithWebIdentity'): Entry => ({
    action, principal: `arn:aws:iam::${ACCOUNT}:oidc-provider/login.example.com/tenant`, context,
  });
  const claims = { 'login.example.com/tenant:aud': 'claude-code', 'login.example.com/tenant:sub': 'payments:paula', 'sts:SourceIdentity': 'paula' };
  const saml = (context: Record<string, string>, action = 'sts:AssumeRoleWithSAML'): Entry => ({
    action, principal: `arn:aws:iam::${ACCOUNT}:saml-provider/AcmeSaml`, context,
  });
  const assertion = { 'saml:aud': 'https://signin.aws.amazon.com/saml', 'saml:edupersonaffiliation': 'payments', 'sts:SourceIdentity': 'paula' };
  const without = (context: Record<string, string>, key: string) => Object.fromEntries(Object.entries(context).filter(([name]) => name !== key));

  test.each<[string, Entry, boolean]>([
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
    ['an assertion with audience, attribute and source identity', saml(assertion), true],
    ['an assertion of another affiliation', saml({ ...assertion, 'saml:edupersonaffiliation': 'research' }), false],
    ['an assertion without the attribute', saml(without(assertion, 'saml:edupersonaffiliation')), false],
    ['an assertion for another audience', saml({ ...assertion, 'saml:aud': 'https://example.com' }), false],
    ['an assertion without a source identity', saml(without(assertion, 'sts:SourceIdentity')), false],
    ['the assertion of another provider', { ...saml(assertion), principal: `arn:aws:iam::${ACCOUNT}:saml-provider/Other` }, false],
  ])('%s', async (_, entry, expected) => {
    expect(await assumes(developer, entry)).toBe(expected);
  });

  test('where it is not, a name that an SDK made up is let in', async () => {
    const entry = session(reserved('Sydney'), 'paula', 'aws-sdk-js-1766');

    expect(await assumes(roleOf('sydney/TeamDeveloperRole', optional), entry)).toBe(true);
    expect(await assumes(roleOf('perth/TeamDeveloperRole', optional), entry)).toBe(false);
  });

  test('the role of one team is closed to those of another', async () => {
    const research = roleOf('research/TeamDeveloperRole');

    expect(await assumes(research, session(reserved('ResearchDeveloper'), 'rita', 'rita'))).toBe(true);
    expect(await assumes(research, session(reserved('PaymentsDeveloper'), 'paula', 'paula'))).toBe(false);
    expect(await assumes(research, gitHub('repo:acme/payments:environment:ci'))).toBe(false);
  });
});

describe('a trust of an identity provider', () => {
  const create = (principal: iam.IPrincipal) => {
    const stack = new Stack(new App(), 'Stack');
    return new ClaudeCodeRole(stack, 'Role', { principals: [principal], policy: iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess') });
  };
  const web = (conditions: iam.Conditions) => new iam.WebIdentityPrincipal(`arn:aws:iam::${ACCOUNT}:oidc-provider/login.example.com`, conditions);

  test.each<[string, iam.IPrincipal]>([
    ['an audience and a subject', web({ StringEquals: { 'login.example.com:aud': 'a', 'login.example.com:sub': 's' } })],
    ['a subject with a wildcard in it', web({ StringEquals: { 'login.example.com:aud': 'a' }, StringLike: { 'login.example.com:sub': 'team:*' } })],
    ['one of several groups', new OidcProviderPrincipal({ issuer: 'https://login.example.com/', audience: 'a', claims: { sub: ['x', 'y'], amr: ['mfa'] } })],
  ])('is accepted with %s', (_, principal) => {
    expect(() => create(principal)).not.toThrow();
  });

  test.each<[string, iam.IPrincipal, RegExp]>([
    ['no conditions', web({}), /requires an audience; received the conditions \{\}/],
    ['an audience alone', web({ StringEquals: { 'login.example.com:aud': 'a' } }), /requires a claim besides the audience/],
    ['a subject alone', web({ StringEquals: { 'login.example.com:sub': 's' } }), /requires an audience/],
    ['a subject of wildcards', web({ StringEquals: { 'login.example.com:aud': 'a' }, StringLike: { 'login.example.com:sub': '*' } }), /not of wildcards alone/],
    ['one value of wildcards among others', web({ StringEquals: { 'login.example.com:aud': 'a' }, StringLike: { 'login.example.com:sub': ['s', '**'] } }), /not of wildcards alone/],
    ['a claim only where it is there', web({ StringEquals: { 'login.example.com:aud': 'a' }, StringLikeIfExists: { 'login.example.com:sub': 's' } }), /requires a claim/],
    ['a claim that is refused', web({ StringEquals: { 'login.example.com:aud': 'a' }, StringNotEquals: { 'login.example.com:sub': 's' } }), /requires a claim/],
    ['only a session name besides', web({ StringEquals: { 'login.example.com:aud': 'a', 'sts:RoleSessionName': 's' } }), /requires a claim/],
    ['an audience of wildcards', web({ StringLike: { 'login.example.com:aud': '*', 'login.example.com:sub': 's' } }), /requires an audience/],
    ['no claim', new OidcProviderPrincipal({ issuer: 'https://login.example.com', audience: 'a', claims: {} }), /requires a claim/],
    ['a claim without a value', new OidcProviderPrincipal({ issuer: 'https://login.example.com', audience: 'a', claims: { sub: [] } }), /requires a claim/],
    ['a bare SAML provider', new SamlProviderPrincipal({ providerArn: `arn:aws:iam::${ACCOUNT}:saml-provider/P`, attributes: {} }), /requires a claim/],
  ])('fails with %s', (_, principal, message) => {
    expect(() => create(principal)).toThrow(message);
  });

  test.each(['http://login.example.com', 'https://login.example.com:8443', 'https://login.example.com?tenant=1', 'login.example.com', 'https://*'])(
    'fails for the issuer %s', (issuer) => {
      expect(() => new OidcProviderPrincipal({ issuer, audience: 'a', claims: { sub: ['s'] } })).toThrow(`received '${issuer}'`);
    },
  );

  test.each([
    [{ repository: 'acme', environment: 'ci' }, /owner\/name, or owner@id\/name@id; received 'acme'/],
    [{ repository: 'acme/*', environment: 'ci' }, /received 'acme\/\*'/],
    [{ repository: 'acme@1/payments', environment: 'ci' }, /received 'acme@1\/payments'/],
    [{ repository: 'acme/payments' }, /exactly one of an environment, a ref and pull requests; received 0 of them/],
    [{ repository: 'acme/payments', environment: 'ci', pullRequest: true }, /received 2 of them/],
    [{ repository: 'acme/payments', environment: '*' }, /without wildcards; received '\*'/],
    [{ repository: 'acme/payments', gitRef: 'main' }, /written out, like refs\/heads\/main or refs\/tags\/v1; received 'main'/],
    [{ repository: 'acme/payments', gitRef: 'refs/heads/*' }, /received 'refs\/heads\/\*'/],
  ])('fails for the jobs %j', (props, message) => {
    expect(() => new GitHubActionsPrincipal(props)).toThrow(message);
  });

  test('a colon in the name of an environment is written as GitHub writes it', () => {
    expect(new GitHubActionsPrincipal({ repository: 'acme/payments', environment: 'eu:prod' }).subject).toBe('repo:acme/payments:environment:eu%3Aprod');
  });
});
