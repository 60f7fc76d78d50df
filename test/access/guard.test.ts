import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ClaudeCodePermissionsBoundary, ClaudeCodeServiceControlPolicy, ServiceControlPolicyDocumentProps } from '../../lib';
import { Authorization, Caller, isAllowed } from '../support/simulation';

const ACCOUNT = '111122223333';
const FULL_ACCESS = { name: 'AdministratorAccess', policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } };

const ADMINISTRATOR = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_AdministratorAccess_0123456789abcdef`;
const DEPLOYMENT = `arn:aws:iam::${ACCOUNT}:role/cdk-hnb659fds-cfn-exec-role-${ACCOUNT}-us-east-1`;
const TEAM_ROLE = `arn:aws:iam::${ACCOUNT}:role/claude-code/Developer`;
const TEAM_USER = `arn:aws:iam::${ACCOUNT}:user/claude-code/Nightly`;
const EMERGENCY = `arn:aws:iam::${ACCOUNT}:role/Emergency`;

const OWN_PROFILE = `arn:aws:bedrock:us-east-1:${ACCOUNT}:application-inference-profile/abc123def456`;
const OPUS = 'anthropic.claude-opus-5-5';
const model = (region: string, id = OPUS) => `arn:aws:bedrock:${region}::foundation-model/${id}`;

/** Somebody with full access, held by the guard. */
const held = (arn: string, props: ServiceControlPolicyDocumentProps = {}): Caller => ({
  arn, policies: [FULL_ACCESS], serviceControlPolicies: [{ name: 'guard', policy: ClaudeCodeServiceControlPolicy.document(props) }],
});

const invoke = (resource: string, context: Record<string, string> = {}): Authorization => ({ action: 'bedrock:InvokeModel', resource, context });
const stream = (resource: string, context: Record<string, string> = {}): Authorization => ({ action: 'bedrock:InvokeModelWithResponseStream', resource, context });
const token = (kind: string): Authorization => ({ action: 'bedrock:CallWithBearerToken', resource: '*', context: { 'bedrock:BearerTokenType': kind } });
const on = (action: string, resource = '*', context: Record<string, string> = {}): Authorization => ({ action, resource, context });
const credential = (verb: string, user: string, days?: number, service = 'bedrock.amazonaws.com'): Authorization => on(`iam:${verb}ServiceSpecificCredential`, user, {
  'iam:ServiceSpecificCredentialServiceName': service, ...(days !== undefined && { 'iam:ServiceSpecificCredentialAgeDays': String(days) }),
});

const through = { 'bedrock:InferenceProfileArn': OWN_PROFILE };
const system = (id: string) => `arn:aws:bedrock:us-east-1:${ACCOUNT}:inference-profile/${id}`;

type Row = [string, Authorization, boolean];

const ADMINISTRATOR_MAY: Row[] = [
  ['calls a profile of the account', invoke(OWN_PROFILE), true],
  ['streams on a profile of the account', stream(OWN_PROFILE), true],
  ['calls a model through it', invoke(model('us-east-1'), through), true],
  ['calls a model in a destination through it', stream(model('us-west-2'), through), true],
  ['calls a region-less model through it', invoke(model(''), { ...through, 'aws:RequestedRegion': 'unspecified' }), true],
  ['calls the bare model', invoke(model('us-east-1')), false],
  ['streams on the bare model', stream(model('us-east-1')), false],
  ['calls the bare region-less model', invoke(model(''), { 'aws:RequestedRegion': 'unspecified' }), false],
  ['calls the shared profile', invoke(system(`us.${OPUS}`)), false],
  ['calls the global profile', stream(system(`global.${OPUS}`)), false],
  ['calls a model through the shared profile', invoke(model('us-east-1'), { 'bedrock:InferenceProfileArn': system(`us.${OPUS}`) }), false],
  ['calls a model of another vendor', invoke(model('us-east-1', 'amazon.nova-pro-v1:0')), false],
  ['calls provisioned throughput', invoke(`arn:aws:bedrock:us-east-1:${ACCOUNT}:provisioned-model/abcdefghijkl`), false],
  ['calls a prompt router', invoke(`arn:aws:bedrock:us-east-1:${ACCOUNT}:prompt-router/abcdefghijkl`), false],
  ['calls an imported model', stream(`arn:aws:bedrock:us-east-1:${ACCOUNT}:imported-model/abcdefghijkl`), false],
  ['runs a batch job', on('bedrock:CreateModelInvocationJob', model('us-east-1')), false],
  ['calls through the mantle endpoint', on('bedrock-mantle:CreateInference', `arn:aws:bedrock-mantle:us-east-1:${ACCOUNT}:project/default`), false],
  ['uses a key on the mantle endpoint', on('bedrock-mantle:CallWithBearerToken', '*', { 'bedrock-mantle:BearerTokenType': 'SHORT_TERM' }), false],
  ['calls Claude Platform on AWS', on('aws-external-anthropic:CreateInference', `arn:aws:aws-external-anthropic:us-east-1:${ACCOUNT}:workspace/w`), false],
  ['uses a key on Claude Platform on AWS', on('aws-external-anthropic:CallWithBearerToken'), false],
  ['uses a short-term key', token('SHORT_TERM'), false],
  ['uses a long-term key', token('LONG_TERM'), false],
  ['creates a long-term key', credential('Create', `arn:aws:iam::${ACCOUNT}:user/own`, 1), false],
  ['creates a long-term key for the other endpoint', credential('Create', `arn:aws:iam::${ACCOUNT}:user/own`, 1, 'aws-external-anthropic.amazonaws.com'), false],
  ['resets a long-term key', credential('Reset', `arn:aws:iam::${ACCOUNT}:user/own`), false],
  ['activates a long-term key', credential('Update', `arn:aws:iam::${ACCOUNT}:user/own`), false],
  ['creates a credential of another service', credential('Create', `arn:aws:iam::${ACCOUNT}:user/own`, undefined, 'codecommit.amazonaws.com'), true],
  ['creates a profile', on('bedrock:CreateInferenceProfile', OWN_PROFILE), false],
  ['deletes a profile', on('bedrock:DeleteInferenceProfile', OWN_PROFILE), false],
  ['tags a profile', on('bedrock:TagResource', OWN_PROFILE, { 'aws:RequestTag/team': 'mine', 'aws:TagKeys': 'team' }), false],
  ['untags a profile', on('bedrock:UntagResource', OWN_PROFILE, { 'aws:TagKeys': 'team' }), false],
  ['tags a guardrail', on('bedrock:TagResource', `arn:aws:bedrock:us-east-1:${ACCOUNT}:guardrail/abc`), true],
  ['reads a profile', on('bedrock:GetInferenceProfile', OWN_PROFILE), true],
  ['opens the trust of a team\'s role', on('iam:UpdateAssumeRolePolicy', TEAM_ROLE), false],
  ['gives a team\'s role a policy', on('iam:AttachRolePolicy', TEAM_ROLE), false],
  ['creates a role under the path', on('iam:CreateRole', `arn:aws:iam::${ACCOUNT}:role/claude-code/mine`), false],
  ['creates a user under the path', on('iam:CreateUser', `arn:aws:iam::${ACCOUNT}:user/claude-code/mine`), false],
  ['gives a user under the path an access key', on('iam:CreateAccessKey', TEAM_USER), false],
  ['changes a team\'s policy', on('iam:CreatePolicyVersion', `arn:aws:iam::${ACCOUNT}:policy/claude-code/Policy`), false],
  ['tags a team\'s role', on('iam:TagRole', TEAM_ROLE), false],
  ['opens the trust of the deployment role', on('iam:UpdateAssumeRolePolicy', DEPLOYMENT), false],
  ['creates a role that looks like the deployment role', on('iam:CreateRole', `arn:aws:iam::${ACCOUNT}:role/cdk-mine-cfn-exec-role-x`), false],
  ['looks at a team\'s role', on('iam:GetRole', TEAM_ROLE), true],
  ['lists the policies of a team\'s role', on('iam:ListAttachedRolePolicies', TEAM_ROLE), true],
  ['creates a role elsewhere', on('iam:CreateRole', `arn:aws:iam::${ACCOUNT}:role/Other`), true],
  ['deploys with the deployment role', on('iam:PassRole', DEPLOYMENT), true],
  ['assumes a team\'s role that lets it', on('sts:AssumeRole', TEAM_ROLE), true],
];

let asked = 0;
afterAll(() => process.stdout.write(`${asked} questions about the guard\n`));
const ask = (caller: Caller, authorization: Authorization) => { asked++; return isAllowed(caller, authorization); };

describe('an administrator with full access', () => {
  test.each(ADMINISTRATOR_MAY)('%s', async (_, authorization, allowed) => {
    expect(await ask(held(ADMINISTRATOR), authorization)).toBe(allowed);
  });

  test.each(ADMINISTRATOR_MAY)('could do it without the guard: %s', async (_, authorization) => {
    expect(await ask({ arn: ADMINISTRATOR, policies: [FULL_ACCESS] }, authorization)).toBe(true);
  });

  test.each(ADMINISTRATOR_MAY.filter(([about]) => !about.includes('key')))('is held as well where long-term keys are configured: %s', async (_, authorization, allowed) => {
    expect(await ask(held(ADMINISTRATOR, { longTermApiKeyMaxAgeDays: 30 }), authorization)).toBe(allowed);
  });

  test.each(ADMINISTRATOR_MAY)('is let through when exempt: %s', async (_, authorization) => {
    expect(await ask(held(EMERGENCY, { exemptPrincipals: [EMERGENCY] }), authorization)).toBe(true);
    expect(await ask(held(EMERGENCY, { exemptPrincipals: [EMERGENCY], longTermApiKeyMaxAgeDays: 30, globalInference: false }), authorization)).toBe(true);
  });
});

describe('without global inference', () => {
  const nowhereElse = { globalInference: false };

  test.each<Row>([
    ['a copy of a global profile at its region-less model', invoke(model(''), { ...through, 'aws:RequestedRegion': 'unspecified' }), false],
    ['the same, streaming', stream(model(''), { ...through, 'aws:RequestedRegion': 'unspecified' }), false],
    ['a copy of a geographic profile', invoke(model('us-west-2'), { ...through, 'aws:RequestedRegion': 'us-west-2' }), true],
  ])('%s', async (_, authorization, allowed) => {
    expect(await ask(held(TEAM_ROLE, nowhereElse), authorization)).toBe(allowed);
  });
});

describe('with the accounts named', () => {
  test('a profile of another account opens no model', async () => {
    const elsewhere = { 'bedrock:InferenceProfileArn': OWN_PROFILE.replace(ACCOUNT, '999999999999') };

    expect(await ask(held(ADMINISTRATOR, { accounts: [ACCOUNT] }), invoke(model('us-east-1'), elsewhere))).toBe(false);
    expect(await ask(held(ADMINISTRATOR, { accounts: [ACCOUNT] }), invoke(OWN_PROFILE.replace(ACCOUNT, '999999999999')))).toBe(false);
    expect(await ask(held(ADMINISTRATOR, { accounts: [ACCOUNT] }), invoke(model('us-east-1'), through))).toBe(true);
    expect(await ask(held(ADMINISTRATOR, { accounts: [ACCOUNT] }), invoke(OWN_PROFILE))).toBe(true);
  });
});

describe('the roles that deploy', () => {
  test.each<Row>([
    ['creates a profile', on('bedrock:CreateInferenceProfile', OWN_PROFILE), true],
    ['tags a profile', on('bedrock:TagResource', OWN_PROFILE), true],
    ['changes a team\'s role', on('iam:UpdateAssumeRolePolicy', TEAM_ROLE), true],
    ['calls the bare model', invoke(model('us-east-1')), false],
    ['uses a short-term key', token('SHORT_TERM'), false],
    ['creates a long-term key', credential('Create', TEAM_USER, 1), false],
  ])('%s', async (_, authorization, allowed) => {
    expect(await ask(held(DEPLOYMENT), authorization)).toBe(allowed);
  });

  test('are those that are named', async () => {
    const own = { deploymentRoles: ['arn:aws:iam::*:role/Deployer'] };

    expect(await ask(held(DEPLOYMENT, own), on('bedrock:CreateInferenceProfile', OWN_PROFILE))).toBe(false);
    expect(await ask(held(`arn:aws:iam::${ACCOUNT}:role/Deployer`, own), on('bedrock:CreateInferenceProfile', OWN_PROFILE))).toBe(true);
    expect(await ask(held(ADMINISTRATOR, own), on('iam:PutRolePolicy', `arn:aws:iam::${ACCOUNT}:role/Deployer`))).toBe(false);
  });
});

describe('keys', () => {
  const longTerm = { longTermApiKeyMaxAgeDays: 30 };

  test.each<[string, Caller, Authorization, boolean]>([
    ['a team\'s role uses a short-term key', held(TEAM_ROLE), token('SHORT_TERM'), true],
    ['a team\'s role uses a long-term key', held(TEAM_ROLE), token('LONG_TERM'), false],
    ['a user uses a long-term key where none is configured', held(TEAM_USER), token('LONG_TERM'), false],
    ['a user uses a short-term key where no long-term key is configured', held(TEAM_USER), token('SHORT_TERM'), false],
    ['a team\'s user uses a long-term key', held(TEAM_USER, longTerm), token('LONG_TERM'), true],
    ['a team\'s role uses a long-term key of its own', held(TEAM_ROLE, longTerm), token('LONG_TERM'), false],
    ['another user uses a long-term key', held(`arn:aws:iam::${ACCOUNT}:user/own`, longTerm), token('LONG_TERM'), false],
    ['an administrator uses a short-term key', held(ADMINISTRATOR, longTerm), token('SHORT_TERM'), false],
    ['the function creates a key of that age', held(TEAM_ROLE, longTerm), credential('Create', TEAM_USER, 30), true],
    ['the function creates a key that lives longer', held(TEAM_ROLE, longTerm), credential('Create', TEAM_USER, 31), false],
    ['the function creates a key without an age', held(TEAM_ROLE, longTerm), credential('Create', TEAM_USER), false],
    ['the function creates a key where none is configured', held(TEAM_ROLE), credential('Create', TEAM_USER, 1), false],
    ['the function deletes a key', held(TEAM_ROLE, longTerm), credential('Delete', TEAM_USER), true],
    ['an administrator creates a key of that age', held(ADMINISTRATOR, longTerm), credential('Create', TEAM_USER, 30), false],
    ['an administrator creates one for a user elsewhere', held(ADMINISTRATOR, longTerm), credential('Create', `arn:aws:iam::${ACCOUNT}:user/own`, 30), false],
    ['an administrator resets a key', held(ADMINISTRATOR, longTerm), credential('Reset', TEAM_USER), false],
    ['a key without an age for another service', held(ADMINISTRATOR, longTerm), credential('Create', `arn:aws:iam::${ACCOUNT}:user/own`, undefined, 'codecommit.amazonaws.com'), true],
    ['a credential of another service that lives long', held(ADMINISTRATOR, longTerm), credential('Create', `arn:aws:iam::${ACCOUNT}:user/own`, 90, 'cassandra.amazonaws.com'), true],
  ])('%s', async (_, caller, authorization, allowed) => {
    expect(await ask(caller, authorization)).toBe(allowed);
  });
});

describe('the boundary', () => {
  const stack = new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region: 'us-east-1' } });
  const boundary = new ClaudeCodePermissionsBoundary(stack, 'Boundary');
  new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal(), permissionsBoundary: boundary.policy });
  const template = Template.fromStack(stack);
  const [policy] = Object.values(template.findResources('AWS::IAM::ManagedPolicy'));
  const document = JSON.parse(JSON.stringify(policy!.Properties.PolicyDocument).replaceAll('{"Ref":"AWS::Partition"}', '"aws"')
    .replaceAll('{"Ref":"AWS::AccountId"}', `"${ACCOUNT}"`), (_, value) => (value?.['Fn::Join'] ? value['Fn::Join'][1].join('') : value));
  const bound: Caller = { arn: TEAM_ROLE, policies: [FULL_ACCESS], boundary: { name: 'boundary', policy: document } };

  test('goes onto a role', () => {
    template.hasResourceProperties('AWS::IAM::Role', { PermissionsBoundary: { Ref: Match.stringLikeRegexp('Boundary') } });
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', { Path: '/claude-code/' });
  });

  test.each<Row>([
    ['calls a profile of the account', invoke(OWN_PROFILE), true],
    ['streams through it', stream(model('us-west-2'), through), true],
    ['reads it', on('bedrock:GetInferenceProfile', OWN_PROFILE), true],
    ['lists profiles', on('bedrock:ListInferenceProfiles'), true],
    ['counts tokens', on('bedrock:CountTokens', model('us-east-1')), true],
    ['uses a short-term key', token('SHORT_TERM'), true],
    ['calls a profile of another account', invoke(OWN_PROFILE.replace(ACCOUNT, '999999999999')), false],
    ['reads a profile of another account', on('bedrock:GetInferenceProfile', OWN_PROFILE.replace(ACCOUNT, '999999999999')), false],
    ['calls a model through a profile of another account', invoke(model('us-east-1'), { 'bedrock:InferenceProfileArn': OWN_PROFILE.replace(ACCOUNT, '999999999999') }), false],
    ['calls the bare model', invoke(model('us-east-1')), false],
    ['calls the shared profile', invoke(system(`us.${OPUS}`)), false],
    ['calls a model through the shared profile', invoke(model('us-east-1'), { 'bedrock:InferenceProfileArn': system(`us.${OPUS}`) }), false],
    ['calls another vendor through a profile', invoke(model('us-east-1', 'amazon.nova-pro-v1:0'), through), false],
    ['counts tokens of another vendor', on('bedrock:CountTokens', model('us-east-1', 'amazon.nova-pro-v1:0')), false],
    ['creates a profile', on('bedrock:CreateInferenceProfile', OWN_PROFILE), false],
    ['calls through the mantle endpoint', on('bedrock-mantle:CreateInference', `arn:aws:bedrock-mantle:us-east-1:${ACCOUNT}:project/default`), false],
    ['uses a key on the mantle endpoint', on('bedrock-mantle:CallWithBearerToken'), false],
    ['changes a role', on('iam:PutRolePolicy', TEAM_ROLE), false],
    ['assumes a role', on('sts:AssumeRole', TEAM_ROLE), false],
  ])('with full access besides: %s', async (_, authorization, allowed) => {
    expect(await ask(bound, authorization)).toBe(allowed);
  });
});

describe('the policy as a construct', () => {
  test('carries the document, for the targets in order', () => {
    const stack = new Stack(new App(), 'Organization');
    new ClaudeCodeServiceControlPolicy(stack, 'Guard', { targetIds: ['ou-abcd-bbbbbbbb', 'ou-abcd-aaaaaaaa', 'ou-abcd-bbbbbbbb'], longTermApiKeyMaxAgeDays: 30 });

    Template.fromStack(stack).hasResourceProperties('AWS::Organizations::Policy', {
      Name: 'ClaudeCode', Type: 'SERVICE_CONTROL_POLICY', TargetIds: ['ou-abcd-aaaaaaaa', 'ou-abcd-bbbbbbbb'], Content: { Version: '2012-10-17', Statement: Match.anyValue() },
    });
  });

  test.each([
    [{ path: '/' }, /not the root; received '\/'/],
    [{ path: 'claude' }, /received 'claude'/],
    [{ longTermApiKeyMaxAgeDays: 0 }, /1 to 36600 whole days; received 0/],
    [{ longTermApiKeyMaxAgeDays: 1.5 }, /received 1.5/],
  ])('fails for %j', (props, message) => {
    expect(() => ClaudeCodeServiceControlPolicy.document(props)).toThrow(message);
  });

  test.each([
    ['plain', {}],
    ['with long-term keys and without global inference', { longTermApiKeyMaxAgeDays: 90, globalInference: false, accounts: [ACCOUNT], exemptPrincipals: [EMERGENCY] }],
  ])('is below 80 %% of the limit of 5,120 characters: %s', (name, props) => {
    const size = JSON.stringify(ClaudeCodeServiceControlPolicy.document(props)).length;
    process.stdout.write(`service control policy, ${name}: ${size} of 5120 characters\n`);
    expect(size).toBeLessThan(0.8 * 5120);
  });

  test('reads as a reviewer signs it', () => {
    expect(ClaudeCodeServiceControlPolicy.document({ longTermApiKeyMaxAgeDays: 30, globalInference: false })).toMatchSnapshot();
    expect(document(stack())).toMatchSnapshot();
  });
});

function stack(): Stack {
  const created = new Stack(new App(), 'Stack');
  new ClaudeCodePermissionsBoundary(created, 'Boundary');
  return created;
}

function document(created: Stack): unknown {
  return Object.values(Template.fromStack(created).findResources('AWS::IAM::ManagedPolicy'))[0]!.Properties;
}
