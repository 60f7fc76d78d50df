import { readFileSync } from 'node:fs';
import { changes } from '../../review/changes/changes';
import { readAssembly, ReviewedStack } from '../../review/read/assembly';
import { Block } from '../../review/report/document';
import { toHtml } from '../../review/render/html';
import { toMarkdown } from '../../review/render/markdown';
import { report } from '../../review/report/report';
import { review } from '../../review/model/review';
import { defaultReport, GOLDEN_FILE } from '../support/golden';
import { DEFAULT_FILE, synthesizeFile, synthesizeText } from '../support/synthesis';

const PROFILE = {
  Type: 'AWS::Bedrock::ApplicationInferenceProfile',
  Properties: {
    InferenceProfileName: 'acme-opus',
    ModelSource: { CopyFrom: { 'Fn::Sub': 'arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}:inference-profile/eu.anthropic.claude-opus-5-5' } },
    Tags: [{ Key: 'team', Value: 'acme' }],
  },
};
const PROFILE_ARN = { 'Fn::GetAtt': ['Profile', 'InferenceProfileArn'] };
const INVOKE = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];
const MODEL = 'arn:aws:bedrock:*::foundation-model/anthropic.claude-opus-5-5';
const LEGS = [
  { Sid: 'Profiles', Effect: 'Allow', Action: INVOKE, Resource: PROFILE_ARN },
  { Sid: 'Models', Effect: 'Allow', Action: INVOKE, Resource: MODEL, Condition: { ArnEquals: { 'bedrock:InferenceProfileArn': PROFILE_ARN } } },
];

const role = (statements: object[], more: object = {}): object => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: 'arn:aws:iam::222233334444:role/Build' } }] },
    Policies: [{ PolicyName: 'inline', PolicyDocument: { Statement: statements } }],
    ...more,
  },
});

