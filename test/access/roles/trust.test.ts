import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ClaudeCodeRole, GithubActionsPrincipal, OidcProviderPrincipal, SamlProviderPrincipal } from '../../../lib';
import { deployFile } from '../../support/deployment';
import { canAssume } from '../../support/simulation';
import { fixture } from '../../support/synthesis';
import { developerRows, Entry, github, githubRows, reserved, roleOf, session } from '../../support/trust-questions';

/** Who can assume what, of a configuration with every way of signing in and attribution required. */
const ACCOUNT = '111122223333';
const { principals } = deployFile(fixture('access-us.yaml'));
const optional = deployFile(fixture('access-tagged.yaml')).principals;

let asked = 0;
afterAll(() => process.stdout.write(`${asked} questions about trust\n`));

function assumes(role: { trust?: any; arn: string }, { action, principal, context }: Entry): Promise<boolean> {
  asked++;
  return canAssume(role.trust, role.arn, principal, { action, context });
}

describe('GitHub Actions', () => {
  test.each(githubRows(principals))('%s', async (_, role, entry, expected) => {
    expect(await assumes(role, entry)).toBe(expected);
  });
});

describe('developers, where attribution is required', () => {
  test.each(developerRows(principals))('%s', async (_, developer, entry, expected) => {
    expect(await assumes(developer, entry)).toBe(expected);
  });

  test('where it is not, a name that an SDK made up is let in', async () => {
    const entry = session(reserved('Sydney'), 'paula', 'aws-sdk-js-1766');

    expect(await assumes(roleOf(optional, 'sydney/TeamDeveloperRole'), entry)).toBe(true);
    expect(await assumes(roleOf(optional, 'perth/TeamDeveloperRole'), entry)).toBe(false);
  });

  test('the role of one team is closed to those of another', async () => {
    const research = roleOf(principals, 'research/TeamDeveloperRole');

    expect(await assumes(research, session(reserved('ResearchDeveloper'), 'rita', 'rita'))).toBe(true);
    expect(await assumes(research, session(reserved('PaymentsDeveloper'), 'paula', 'paula'))).toBe(false);
    expect(await assumes(research, github('repo:acme/payments:environment:ci'))).toBe(false);
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
    ...['repo:*', 'repo:?cme/payments:pull_request', 'repo:*/payments:ref:refs/heads/main'].map((subject): [string, iam.IPrincipal, RegExp] => [
      `the subject ${subject} of GitHub`,
      new OidcProviderPrincipal({ issuer: 'https://token.actions.githubusercontent.com', audience: 'a', claims: { sub: [subject] } }),
      /names the owner of the repository/,
    ]),
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
    expect(() => new GithubActionsPrincipal(props)).toThrow(message);
  });

  test('a colon in the name of an environment is written as GitHub writes it', () => {
    expect(new GithubActionsPrincipal({ repository: 'acme/payments', environment: 'eu:prod' }).subject).toBe('repo:acme/payments:environment:eu%3Aprod');
  });
});

test.each<[string, { audience?: string; claims: { [claim: string]: string[] } }, RegExp]>([
  ['a variable in a claim', { claims: { sub: ['${login.example.com/tenant:sub}'] } }, /not with a variable that the caller brings along/],
  ['a variable as the audience', { audience: '${login.example.com:aud}', claims: { sub: ['a'] } }, /written out, without wildcards and variables/],
  ['a claim aud', { claims: { sub: ['a'], aud: ['b'] } }, /whose place a claim 'aud' would take/],
  ['a subject that anybody can have', { claims: { sub: ['*@*'] } }, /A subject begins with what its owner cannot choose/],
])('an OIDC provider is refused %s', (_, given, message) => {
  expect(() => new OidcProviderPrincipal({ issuer: 'https://login.example.com', audience: 'a', ...given })).toThrow(message);
});
