import { readdirSync, readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { loadConfiguration } from '../../../app/config/load';
import { jsonSchema } from '../../../app/config/json-schema';
import { createStacks } from '../../../app/stacks/create-stacks';
import { awsProfileCommand } from '../../../commands/aws-profile';
import { fixture, newApp, temporaryFile } from '../../support/synthesis';

/**
 * No key can be lost: every leaf of the schema is set by a fixture of `keys/`, and another value of it changes what is
 * deployed, what is said at synthesis or what a command prints. A new key is red here until it is set and does something.
 */

type Path = readonly (string | number)[];

/** The leaves of the schema, as `teams.*.budget.monthlyUsd`: `*` is a name of one's own, `[]` a place in a list. */
function leavesOf(node: any, path: string[] = []): string[] {
  if (node.anyOf !== undefined) {
    return node.anyOf.flatMap((each: any) => leavesOf(each, path));
  }
  if (node.type === 'array' && node.items?.type === 'object') {
    return leavesOf(node.items, [...path, '[]']);
  }
  const inner = [
    ...Object.entries<any>(node.properties ?? {}).flatMap(([key, value]) => leavesOf(value, [...path, key])),
    ...(typeof node.additionalProperties === 'object' ? leavesOf(node.additionalProperties, [...path, '*']) : []),
  ];
  return inner.length > 0 ? inner : [path.join('.')];
}

const LEAVES = [...new Set(leavesOf(jsonSchema()))];

const FILES = readdirSync(fixture('keys')).map((name) => fixture(`keys/${name}`));

/** Where a file sets a leaf. */
function places(value: any, leaf: readonly string[], path: Path = []): Path[] {
  const [key, ...rest] = leaf;
  if (key === undefined) {
    return value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value) && !path.includes('policy')) ? [] : [path];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.keys(value).filter((each) => each === key || key === '*' || key === '[]')
    .flatMap((each) => places(value[each], rest, [...path, Array.isArray(value) ? Number(each) : each]));
}

/** Other values of texts and lists, by the end of the leaf; numbers and switches have theirs from their kind. */
const OTHERS: readonly (readonly [RegExp, unknown])[] = [
  [/^account$/, '999988887777'], [/workspaceId$/, 'T9999'], [/^region$/, 'us-west-2'], [/^geography$/, 'global'], [/destinations$/, (now: string) => (now === 'any' ? 'pinned' : 'any')],
  [/models\.opus$/, 'claude-opus-5-5'], [/models\.sonnet$/, 'claude-sonnet-5'], [/models\.haiku$/, 'claude-haiku-4-5'], [/models\.fable$/, 'claude-fable-5-2'],
  [/\.id$/, (now: string) => `${now}1`], [/inferenceProfileId$/, (now: string) => `${now}-x`], [/capabilities$/, ['thinking']],
  [/destinationRegions$/, ['us-east-1', 'us-east-2']], [/defaultTier$/, 'haiku'], [/promptCacheDuration$/, '5m'], [/oneMillionContext$/, null],
  [/serviceTier$/, 'priority'], [/minimumClientVersion$/, '2.1.300'], [/maximumClientVersion$/, '2.1.400'], [/autoMode$/, 'off'],
  [/maxEffortLevel$/, 'low'], [/maxEffortLevelByTier\.\w+$/, (now: string) => (now === 'low' ? 'medium' : 'low')], [/deniedModels$/, ['claude-opus-4-20250514']],
  [/allowedProviders$/, ['bedrock', 'vertex']], [/startUrl$/, 'https://other.awsapps.com/start'], [/singleSignOn\.region$/, 'eu-north-1'],
  [/contentFilters\.\w+$/, 'high'], [/promptAttacks$/, 'low'], [/examples$/, ['Is it legal?']], [/sensitiveInformation$/, ['PASSWORD']],
  [/blockedWords$/, ['Falcon']], [/guardrailProfile$/, null], [/emails$/, ['other@example.com']], [/https$/, ['https://other.example.com']],
  [/(tenantId|teamId)$/, '99999999-89ab-cdef-0123-456789abcdef'], [/alerts\.teams\.\*\.channelId$/, '19%3axyz%40thread.tacv2'],
  [/actual$|forecast$/, [70]], [/onBurst$|onExceeded$/, 'notify'], [/servicesMonitorArn$/, 'arn:aws:ce::111122223333:anomalymonitor/99999999'],
  [/approval$/, 'automatic'], [/attribution$/, 'optional'], [/githubOidcProvider$/, 'existing'], [/^policy$/, 'tagBased'],
  [/permissionsBoundary$/, 'arn:aws:iam::111122223333:policy/Boundary'], [/acknowledgedWarnings/, undefined], [/bedrockEndpoint$/, 'https://other.example.com'],
  [/companyAnnouncements$/, ['Hello.']], [/language$/, 'french'], [/environment\.\*$/, '300000'], [/policy\.\*$/, { deny: ['WebFetch'] }],
  [/telemetry\.endpoint$/, 'https://other.example.com:4318'], [/protocol$/, 'http/protobuf'], [/headersHelper$/, '/usr/local/bin/other'],
  [/principals$/, ['arn:aws:iam::222233334444:role/Other']], [/issuer$/, 'https://other.example.com'], [/claims\.\*$/, ['other:*']],
  [/attributes\.\*$/, ['other']], [/repository$/, 'acme/other'], [/environment$/, 'other'], [/ref$/, 'refs/heads/other'], [/pullRequest$/, undefined],
];