const stack = (resources: object, name = 'Acme'): ReviewedStack => ({ name, region: 'eu-central-1', template: { Resources: resources }, warnings: [] });
const markdownOf = (...stacks: ReviewedStack[]): string => toMarkdown(report(review(stacks)));
const section = (markdown: string, title: string): string => markdown.split(/^## /m).find((part) => part.startsWith(title))!;
const changesOf = (base: ReviewedStack[], head: ReviewedStack[]): string => toMarkdown(changes(base, head, 'main'));

test('the report of the default configuration is the one that is committed (npm run golden writes it anew)', () => {
  expect(defaultReport()).toBe(readFileSync(GOLDEN_FILE, 'utf8'));
});

test('the same templates in another order give the same report', () => {
  const stacks = readAssembly(synthesizeFile(DEFAULT_FILE).directory);
  const reversed = [...stacks].reverse().map((one) => ({
    ...one, template: { ...one.template, Resources: Object.fromEntries(Object.entries(one.template.Resources).reverse()) },
  })).sort((a, b) => (a.name < b.name ? -1 : 1));

  expect(markdownOf(...reversed)).toBe(markdownOf(...stacks));
});

describe('who may call which model', () => {
  const callers = (resources: object): string => section(markdownOf(stack({ Profile: PROFILE, ...resources })), 'Who may call');
  const opus = '| Claude Opus 5.5 | eu | `Acme/Caller` | `acme-opus` |';

  test.each<[string, object, boolean]>([
    ['both legs', { Caller: role(LEGS) }, true],
    ['the profile alone', { Caller: role([LEGS[0]!]) }, false],
    ['the model alone', { Caller: role([LEGS[1]!]) }, false],
    ['the model through another profile', { Caller: role([LEGS[0]!, { ...LEGS[1]!, Condition: { ArnEquals: { 'bedrock:InferenceProfileArn': 'arn:other' } } }]) }, false],
    ['a wildcard for any profile', { Caller: role([{ ...LEGS[0]!, Resource: '*' }, LEGS[1]!]) }, true],
    ['the tag of the profile', { Caller: role([{ ...LEGS[0]!, Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/team': 'acme' } } }, LEGS[1]!]) }, true],
    ['the tag of another team', { Caller: role([{ ...LEGS[0]!, Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/team': 'other' } } }, LEGS[1]!]) }, false],
    ['the tag that the principal carries itself', {
      Caller: role([{ ...LEGS[0]!, Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } }, LEGS[1]!], { Tags: [{ Key: 'team', Value: 'acme' }] }),
    }, true],
    ['the tag of a principal that carries another', {
      Caller: role([{ ...LEGS[0]!, Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } }, LEGS[1]!], { Tags: [{ Key: 'team', Value: 'other' }] }),
    }, false],
    ['a condition that is not known', { Caller: role(LEGS.map((leg) => ({ ...leg, Condition: { ...leg.Condition, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }))) }, true],
    ['a denial under a condition that is not known', {
      Caller: role([...LEGS, { Effect: 'Deny', Action: '*', Resource: '*', Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }]),
    }, true],
    ['a denial of all but profiles, as seen from a profile', {
      Caller: role([...LEGS, { Effect: 'Deny', Action: 'bedrock:*', Resource: 'arn:aws:bedrock:*::foundation-model/*', Condition: { Null: { 'bedrock:InferenceProfileArn': 'true' } } }]),
    }, true],
    ['a denial of this profile', {
      Caller: role([...LEGS, { Effect: 'Deny', Action: 'bedrock:*', Resource: '*', Condition: { ArnEquals: { 'bedrock:InferenceProfileArn': PROFILE_ARN } } }]),
    }, false],
    ['a denial', { Caller: role([...LEGS, { Effect: 'Deny', Action: 'bedrock:Invoke*', Resource: '*' }]) }, false],
    ['a boundary that lacks the models', {
      Caller: role(LEGS, { PermissionsBoundary: { Ref: 'Boundary' } }),
      Boundary: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: [LEGS[0]] } } },
    }, false],
    ['a policy that attaches itself', {
      Caller: role([]),
      Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: LEGS }, Roles: [{ Ref: 'Caller' }] } },
    }, true],
  ])('%s', (_, resources, expected) => {
    expect(callers(resources).includes(opus)).toBe(expected);
  });

  test('a policy of another stack counts, through the output that publishes it', () => {
    const shared = stack({ Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: [{ ...LEGS[0]!, Resource: '*' }, { ...LEGS[1]!, Condition: undefined }] } } } }, 'Shared');
    const outputs = { PolicyArn: { Value: { Ref: 'Policy' } } };
    const caller = role([], { ManagedPolicyArns: [{ 'Fn::GetStackOutput': { StackName: 'Shared', OutputName: 'PolicyArn' } }] });

    const markdown = markdownOf(stack({ Profile: PROFILE, Caller: caller }), { ...shared, template: { ...shared.template, Outputs: outputs } });

    expect(section(markdown, 'Who may call')).toContain(opus);
  });
});

describe('what a reviewer should look at first', () => {
  const first = (resources: object): string => section(markdownOf(stack(resources)), 'Look at these first');

  test.each<[string, object, string]>([
    ['a wildcard action', { Caller: role([{ Effect: 'Allow', Action: 'bedrock:*', Resource: '*' }]) }, 'it allows the actions `bedrock:*`'],
    ['any resource', { Caller: role([{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }]) }, 'it reaches any resource'],
    ['all but some', { Caller: role([{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]) }, 'it allows every action but some'],
    ['bare models', { Caller: role([{ Effect: 'Allow', Action: INVOKE, Resource: MODEL }]) }, 'may call models besides the profiles of these templates: Claude Opus 5.5 in any region'],
    ['anybody', { Caller: role([], { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' }] } }) }, 'anybody may enter it'],
    ['a whole account', {
      Caller: role([], { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '444455556666' } }] } }),
    }, 'every principal of account `444455556666` may enter it'],
    ['a policy of AWS', { Caller: role([], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }) }, '`AdministratorAccess` are not in the templates'],
    ['an unknown type', { Thing: { Type: 'AWS::New::Thing' } }, 'does not know `AWS::New::Thing`'],
  ])('%s', (_, resources, expected) => {
    expect(first(resources)).toContain(expected);
  });

  test('actions that take no resource are no concern', () => {
    const text = first({ Caller: role([{ Effect: 'Allow', Action: 'bedrock:ListInferenceProfiles', Resource: '*' }]) });

    expect(text).not.toContain('it reaches');
    expect(text).toContain('`bedrock:ListInferenceProfiles` on `*`, because they take no resource');
  });

  test('an unknown type is listed and its cost is not taken for nothing', () => {
    const markdown = markdownOf(stack({ Thing: { Type: 'AWS::New::Thing' } }));

    expect(section(markdown, 'Everything else')).toContain('| `AWS::New::Thing` | 1 | `Acme` | **not known to this report: read it in the template** |');
    expect(section(markdown, 'Fixed monthly cost')).toContain('and what `AWS::New::Thing` cost');
  });
});

describe('limits', () => {
  const budget = { Type: 'AWS::Budgets::Budget', Properties: { Budget: { BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount: 1000, Unit: 'USD' } } } };
  const stop = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: [{ Effect: 'Deny', Action: INVOKE, Resource: '*' }] } } };
  const action = (approval: string): object => ({
    Type: 'AWS::Budgets::BudgetsAction',
    Properties: {
      ActionType: 'APPLY_IAM_POLICY', ApprovalModel: approval, BudgetName: { Ref: 'Budget' }, NotificationType: 'ACTUAL',
      ActionThreshold: { Type: 'PERCENTAGE', Value: 90 }, Definition: { IamActionDefinition: { PolicyArn: { Ref: 'Stop' }, Roles: [{ Ref: 'Caller' }] } },
    },
  });
  const guarded = { Profile: PROFILE, Caller: role(LEGS), Budget: budget, Stop: stop, Action: action('AUTOMATIC') };

  test('a budget that tells nobody says so', () => {
    expect(section(markdownOf(stack({ Budget: budget })), 'Budgets')).toContain('| `Acme/Budget` | 1,000 USD a month | everything in the account | any cost | **nothing**');
  });

  test('an action says whom it stops, from what, and how it is lifted', () => {
    const markdown = markdownOf(stack(guarded));

    expect(section(markdown, 'Budgets')).toContain('90 % (900 USD) spent | `Caller` may no longer call a model, streaming or not: they get the policy `Acme/Stop`, without asking');
    expect(section(markdown, 'What a person')).toContain('reverse the action in the Budgets console, then, once the limit is higher or the next month has begun, reset it');
    expect(section(markdown, 'Policies that nobody carries yet')).toContain('**Never** call a model, streaming or not: **any resource**.');
  });

  test.each(['AUTOMATIC', 'MANUAL'])('a stack that prints the commands which lift a stop and arm it again: %s names them', (approval) => {
    const { template, ...one } = stack({ ...guarded, Action: action(approval) });
    const Outputs = { LiftBudgetStopCommand: { Value: 'aws …' }, RearmBudgetStopCommand: { Value: 'aws …' } };
    const steps = section(markdownOf({ ...one, template: { ...template, Outputs } }), 'What a person');

    expect(steps).toMatch(/run the output `LiftBudgetStopCommand` of `Acme`, then, .*, run `RearmBudgetStopCommand`/);
    expect(steps).not.toContain('reverse the action');
  });

  test('a limit that was raised and an action that was taken away stand in the changes', () => {
    const higher = { ...budget, Properties: { Budget: { ...budget.Properties.Budget, BudgetLimit: { Amount: 4000, Unit: 'USD' } } } };

    const markdown = changesOf([stack(guarded)], [stack({ Profile: PROFILE, Caller: role(LEGS), Budget: higher, Stop: stop })]);

    expect(markdown).toContain('`Acme/Budget`: **raised** from 1,000 USD a month to 4,000 USD a month.');
    expect(markdown).toContain('`Acme/Budget` **no longer** does this at 90 % (900 USD) spent: `Caller` may no longer call a model');
  });

  test.each([[3, '3.04 USD'], [2, '0 USD']])('%i budgets with actions cost %s a month', (count, cost) => {
    const resources = Object.fromEntries([...Array(count).keys()].map((index) => [`Action${index}`, action('MANUAL')]));

    expect(section(markdownOf(stack({ Budget: budget, ...resources })), 'Fixed monthly cost')).toContain(`| \`AWS::Budgets::BudgetsAction\` | ${count} | ${cost} |`);
  });
});

