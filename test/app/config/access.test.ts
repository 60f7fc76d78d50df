import { mistakesIn } from '../../support/mistakes';

/** Mistakes in how teams sign in. */
const HEAD = 'region: us-east-1\ngeography: us\nmodels: { opus: claude-opus-5-5 }\n';
const team = (access: string, more = '') => `${HEAD}${more}teams:\n  a:\n    access: ${access}\n`;

test.each<[string, string]>([
  ['jobs of GitHub Actions', team('{ github: [{ repository: acme/payments, environment: ci }] }', 'githubOidcProvider: existing\n')],
  ['jobs of one repository in two environments', team('{ github: [{ repository: a/b, environment: x }, { repository: a/b, environment: y }] }', 'githubOidcProvider: create\n')],
  ['long-term keys', team('{ apiKeys: { longTerm: { nightly: { maxAgeDays: 30, version: 2 } } } }')],
  ['an OIDC provider alone', team('{ developers: { oidc: { issuer: "https://a.example.com", audience: x, claims: { sub: [y] } } } }')],
  ['a SAML provider alone', team('{ developers: { saml: { provider: P, attributes: { sub: [y] } } } }')],
  ['a boundary of one\'s own', team('{}', 'permissionsBoundary: arn:aws:iam::111122223333:policy/path/Boundary\n')],
])('accepted: %s', (_, text) => {
  expect(mistakesIn(text)).toEqual([]);
});

test.each<[string, string, string[]]>([
  ['a job without the provider', team('{ github: [{ repository: a/b, environment: ci }] }'), [
    "teams.a.access.github: roles for GitHub Actions need GitHub's provider in the account; add 'githubOidcProvider: create' at the top, or 'existing' where the account has it",
  ]],
  ['an organization in place of a repository', team('{ github: [{ repository: acme, environment: ci }] }', 'githubOidcProvider: create\n'), [
    "teams.a.access.github.0: A repository is owner/name, or owner@id/name@id; received 'acme'.",
  ]],
  ['a job that is not exact', team('{ github: [{ repository: a/b }, { repository: a/b, ref: main }] }', 'githubOidcProvider: create\n'), [
    "teams.a.access.github.0: A role for GitHub Actions trusts exactly one of an environment, a ref and pull requests; received 0 of them for 'a/b'.",
    "teams.a.access.github.1: A ref is written out, like refs/heads/main or refs/tags/v1; received 'main'.",
  ]],
  ['a job twice', team('{ github: [{ repository: a/b, environment: x }, { repository: a/b, environment: x }] }', 'githubOidcProvider: create\n'), [
    "teams.a.access.github.1: Each job has one role; received 'repo:a/b:environment:x' again.",
  ]],
  ['a key that never ends', team('{ apiKeys: { longTerm: { nightly: {} } } }'), [
    'teams.a.access.apiKeys.longTerm.nightly.maxAgeDays: expected a whole number of days from 1 to 366; received nothing',
  ]],
  ['a key of no age', team('{ apiKeys: { longTerm: { nightly: { maxAgeDays: 0 } } } }'), [
    'teams.a.access.apiKeys.longTerm.nightly.maxAgeDays: expected a whole number of days from 1 to 366; received 0',
  ]],
  ['a key with an unusable name', team('{ apiKeys: { longTerm: { "night key": { maxAgeDays: 1 } } } }'), [
    'teams.a.access.apiKeys.longTerm.night key: expected letters, digits and single hyphens',
  ]],
  ['an OIDC provider without claims', team('{ developers: { oidc: { issuer: "https://a.example.com", audience: x, claims: {} } } }'), [
    'teams.a.access.developers.oidc.claims: expected at least one claim; received {}',
  ]],
  ['an OIDC provider without an audience', team('{ developers: { oidc: { issuer: "https://a.example.com", audience: "", claims: { sub: [x] } } } }'), [
    'teams.a.access.developers.oidc.audience: expected the audience of the tokens; received ""',
  ]],
  ['a claim of wildcards', team('{ developers: { oidc: { issuer: "https://a.example.com", audience: x, claims: { sub: ["*"] } } } }'), [
    'teams.a.access.developers.oidc.claims.sub.0: expected a value that is more than wildcards; received "*"',
  ]],
  ['a claim that takes the place of the audience', team('{ developers: { oidc: { issuer: "https://a.example.com", audience: x, claims: { sub: [x], AUD: [y] } } } }'), [
    "teams.a.access.developers.oidc.claims.AUD: The audience of the tokens is given as audience, whose place a claim 'AUD' would take; remove it.",
  ]],
  ['a subject that is anybody\'s', team('{ developers: { oidc: { issuer: "https://a.example.com", audience: x, claims: { sub: ["*:*a"] } } } }'), [
    "teams.a.access.developers.oidc.claims.sub: A subject begins with what its owner cannot choose, like 'team:*'; received '*:*a'.",
  ]],
  ['a variable in a claim', team('{ developers: { oidc: { issuer: "https://a.example.com", audience: x, claims: { sub: ["${a.example.com:sub}"] } } } }'), [
    'teams.a.access.developers.oidc.claims.sub.0: IAM would read ${…} as a variable that compares the caller with itself; write the value itself; received "${a.example.com:sub}"',
  ]],
  ['GitHub under oidc with any owner', team('{ developers: { oidc: { issuer: "https://token.actions.githubusercontent.com", audience: x, claims: { sub: ["repo:*/payments:*"] } } } }'), [
    "teams.a.access.developers.oidc.claims.sub: A trust of GitHub names the owner of the repository, as in 'repo:acme/payments:…'; received 'repo:*/payments:*'. Better use access.github.",
  ]],
  ['an issuer without https', team('{ developers: { oidc: { issuer: "http://a.example.com", audience: x, claims: { sub: [x] } } } }'), [
    'teams.a.access.developers.oidc.issuer: expected an https URL without port or query, like https://login.example.com/tenant; received "http://a.example.com"',
  ]],
  ['a SAML provider by its ARN', team('{ developers: { saml: { provider: "arn:aws:iam::111122223333:saml-provider/P", attributes: { sub: [x] } } } }'), [
    'teams.a.access.developers.saml.provider: expected the name of a SAML provider; received "arn:aws:iam::111122223333:saml-provider/P"',
  ]],
  ['a boundary that is no policy', team('{}', 'permissionsBoundary: yes please\n'), [
    "permissionsBoundary: expected 'create' or the ARN of a policy; received \"yes please\"",
  ]],
  ['a name for a policy that is not the team\'s', team('{ policyName: X }', 'policy: tagBased\n'), [
    "teams.a.access.policyName: with 'policy: tagBased' the teams share one policy and have none of their own to name; remove the key",
  ]],
  ['one name for two policies', `${HEAD}teams:\n  a: { access: { policyName: X } }\n  b: { access: { policyName: X } }\n`, [
    "teams.b.access.policyName: two policies cannot have one name; received 'X' again",
  ]],
  ['unknown forms', team('{}', 'policy: tags\nattribution: always\ngithubOidcProvider: imported\n'), [
    'policy: expected one of explicit, tagBased; received "tags"',
    'attribution: expected one of optional, required; received "always"',
    'githubOidcProvider: expected one of create, existing; received "imported"',
  ]],
])('refused: %s', (_, text, expected) => {
  expect(mistakesIn(text)).toEqual(expected);
});