function another(leaf: string, now: unknown): unknown {
  const known = OTHERS.find(([pattern]) => pattern.test(leaf));
  if (known !== undefined) {
    return typeof known[1] === 'function' ? known[1](now) : known[1];
  }
  return typeof now === 'boolean' ? !now : typeof now === 'number' ? now + 1 : `${String(now)}x`;
}

/** The file with another value of a leaf; what cannot stand beside that value goes. */
function changed(file: string, path: Path, leaf: string): string {
  const raw = parse(readFileSync(file, 'utf8'));
  const holder = path.slice(0, -1).reduce((value, key) => value[key], raw);
  const last = path.at(-1)!;
  const value = another(leaf, holder[last]);
  if (value === undefined || (value === null && !leaf.endsWith('guardrailProfile'))) {
    delete holder[last];
  } else {
    holder[last] = value;
  }
  COMPANIONS.filter(([pattern]) => pattern.test(leaf)).forEach(([, mend]) => mend(raw, holder));
  return temporaryFile(stringify(raw));
}

/** What has to change with a key for the file to stay without a mistake. */
const COMPANIONS: readonly (readonly [RegExp, (raw: any, holder: any) => void])[] = [
  [/onExceeded$/, (_, holder) => { delete holder.approval; delete holder.stopPermissionSets; }],
  [/pullRequest$/, (_, holder) => { holder.ref = 'refs/heads/other'; }],
  [/^policy$/, (raw) => { delete raw.guardrail; }],
];

/** Everything that a file leads to: templates, where they go, what is said, and how a developer signs in. */
async function effects(file: string): Promise<string> {
  const app = newApp();
  const configuration = loadConfiguration(file);
  createStacks(app, configuration);
  // All keys at once are more than fits into a parameter; that is another test's matter.
  const assembly = app.synth({ validateOnSynthesis: false, skipValidation: true });
  const written: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => { written.push(String(text)); return true; });
  for (const { name, singleSignOn } of configuration.teams.filter((team) => team.singleSignOn !== undefined)) {
    await awsProfileCommand().parseAsync(['node', 'aws-profile', name, '--config', file, '--role-arn', 'arn:aws:iam::111122223333:role/acme/Developer', '--session-name', 'paula']);
    expect(written.join('')).toContain(singleSignOn!.region);
  }
  write.mockRestore();
  const stacks = assembly.stacks.map((stack) => [stack.stackName, stack.environment.name, stack.template, stack.messages.map(({ entry }) => entry.data)]);
  return JSON.stringify([stacks, written]);
}

test.each(FILES)('%s is a good file', (file) => {
  expect(() => loadConfiguration(file)).not.toThrow();
});

test('every leaf of the schema is set by a fixture', () => {
  const set = LEAVES.filter((leaf) => FILES.some((file) => places(parse(readFileSync(file, 'utf8')), leaf.split('.')).length > 0));

  expect(LEAVES.filter((leaf) => !set.includes(leaf))).toEqual([]);
});

/** Each leaf is asked once, in the first file that sets it. */
const ASKED = LEAVES.flatMap((leaf) => FILES
  .flatMap((file) => places(parse(readFileSync(file, 'utf8')), leaf.split('.')).slice(0, 1).map((path) => ({ leaf, file, path }))).slice(0, 1));

describe.each(FILES)('another value of a key changes something: %s', (file) => {
  const set = ASKED.filter((asked) => asked.file === file).map(({ leaf, path }) => [leaf, path] as const);
  let before: string;

  beforeAll(async () => { before = await effects(file); });

  test.each(set)('%s', async (leaf, path) => {
    expect((await effects(changed(file, path, leaf))) === before).toBe(false);
  });
});
