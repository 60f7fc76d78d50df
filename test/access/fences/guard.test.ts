import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ClaudeCodePermissionsBoundary, ClaudeCodeServiceControlPolicy } from '../../../lib';
import {
  ACCOUNT, ADMINISTRATOR, ADMINISTRATOR_MAY, BOUND_MAY, DEPLOYMENT, DEPLOYMENT_MAY, EMERGENCY, FULL_ACCESS, GEOGRAPHY_ROWS, held, invoke, KEY_ROWS, model,
  on, OWN_PROFILE, TEAM_ROLE, through,
} from '../../support/guard-questions';
import { Authorization, Caller, isAllowed } from '../../support/simulation';

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

  test.each(GEOGRAPHY_ROWS)('%s', async (_, authorization, allowed) => {
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
  test.each(DEPLOYMENT_MAY)('%s', async (_, authorization, allowed) => {
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
  test.each(KEY_ROWS)('%s', async (_, caller, authorization, allowed) => {
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

  test.each(BOUND_MAY)('with full access besides: %s', async (_, authorization, allowed) => {
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
  ])('is far below the limit of 10,240 characters, and fits the 5,120 of before May 2026: %s', (name, props) => {
    const size = JSON.stringify(ClaudeCodeServiceControlPolicy.document(props)).length;
    process.stdout.write(`service control policy, ${name}: ${size} of 10240 characters\n`);
    expect(size).toBeLessThan(0.8 * 10240);
    expect(size).toBeLessThan(5120);
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