describe('what changed', () => {
  const before = { Profile: PROFILE, Caller: role(LEGS) };

  test('nothing', () => {
    expect(changesOf([stack(before)], [stack(before)])).toContain('**Nothing**');
  });

  test('the account, once it is known, is no change', () => {
    expect(changesOf([stack(before)], [{ ...stack(before), account: '111122223333' }])).toContain('**Nothing**');
  });

  test('another model replaces the profile, so settings have to be given out again', () => {
    const moved = JSON.parse(JSON.stringify(before).replaceAll('opus-5-5', 'opus-5').replaceAll('acme-opus', 'acme-opus-5'));
    const markdown = changesOf([stack(before)], [stack(moved)]);

    expect(markdown).toContain('**Replaced**: `acme-opus` (Claude Opus 5.5) by `acme-opus-5` (Claude Opus 5). Its ARN is a new one: give the developers the settings again');
    expect(markdown).toContain('**Gained**: `Acme/Caller` may call Claude Opus 5 (eu).');
    expect(markdown).toContain('**Lost**: `Acme/Caller` may call Claude Opus 5.5 (eu).');
    expect(markdown).toContain('| **replaced** | `AWS::Bedrock::ApplicationInferenceProfile` | `Acme/Profile` |');
  });

  test('one more action shows alone, though its statement was split and reordered', () => {
    const split = [LEGS[1]!, { Effect: 'Allow', Action: INVOKE[1], Resource: PROFILE_ARN }, { Effect: 'Allow', Action: [INVOKE[0], 'bedrock:CountTokens'], Resource: PROFILE_ARN }];
    const access = changesOf([stack(before)], [stack({ Profile: PROFILE, Caller: role(split) })]).split('###')[1]!.trim().split('\n').slice(2);

    expect(access).toEqual(['- `Acme/Caller` **gained**: May count tokens (free of charge): profile `acme-opus`.']);
  });

  test('a denial that is taken away, a boundary that is lost, a principal more', () => {
    const fenced = { Profile: PROFILE, Caller: role([...LEGS, { Effect: 'Deny', Action: 's3:*', Resource: '*' }], { PermissionsBoundary: 'arn:aws:iam::111122223333:policy/Fence' }) };
    const markdown = changesOf([stack(fenced)], [stack({ ...before, Another: role([]) })]);

    expect(markdown).toContain('`Acme/Caller` **lost**: **Never** **use** `s3:*`: **any resource**.');
    expect(markdown).toContain('`Acme/Caller` **lost its permissions boundary**.');
    expect(markdown).toContain('**New principal** `Acme/Another`.');
  });

  test('between two syntheses of the app', () => {
    const yaml = readFileSync(DEFAULT_FILE, 'utf8');
    const head = synthesizeText(yaml.replace('monthlyUsd: 1500', 'monthlyUsd: 2500').replace('claude-opus-4-8 ', 'claude-opus-5-5 '));
    const markdown = changesOf(readAssembly(synthesizeFile(DEFAULT_FILE).directory), readAssembly(head.directory));

    expect(markdown).toContain('`ClaudeCode-Team-payments/TeamBudget`: **raised** from 1,500 USD a month to 2,500 USD a month.');
    expect(markdown).toContain('**Replaced**: `claude-code-payments-opus-us-claude-opus-4-8` (Claude Opus 4.8) by `claude-code-payments-opus-us-claude-opus-5-5`');
    expect(markdown).not.toContain('research/TeamDeveloperRole');
  });
});

test('nothing of a template becomes markup', () => {
  const evil = role([], { Description: '<script>alert(1)</script> **bold** `code` | pipe' });
  const blocks: Block[] = report(review([stack({ Caller: evil })]));

  expect(toHtml(blocks)).not.toContain('<script');
  expect(toMarkdown(blocks)).toContain('`` <script>alert(1)</script> **bold** `code` | pipe ``');
});
