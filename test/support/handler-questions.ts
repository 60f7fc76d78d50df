import { Deployment } from './deployed';
import { Authorization } from './simulation';

/** What a reviewer would ask of the function that keeps the long-term keys of team payments in `access-us.yaml`. */
export function handlerRows(deployment: Deployment): [string, Authorization, boolean][] {
  const [audit, nightly] = ['audit', 'nightly'].map((name) => keysOf(deployment).find(({ UserName }) => UserName.includes(name))!) as [any, any];
  const userArn = (name: string) => `arn:aws:iam::111122223333:user/claude-code/${name}`;
  const credential = (verb: string, name: string, days?: string, service = 'bedrock.amazonaws.com') => ({
    action: `iam:${verb}ServiceSpecificCredential${verb === 'List' ? 's' : ''}`,
    resource: userArn(name),
    context: { 'iam:ServiceSpecificCredentialServiceName': service, ...(days !== undefined && { 'iam:ServiceSpecificCredentialAgeDays': days }) },
  });

  return [
    ['creates a key of the stated age', credential('Create', nightly.UserName, '30'), true],
    ['creates a key that lives longer', credential('Create', nightly.UserName, '31'), false],
    ['creates a key without an age', credential('Create', nightly.UserName), false],
    ['creates a key of another user\'s age', credential('Create', audit.UserName, '30'), false],
    ['creates a credential of another service', credential('Create', nightly.UserName, '30', 'codecommit.amazonaws.com'), false],
    ['creates a key of a user that is not its own', credential('Create', 'anybody', '7'), false],
    ['creates a credential of a service that is not told', { ...credential('Create', nightly.UserName), context: { 'iam:ServiceSpecificCredentialAgeDays': '7' } }, false],
    ['deletes a credential of a service that is not told', { ...credential('Delete', nightly.UserName), context: {} }, false],
    ['lists the keys of its user', credential('List', nightly.UserName), true],
    ['lists those of others', credential('List', 'anybody'), false],
    ['deletes a key of its user', credential('Delete', nightly.UserName), true],
    ['deletes a credential of another service', credential('Delete', nightly.UserName, undefined, 'codecommit.amazonaws.com'), false],
    ['deletes a key of others', credential('Delete', 'anybody'), false],
    ['resets a key', credential('Reset', nightly.UserName), false],
    ['writes its secret', { action: 'secretsmanager:PutSecretValue', resource: nightly.SecretArn }, true],
    ['looks at its secret', { action: 'secretsmanager:DescribeSecret', resource: nightly.SecretArn }, true],
    ['reads its secret', { action: 'secretsmanager:GetSecretValue', resource: nightly.SecretArn }, false],
    ['writes another secret', { action: 'secretsmanager:PutSecretValue', resource: nightly.SecretArn.replace('nightly', 'other') }, false],
    ['looks at another secret', { action: 'secretsmanager:DescribeSecret', resource: nightly.SecretArn.replace('nightly', 'other') }, false],
    ['calls Claude', { action: 'bedrock:InvokeModel', resource: 'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-5-5' }, false],
    ['gives its user a policy', { action: 'iam:AttachUserPolicy', resource: userArn(nightly.UserName) }, false],
    ['gives its user an access key', { action: 'iam:CreateAccessKey', resource: userArn(nightly.UserName) }, false],
  ];
}

/** The properties of the keys. */
export function keysOf(deployment: Deployment): any[] {
  return Object.values<any>(deployment.stacks['ClaudeCode-Team-payments']!.Resources)
    .filter(({ Type }) => Type === 'Custom::BedrockLongTermApiKey').map(({ Properties }) => Properties);
}
