import { permissionSetNameProblem } from '../../../lib/access/identity-center-principal';
import { hours, later, listOf, mapping, matching, rule, text } from './parts';

const principalArn = matching(
  'the ARN of a role or a user, like arn:aws:iam::111122223333:role/Build',
  /^arn:aws(-[a-z]+)*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/,
);

const developers = mapping({
  identityCenter: text('the name of a permission set').optional().superRefine(rule(permissionSetNameProblem))
    .describe('The permission set, assigned in this account, whose holders may assume the developer role.'),
  principals: listOf(principalArn, 'ARNs of roles or users').optional()
    .describe('The roles and users, of any account, that may assume the developer role.'),
  maxHours: hours().optional().describe('How long a session may last; one hour at most when it is entered from another role. Default: 8.'),
});

const apiKeys = mapping({
  shortTerm: mapping({
    principals: listOf(principalArn, 'ARNs of roles or users').describe('Who may assume the role that mints keys.'),
    maxHours: hours().optional().describe('How long a key may live. Default: 8.'),
  }).optional().describe('Short-term Bedrock API keys, minted from the sessions of a role.'),
  longTerm: later('Long-term API keys'),
});

/** How people and programs of a team sign in. */
export const accessSchema = mapping({
  developers: developers.optional().describe('Who may assume the developer role.'),
  github: later('Roles for GitHub Actions'),
  apiKeys: apiKeys.optional().describe('Bedrock API keys.'),
});
