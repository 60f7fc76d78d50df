import { App, Lazy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ClaudeCodePermissionsBoundary, ClaudeCodeServiceControlPolicy, ServiceControlPolicyDocumentProps } from '../../../lib';
import {
  ACCOUNT, ADMINISTRATOR, ADMINISTRATOR_MAY, BOUND_MAY, DEPLOYMENT, DEPLOYMENT_MAY, EMERGENCY, EXEMPT_MAY, FULL_ACCESS, GEOGRAPHY_ROWS, held, invoke,
  KEY_ROWS, LANDING_ZONES, LIFTER, model, NAMED, NAMED_MAY, on, OPERATOR, OWN_PROFILE, TEAM_ROLE, through,
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

describe('whoever is exempt', () => {
  test.each(EXEMPT_MAY)('%s', async (_, arn, authorization, allowed) => {
    expect(await ask(held(arn), authorization)).toBe(allowed);
  });

  test.each(NAMED_MAY)('%s, where lifters and operators are named', async (_, arn, authorization, allowed) => {
    expect(await ask(held(arn, NAMED), authorization)).toBe(allowed);
  });

  test('a bucket that is named whole is held with its objects', async () => {
    const own = { assetBuckets: ['arn:aws:s3:::templates'] };

    expect(await ask(held(ADMINISTRATOR, own), on('s3:PutObject', 'arn:aws:s3:::templates/template.json'))).toBe(false);
    expect(await ask(held(ADMINISTRATOR, own), on('s3:PutBucketPolicy', 'arn:aws:s3:::templates'))).toBe(false);
    expect(await ask(held(ADMINISTRATOR, own), on('s3:PutObject', 'arn:aws:s3:::templates2/template.json'))).toBe(true);
  });

  test('landing zones are held where they are left out', async () => {
    const stack = on('cloudformation:UpdateStack', `arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/StackSet-AWSControlTower/0`);

    for (const role of LANDING_ZONES) {
      expect(await ask(held(role), stack)).toBe(true);
      expect(await ask(held(role, { landingZones: [] }), stack)).toBe(false);
    }
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

  test.each<[ServiceControlPolicyDocumentProps, RegExp]>([
    [{ path: '/' }, /not the root; received '\/'/],
    [{ path: 'claude' }, /received 'claude'/],
    [{ longTermApiKeyMaxAgeDays: 0 }, /1 to 366 whole days; received 0/],
    [{ longTermApiKeyMaxAgeDays: 1.5 }, /received 1.5/],
    [{ longTermApiKeyMaxAgeDays: 367 }, /received 367/],
    [{ exemptPrincipals: ['*'] }, /is a role or a user by its ARN.*received '\*'/],
    [{ exemptPrincipals: ['arn:aws:iam::*:role/*'] }, /not of wildcards alone/],
    [{ exemptPrincipals: ['arn:aws:iam::*:role/?*/**'] }, /not of wildcards alone/],
    [{ exemptPrincipals: ['arn:aws:sts::111122223333:assumed-role/Emergency/paula'] }, /received 'arn:aws:sts/],
    [{ deployers: ['${aws:PrincipalArn}'] }, /without policy variables/],
    [{ deployers: ['arn:aws:iam::*:role/${aws:username}'] }, /without policy variables/],
    [{ stopLifters: ['arn:aws-cn:iam::*:role/OnCall'] }, /for the partition aws, so this never matches/],
    [{ operators: ['arn:aws:iam::*:role/Platform'], partition: 'aws-us-gov' }, /for the partition aws-us-gov/],
    [{ assetBuckets: ['templates'] }, /arn:aws:s3:::name; received 'templates'/],
    [{ stacks: ['*'] }, /begins with a letter.*received '\*'/],
    [{ accounts: ['1111'] }, /twelve digits; received '1111'/],
    [{ exemptPrincipals: Array.from({ length: 20 }, (_, index) => `arn:aws:iam::*:role/Emergency${index}`) }, /may have 10240 characters; this one would have \d{5}/],
  ])('fails for %j', (props, message) => {
    expect(() => ClaudeCodeServiceControlPolicy.document(props)).toThrow(message);
  });

  test('says everything that is wrong at once', () => {
    expect(() => ClaudeCodeServiceControlPolicy.document({ path: '/', longTermApiKeyMaxAgeDays: 0, deployers: ['*'], stacks: ['*'] }))
      .toThrow(/not the root[^]*366 whole days[^]*role or a user[^]*name of a stack/);
  });

  test('takes tokens wherever it takes ARNs', () => {
    const lazy = Lazy.string({ produce: () => 'arn:aws:iam::*:role/Late' });
    const stack = new Stack(new App(), 'Organization');
    new ClaudeCodeServiceControlPolicy(stack, 'Guard', { exemptPrincipals: [lazy], stopLifters: [lazy] });

    expect(JSON.stringify(Template.fromStack(stack).toJSON())).toContain('arn:aws:iam::*:role/Late');
  });

  const everything = { longTermApiKeyMaxAgeDays: 90, globalInference: false, accounts: [ACCOUNT], exemptPrincipals: [EMERGENCY], stopLifters: [LIFTER], operators: [OPERATOR] };
  const inGovCloud = JSON.parse(JSON.stringify(everything).replaceAll('arn:aws:', 'arn:aws-us-gov:'));
  test.each<[string, ServiceControlPolicyDocumentProps, number]>([
    ['plain', {}, 0.7],
    ['with every option', everything, 0.92],
    ['plain in GovCloud', { partition: 'aws-us-gov' }, 0.75],
    ['with every option in GovCloud', { ...inGovCloud, partition: 'aws-us-gov' }, 1],
  ])('keeps below the limit of 10,240 characters with room to spare: %s', (name, props, share) => {
    const size = JSON.stringify(ClaudeCodeServiceControlPolicy.document(props)).length;
    process.stdout.write(`service control policy, ${name}: ${size} of 10240 characters\n`);
    expect(size).toBeLessThan(share * 10240);
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
