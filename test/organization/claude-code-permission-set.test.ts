import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ClaudeCodePermissionSet, ClaudeCodePermissionSetProps } from '../../lib';
import { stackIn } from '../support/stack';

const INSTANCE = 'arn:aws:sso:::instance/ssoins-1234567890abcdef';
const ROLE = 'arn:aws:iam::111122223333:role/claude-code/Developer';

function create(props: Partial<ClaudeCodePermissionSetProps>) {
  const stack = stackIn('us-east-1');
  const permissionSet = new ClaudeCodePermissionSet(stack, 'Set', { instanceArn: INSTANCE, permissionSetName: 'PaymentsDeveloper', ...props });
  return { permissionSet, template: () => Template.fromStack(stack) };
}

test('a team\'s policy by reference, a session length and a group', () => {
  const { template } = create({
    description: 'Claude Code for payments',
    policies: [{ name: 'ClaudeCodePayments' }],
    sessionDuration: Duration.hours(4),
    assignments: { production: { groupId: '11111111-2222-3333-4444-555555555555', accountId: '111122223333' } },
  });

  expect(template().toJSON().Resources).toMatchSnapshot();
});

test('the roles that its holders assume, each once and in order', () => {
  const { template } = create({ assumableRoleArns: [`${ROLE}2`, ROLE, ROLE] });

  template().hasResourceProperties('AWS::SSO::PermissionSet', {
    SessionDuration: 'PT8H',
    InlinePolicy: {
      Version: '2012-10-17',
      Statement: [{ Sid: 'AssumeTheRolesOfClaudeCode', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: [ROLE, `${ROLE}2`] }],
    },
  });
});

test('assignments are told apart by their names alone', () => {
  const group = { groupId: '11111111-2222-3333-4444-555555555555', accountId: '111122223333' };
  const other = { groupId: '66666666-7777-8888-9999-000000000000', accountId: '111122223333' };
  const ids = (assignments: ClaudeCodePermissionSetProps['assignments']) => Object.keys(create({ assumableRoleArns: [ROLE], assignments }).template().findResources('AWS::SSO::Assignment'));

  expect(ids({ a: group, b: other })).toEqual(ids({ b: other, a: group }));
  expect(ids({ a: group, b: other })).toEqual(expect.arrayContaining(ids({ b: other })));
});

test.each<[Partial<ClaudeCodePermissionSetProps>, RegExp]>([
  [{}, /'PaymentsDeveloper' permits nothing; give it policies, assumableRoleArns or both/],
  [{ policies: [{ name: 'P' }], permissionSetName: 'Payments Developer' }, /1 to 32 letters, digits and \+=,\.@_-; received 'Payments Developer'/],
  [{ policies: [{ name: 'P' }], sessionDuration: Duration.minutes(30) }, /one hour to twelve; received 30 minutes/],
  [{ policies: [{ name: 'P' }], sessionDuration: Duration.hours(13) }, /one hour to twelve/],
  [{ assumableRoleArns: ['arn:aws:iam::111122223333:role/*'] }, /named by its ARN in one account, with a wildcard at its end at most; received 'arn:aws:iam::111122223333:role\/\*'/],
  [{ assumableRoleArns: ['arn:aws:iam::111122223333:role/*a*'] }, /received 'arn:aws:iam::111122223333:role\/\*a\*'/],
  [{ assumableRoleArns: ['arn:aws:iam::111122223333:role/${aws:username}'] }, /received 'arn:aws:iam::111122223333:role\/\$/],
  [{ assumableRoleArns: ['*'] }, /received '\*'/],
])('fails for %j', (props, message) => {
  expect(() => create(props)).toThrow(message);
});
