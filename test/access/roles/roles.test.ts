import { Aws, Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ClaudeCodeRole, ClaudeCodeRoleProps, IdentityCenterPrincipal, ShortTermApiKeyRole } from '../../../lib';
import { resourcesIn, stackIn, warningsOf } from '../../support/stack';

const policyIn = (stack: Stack) => iam.ManagedPolicy.fromManagedPolicyName(stack, 'Policy', 'team');

function roleWith(stack: Stack, props: Partial<ClaudeCodeRoleProps>): ClaudeCodeRole {
  return new ClaudeCodeRole(stack, 'Role', { principals: [new iam.ArnPrincipal('arn:aws:iam::222233334444:role/Build')], policy: policyIn(stack), ...props });
}

const trustIn = (stack: Stack): any[] => resourcesIn(stack, 'AWS::IAM::Role')[0]!.AssumeRolePolicyDocument.Statement;

test('a role: path, session length, policy', () => {
  const stack = stackIn('us-east-1', '111122223333');

  roleWith(stack, { description: 'Developers' });

  expect(resourcesIn(stack, 'AWS::IAM::Role')[0]).toEqual({
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Sid: 'AssumeByNamedPrincipals', Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: 'arn:aws:iam::222233334444:role/Build' } }],
    },
    Description: 'Developers',
    ManagedPolicyArns: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111122223333:policy/team']] }],
    MaxSessionDuration: 28800,
    Path: '/claude-code/',
  });
});

test('trust: one statement for all named principals and one for all permission sets, in no order of input', () => {
  const principals = [
    new iam.ArnPrincipal('arn:aws:iam::222233334444:user/b'),
    new IdentityCenterPrincipal('Two'),
    new iam.ArnPrincipal('arn:aws:iam::222233334444:role/a'),
    new IdentityCenterPrincipal('One'),
  ];
  const trusts = [principals, [...principals].reverse()].map((given) => {
    const stack = stackIn('us-east-1', '111122223333');
    roleWith(stack, { principals: given });
    return trustIn(stack);
  });

  expect(trusts[0]).toEqual(trusts[1]);
  expect(trusts[0]!.map((statement) => statement.Sid)).toEqual(['AssumeFromIdentityCenter', 'AssumeByNamedPrincipals']);
  expect(trusts[0]![0].Condition.ArnLike['aws:PrincipalArn'].map((pattern: any) => pattern['Fn::Join'][1].at(-1))).toEqual([
    ':role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_One_????????????????',
    ':role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_Two_????????????????',
  ]);
  expect(trusts[0]![1].Principal).toEqual({ AWS: ['arn:aws:iam::222233334444:role/a', 'arn:aws:iam::222233334444:user/b'] });
});

test('trust: a principal of an identity provider keeps its action and its conditions', () => {
  const stack = stackIn('us-east-1');

  roleWith(stack, { principals: [new iam.WebIdentityPrincipal('arn:aws:iam::111122223333:oidc-provider/example.com', { StringEquals: { 'example.com:aud': 'x', 'example.com:sub': 'y' } })] });

  expect(trustIn(stack)).toEqual([{
    Effect: 'Allow',
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/example.com' },
    Condition: { StringEquals: { 'example.com:aud': 'x', 'example.com:sub': 'y' } },
    Sid: 'AssumeThroughIdentityProvider',
  }]);
});

test('trust: an ARN that is a token', () => {
  const stack = stackIn('us-east-1');

  roleWith(stack, { principals: [new iam.ArnPrincipal(`arn:aws:iam::${Aws.ACCOUNT_ID}:role/Build`)] });

  expect(trustIn(stack)[0].Principal.AWS['Fn::Join']).toBeDefined();
});

test.each([
  new iam.ArnPrincipal('arn:aws:iam::222233334444:root'), new iam.AccountPrincipal('222233334444'), new iam.AccountRootPrincipal(),
])('a whole account is trusted with a warning: %s', (principal) => {
  const stack = stackIn('us-east-1');

  roleWith(stack, { principals: [principal] });

  expect(warningsOf(stack)).toEqual([expect.stringContaining('cdk-claude-code-bedrock:wholeAccountTrusted')]);
});

test('trust: everybody of an organization is somebody', () => {
  const stack = stackIn('us-east-1');

  roleWith(stack, { principals: [new iam.AnyPrincipal().withConditions({ StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } })] });

  expect(trustIn(stack)[0].Condition).toEqual({ StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } });
});

test('trust: the members of a composite, each in its statement', () => {
  const stack = stackIn('us-east-1');

  roleWith(stack, { principals: [new iam.CompositePrincipal(new IdentityCenterPrincipal('One'), new iam.ArnPrincipal('arn:aws:iam::222233334444:role/a'))] });

  expect(trustIn(stack).map((statement) => statement.Sid)).toEqual(['AssumeFromIdentityCenter', 'AssumeByNamedPrincipals']);
});

describe('fails', () => {
  test('for session tags, which would take the place of the team tag', () => {
    expect(() => roleWith(stackIn(), { principals: [new iam.ArnPrincipal('arn:aws:iam::222233334444:role/a').withSessionTags()] }))
      .toThrow(/assumed without session tags/);
  });

  test('when nobody may assume the role', () => {
    expect(() => roleWith(stackIn(), { principals: [] })).toThrow('A role needs at least one principal that may assume it; received none.');
  });

  test.each([
    new iam.AnyPrincipal(),
    new iam.StarPrincipal(),
    new iam.ArnPrincipal('arn:aws:iam::222233334444:role/*'),
    new iam.ArnPrincipal(`arn:${Aws.PARTITION}:iam::222233334444:role/*`),
    new iam.AnyPrincipal().withConditions({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
    new iam.AnyPrincipal().withConditions({ StringLike: { 'aws:PrincipalArn': '*' } }),
    new iam.AnyPrincipal().withConditions({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }),
  ])('for everybody: %s', (principal) => {
    expect(() => roleWith(stackIn(), { principals: [principal] })).toThrow(/assumed by principals that are named; received '.*\*/);
  });

  test.each([30 * 60, 13 * 3600])('for a session of %s seconds', (seconds) => {
    expect(() => roleWith(stackIn(), { maxSessionDuration: Duration.seconds(seconds) })).toThrow(/maxSessionDuration/);
  });

  test.each(['', 'Pay*', 'a'.repeat(33), 'Pay ments', 'Pay?'])("for the permission set '%s'", (name) => {
    expect(() => new IdentityCenterPrincipal(name)).toThrow(`A permission set name is 1 to 32 letters, digits and +=,.@_-; received '${name}'.`);
  });
});

test('a role for short-term keys may use those, and no long-term ones', () => {
  const stack = stackIn('us-east-1');

  new ShortTermApiKeyRole(stack, 'Role', { principals: [new IdentityCenterPrincipal('Tools')], policy: policyIn(stack), maxSessionDuration: Duration.hours(1) });

  expect(resourcesIn(stack, 'AWS::IAM::Policy')[0]!.PolicyDocument.Statement).toEqual([{
    Sid: 'UseShortTermApiKeys',
    Effect: 'Allow',
    Action: 'bedrock:CallWithBearerToken',
    Resource: '*',
    Condition: { StringEquals: { 'bedrock:BearerTokenType': 'SHORT_TERM' } },
  }]);
  expect(resourcesIn(stack, 'AWS::IAM::Role')[0]!.MaxSessionDuration).toBe(3600);
});
