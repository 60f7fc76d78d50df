import { z } from 'zod';
import { GithubJobOptions, permissionSetNameProblem, TeamAccessOptions } from '../../../lib/rules';
import { choice, hours, listOf, mapping, matching, rule, text, whole, yesOrNo } from './parts';
import { tied } from './tied';

const principalArn = matching(
  'the ARN of a role or a user, like arn:aws:iam::111122223333:role/Build',
  /^arn:aws(-[a-z]+)*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/,
);

const claims = (what: string) => z.record(
  matching(`the name of ${what}`, /^[\w.:/-]+$/),
  listOf(matching('a value that is more than wildcards', /[^*?]/), 'values'),
  { error: `expected a mapping of ${what} to its values` },
).refine((given) => Object.keys(given).length > 0, { error: `expected at least one ${what.replace(/^an? /, '')}` });

const oidc = mapping({
  issuer: matching('an https URL without port or query, like https://login.example.com/tenant', /^https:\/\/[^\s?#:*]+$/)
    .describe('The issuer of the tokens: the URL that the provider has in IAM, where it exists already.'),
  audience: text('the audience of the tokens').min(1, { error: 'expected the audience of the tokens' })
    .describe('Whom the tokens are for: the value of their `aud` claim.'),
  claims: claims('a claim').describe('What else the tokens must claim, by the claim: any of the values, * and ? standing for other characters.'),
});

const saml = mapping({
  provider: matching('the name of a SAML provider', /^[\w._-]{1,128}$/).describe('The name of the SAML provider in IAM, where it exists already.'),
  attributes: claims('an attribute')
    .describe('What the assertions must say, by the name after `saml:`, like edupersonaffiliation: any of the values.'),
});

const developers = mapping({
  identityCenter: text('the name of a permission set').optional().superRefine(rule(permissionSetNameProblem))
    .describe('The permission set, assigned in this account, whose holders may assume the developer role.'),
  principals: listOf(principalArn, 'ARNs of roles or users').optional()
    .describe('The roles and users, of any account, that may assume the developer role.'),
  oidc: oidc.optional().describe('The holders of tokens of an OpenID Connect provider, who may assume the developer role.'),
  saml: saml.optional().describe('The people whom a SAML provider asserts, who may assume the developer role.'),
  maxHours: hours().optional().describe('How long a session may last; one hour at most when it is entered from another role. Default: 8.'),
});

const githubJob = mapping({
  repository: text('a repository, like acme/payments')
    .describe('The repository as it stands in the subject of its tokens: owner/name, or owner@id/name@id where subjects are immutable.'),
  environment: text('the name of an environment').optional().describe('The environment that the job names.'),
  ref: text('a ref, like refs/heads/main').optional().describe('The branch or tag that the workflow runs on; for jobs without an environment.'),
  pullRequest: yesOrNo().optional().describe('Whether jobs of pull requests are meant; for jobs without an environment.'),
}).transform(({ ref, ...job }): GithubJobOptions => ({ ...job, gitRef: ref })); // `ref` is a word of C#

const longTermApiKey = mapping({
  maxAgeDays: whole('a whole number of days from 1 to 366', 1, 366).describe('How long the key works. Another age makes a new key.'),
  version: whole('a whole number above zero', 1, Number.MAX_SAFE_INTEGER).optional()
    .describe('Another number makes a new key and deletes the one before. Default: 1.'),
});

const apiKeys = mapping({
  shortTerm: mapping({
    principals: listOf(principalArn, 'ARNs of roles or users').describe('Who may assume the role that mints keys.'),
    maxHours: hours().optional().describe('How long a key may live. Default: 8.'),
  }).optional().describe('Short-term Bedrock API keys, minted from the sessions of a role.'),
  longTerm: z.record(matching('letters, digits and single hyphens', /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/), longTermApiKey, {
    error: 'expected a mapping of long-term API keys, by names of your choice',
  }).optional().describe('Long-term Bedrock API keys: each an IAM user and a secret, kept by a Lambda function. A secret costs 0.40 USD a month.'),
});

/** How people and programs of a team sign in. */
export const accessSchema = tied<TeamAccessOptions>()(mapping({
  developers: developers.optional().describe('Who may assume the developer role.'),
  github: listOf(githubJob, 'jobs of GitHub Actions').optional()
    .describe('Jobs of GitHub Actions, each with a role: a repository and exactly one of environment, ref and pullRequest.'),
  apiKeys: apiKeys.optional().describe('Bedrock API keys.'),
  policyName: matching('1 to 128 letters, digits and +=,.@_-', /^[\w+=,.@-]{1,128}$/).optional()
    .describe('The name of the team\'s policy, for permission sets that refer to it. Default: chosen by CloudFormation.'),
}));

/** Access of the whole file. */
export const fileAccessKeys = {
  policy: choice(['explicit', 'tagBased']).optional()
    .describe('Whether each team\'s policy names its profiles, or one policy for all teams compares tags. Default: explicit.'),
  attribution: choice(['optional', 'required']).optional()
    .describe('Whether sessions must bear the name of the person behind them; profiles then need role_session_name. Default: optional.'),
  githubOidcProvider: choice(['create', 'existing']).optional()
    .describe('Whether the account gets GitHub\'s OpenID Connect provider or has it already; needed by access.github.'),
  permissionsBoundary: matching("'create' or the ARN of a policy", /^(create|arn:aws(-[a-z]+)*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+)$/)
    .optional().describe('The most that roles and users of the teams may do: a boundary that is created, or an existing one. Default: none.'),
};
