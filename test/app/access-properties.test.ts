import { Annotations, App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as fc from 'fast-check';
import {
  ClaudeCodeAccount, ClaudeCodeTeam, ClaudeModel, Geography, IdentityCenterPrincipal, ModelDestinations, OidcProviderPrincipal,
} from '../../lib';
import { CATALOGUE } from '../../lib/models/model-catalogue';
import { modelsOffered } from '../../lib/models/model-offer';
import { MODEL_TIERS } from '../../lib/models/model-tier';
import { newApp, Template } from '../support/synthesis';

/** Whatever a valid configuration says of access, this holds of every policy that comes of it. */

const REGIONS: Record<string, string> = {
  us: 'us-east-1', eu: 'eu-central-1', jp: 'ap-northeast-1', au: 'ap-southeast-2', in: 'ap-south-1', global: 'ca-central-1',
};

const current = (geography: string): string[] => modelsOffered(Geography.of(geography), REGIONS[geography])
  .filter((name) => CATALOGUE.models[name]!.lifecycle.status === 'active');

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
const role = fc.tuple(fc.integer({ min: 100000000000, max: 999999999999 }), word).map(([account, name]) => `arn:aws:iam::${account}:role/${name}`);

const team = fc.constantFrom(...Object.keys(REGIONS)).chain((geography) => fc.record({
  geography: fc.constant(geography),
  models: fc.dictionary(fc.constantFrom(...MODEL_TIERS), fc.constantFrom(...current(geography)), { minKeys: 1 }),
  pinned: fc.boolean(),
  tagBased: fc.boolean(),
  boundary: fc.boolean(),
  attributed: fc.boolean(),
  teamName: fc.tuple(word, word).map((words) => words.join('-')),
  permissionSet: fc.option(word),
  principals: fc.uniqueArray(role, { maxLength: 6 }),
  subjects: fc.option(fc.uniqueArray(word, { minLength: 1, maxLength: 3 })),
  github: fc.uniqueArray(word, { maxLength: 3 }),
  keys: fc.dictionary(word, fc.integer({ min: 1, max: 365 }), { maxKeys: 3 }),
  shortTerm: fc.uniqueArray(role, { maxLength: 3 }),
}));

type Team = typeof team extends fc.Arbitrary<infer T> ? T : never;

const stacks = new Map<string, Template>();

function templateOf(given: Team): Template {
  const key = JSON.stringify(given);
  if (!stacks.has(key)) {
    stacks.set(key, synthesize(given));
  }
  return stacks.get(key)!;
}

function synthesize(given: Team): Template {
  const app: App = newApp();
  const stack = new Stack(app, 'Stack', { env: { account: '111122223333', region: REGIONS[given.geography] } });
  const account = new ClaudeCodeAccount(stack, 'Account', { tagBasedPolicy: given.tagBased, permissionsBoundary: given.boundary });
  const developers: iam.IPrincipal[] = [
    ...(given.permissionSet === null ? [] : [new IdentityCenterPrincipal(given.permissionSet)]),
    ...given.principals.map((arn) => new iam.ArnPrincipal(arn)),
    ...(given.subjects === null ? [] : [new OidcProviderPrincipal({ issuer: 'https://login.example.com', audience: 'claude', claims: { sub: given.subjects } })]),
  ];
  new ClaudeCodeTeam(stack, 'Team', {
    teamName: given.teamName,
    namePrefix: 'c',
    geography: Geography.of(given.geography),
    models: Object.fromEntries(Object.entries(given.models).map(([tier, name]) => [tier, ClaudeModel.fromName(name)])),
    destinations: given.pinned ? ModelDestinations.PINNED : undefined,
    developers: developers.length === 0 ? undefined : developers,
    access: {
      github: given.github.map((name) => ({ repository: `acme/${name}`, environment: 'ci' })),
      apiKeys: { longTerm: Object.fromEntries(Object.entries(given.keys).map(([name, maxAgeDays]) => [name, { maxAgeDays }])) },
    },
    shortTermApiKeyUsers: given.shortTerm.length === 0 ? undefined : given.shortTerm.map((arn) => new iam.ArnPrincipal(arn)),
    requireAttribution: given.attributed,
    policy: account.tagBasedPolicy,
    permissionsBoundary: account.permissionsBoundary,
  });
  ['endOfLifeNear', 'presumedOffer'].forEach((id) => Annotations.of(app).acknowledgeWarning(`cdk-claude-code-bedrock:${id}`));
  return app.synth({ validateOnSynthesis: false }).getStackByName('Stack').template;
}

interface Document { readonly id: string; readonly kind: 'managed' | 'role' | 'user' | 'trust'; readonly policy: any }

/** Every policy of a template; those inside one role or user count together. */
function documentsOf(template: Template): Document[] {
  return Object.entries<any>(template.Resources).flatMap(([id, { Type, Properties }]): Document[] => {
    switch (Type) {
      case 'AWS::IAM::ManagedPolicy': return [{ id, kind: 'managed', policy: Properties.PolicyDocument }];
      case 'AWS::IAM::Policy': return [{ id: (Properties.Roles ?? Properties.Users)[0].Ref, kind: Properties.Roles ? 'role' : 'user', policy: Properties.PolicyDocument }];
      case 'AWS::IAM::Role': return [
        { id, kind: 'trust', policy: Properties.AssumeRolePolicyDocument },
        ...(Properties.Policies ?? []).map((inline: any): Document => ({ id, kind: 'role', policy: inline.PolicyDocument })),
      ];
      default: return [];
    }
  });
}

const LIMITS = { managed: 6144, role: 10240, user: 2048, trust: 2048 };
const largest: Record<string, number> = { managed: 0, role: 0, user: 0, trust: 0 };

/** As it is deployed: references become values of their usual length. */
function sizeOf(policy: any): number {
  const deployed = JSON.parse(JSON.stringify(policy), (_, value) => {
    if (value?.['Fn::Join']) {
      return value['Fn::Join'][1].join(value['Fn::Join'][0]);
    }
    if (value?.Ref) {
      return { 'AWS::Partition': 'aws', 'AWS::AccountId': '111122223333', 'AWS::Region': 'ap-southeast-2' }[value.Ref as string] ?? 'r'.repeat(100);
    }
    return value?.['Fn::GetAtt'] ? 'a'.repeat(100) : value;
  });
  return JSON.stringify(deployed).replace(/\s/g, '').length;
}

const statementsOf = (documents: Document[]): any[] => documents.flatMap(({ policy }) => policy.Statement);
const actionsOf = (statement: any): string[] => [statement.Action].flat();

/** The synthesis of one takes some milliseconds, so all properties look at the same ones. */
const holds = (property: (documents: Document[], template: Template) => void) => () => {
  fc.assert(fc.property(team, (given) => {
    const template = templateOf(given);
    property(documentsOf(template), template);
  }), { numRuns: 25, seed: 20261122 });
};

afterAll(() => process.stdout.write(`largest policies of ${stacks.size} random teams: ${Object.entries(largest)
  .map(([kind, size]) => `${kind} ${size} of ${LIMITS[kind as keyof typeof LIMITS]}`).join(', ')} characters\n`));

test('no policy names an action by a wildcard', holds((documents) => {
  statementsOf(documents).forEach((statement) => expect(actionsOf(statement).join()).not.toContain('*'));
}));

test('every statement that grants has a Sid of its own', holds((documents) => {
  for (const { kind, policy } of documents.filter((document) => document.kind !== 'trust')) {
    const sids = policy.Statement.map(({ Sid }: any) => Sid);
    expect([kind, sids.every((sid: string) => /^[A-Za-z0-9]+$/.test(sid)), new Set(sids).size]).toEqual([kind, true, sids.length]);
  }
}));

test('no model can be invoked but through an application inference profile', holds((documents) => {
  const legs = statementsOf(documents).filter((statement) => actionsOf(statement).includes('bedrock:InvokeModel') && JSON.stringify(statement.Resource).includes('foundation-model'));

  expect(legs.length).toBeGreaterThan(0);
  for (const { Condition } of legs) {
    const profiles = Object.entries<any>(Condition).filter(([operator]) => operator === 'ArnEquals' || operator === 'ArnLike').map(([, keyed]) => keyed['bedrock:InferenceProfileArn']).flat();
    expect(profiles.length).toBeGreaterThan(0);
    profiles.forEach((profile) => expect(JSON.stringify(profile)).toMatch(/application-inference-profile|InferenceProfileArn/));
  }
}));

test('a resource of * stands alone, with actions that take none', holds((documents) => {
  for (const statement of statementsOf(documents).filter(({ Effect, Resource }) => Effect === 'Allow' && [Resource].flat().includes('*'))) {
    expect([statement.Resource].flat()).toEqual(['*']);
    expect(['bedrock:ListInferenceProfiles', 'bedrock:CallWithBearerToken']).toEqual(expect.arrayContaining(actionsOf(statement)));
  }
}));

test('every trust is of one action and of somebody, and never of tags', holds((documents) => {
  for (const statement of statementsOf(documents.filter(({ kind }) => kind === 'trust'))) {
    expect(actionsOf(statement)).toHaveLength(1);
    expect(actionsOf(statement)[0]).not.toBe('sts:TagSession');
    expect(JSON.stringify(statement.Principal)).not.toContain('*');
    if (JSON.stringify(statement.Principal).includes(':root') || statement.Principal.Federated !== undefined) {
      expect(statement.Condition).toBeDefined();
    }
  }
}));

test('every principal carries the tag of its team, and the boundary where there is one', holds((_, template) => {
  const bounded = Object.values<any>(template.Resources).some(({ Properties }) => /The most that principals/.test(Properties?.Description ?? ''));
  for (const { Type, Properties } of Object.values<any>(template.Resources)) {
    if ((Type === 'AWS::IAM::Role' && !JSON.stringify(Properties.AssumeRolePolicyDocument).includes('lambda.amazonaws.com')) || Type === 'AWS::IAM::User') {
      expect(Properties.Tags.map(({ Key }: any) => Key)).toContain('team');
      expect(Properties.PermissionsBoundary !== undefined).toBe(bounded);
    }
  }
}));

test('no policy passes 80 % of its limit', holds((documents) => {
  const together = new Map<string, number>();
  for (const { id, kind, policy } of documents) {
    const key = `${kind} ${kind === 'managed' ? together.size : ''} ${id}`;
    together.set(key, (together.get(key) ?? 0) + sizeOf(policy));
    largest[kind] = Math.max(largest[kind]!, together.get(key)!);
    expect(together.get(key)!).toBeLessThan(0.8 * LIMITS[kind]);
  }
}));
