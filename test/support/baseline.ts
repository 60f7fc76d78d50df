import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { DEFAULT_FILE, fixture, PROJECT, synthesizeFile, Template, templatesOf } from './synthesis';

/** What the last release deployed, as far as another value would replace it; `npm run baseline` writes it anew at a release. */
export const BASELINE_FILE = join(PROJECT, 'test/upgrade/baseline.json');

interface HeldResource {
  readonly type: string;
  /** The properties that replace the resource when they change. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** By type, the properties that replace a resource when they change; `*` for every one. */
export type ReplacingProperties = Readonly<Record<string, readonly string[]>>;

export interface Baseline {
  readonly release: string;
  readonly replacing: ReplacingProperties;
  /** By configuration, stack and logical id. */
  readonly configurations: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, HeldResource>>>>>>;
}

const FILES: Readonly<Record<string, string>> = { default: DEFAULT_FILE, 'eu-three-teams': fixture('eu-three-teams.yaml') };

export function readBaseline(): Baseline {
  return JSON.parse(readFileSync(BASELINE_FILE, 'utf8'));
}

/** What these sources deploy, given what replaces a resource of each type. */
export function currentBaseline(replacing: ReplacingProperties): Baseline {
  const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
  const configurations = Object.entries(currentTemplates()).map(([name, templates]) =>
    [name, Object.fromEntries(Object.keys(templates).sort().map((stack) => [stack, held(templates[stack]!, replacing)]))]);
  return { release: version, replacing, configurations: Object.fromEntries(configurations) };
}

export function currentTemplates(): Record<string, Record<string, Template>> {
  return Object.fromEntries(Object.entries(FILES).map(([name, file]) => [name, templatesOf(synthesizeFile(file))]));
}

function held(template: Template, replacing: ReplacingProperties): Record<string, HeldResource> {
  return Object.fromEntries(Object.entries<any>(template.Resources).sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, { Type: type, Properties: properties = {} }]) => {
    const names = Object.keys(properties).sort().filter((name) => [name, '*'].some((listed) => replacing[type]?.includes(listed)));
    return [id, { type, properties: Object.fromEntries(names.map((name) => [name, properties[name]])) }];
  }));
}

/** Types that may be replaced: nothing outside their stack knows them by name or ARN. */
const MAY_BE_REPLACED: Readonly<Record<string, string>> = {
  'AWS::Budgets::Budget': 'other thresholds replace it, and it has no fixed name',
  'AWS::Budgets::BudgetsAction': 'it follows its budget',
  'AWS::CloudWatch::Alarm': 'it keeps nothing',
  'AWS::IAM::Policy': 'it is part of its role',
  'AWS::SNS::Subscription': 'another recipient is another subscription',
  'AWS::SNS::TopicPolicy': 'it is part of its topic',
};

const CONSEQUENCES: Readonly<Record<string, string>> = {
  'AWS::Bedrock::ApplicationInferenceProfile': 'its ARN stands in every developer\'s settings, and calls with the old one are refused',
  'AWS::IAM::Role': 'its ARN stands in people\'s AWS profiles and in the permission sets and policies that allow to assume it',
  'AWS::IAM::User': 'its keys die with it',
  'AWS::SNS::Topic': 'every recipient would have to confirm again',
  'AWS::SSM::Parameter': 'people and scripts fetch it by its name',
};

/** What an upgrade from the baseline would replace or remove, in words. */
export function breakages(before: Baseline, after: Baseline): string[] {
  return Object.entries(before.configurations).flatMap(([name, stacks]) => Object.entries(stacks).flatMap(([stack, resources]) =>
    Object.entries(resources).filter(([, { type }]) => !(type in MAY_BE_REPLACED)).flatMap(([id, resource]) => {
      const now = after.configurations[name]?.[stack]?.[id];
      const change = changeWords(resource, now);
      const consequence = CONSEQUENCES[resource.type] ?? 'what refers to it from outside its stack refers to the old one';
      return change === undefined ? [] : [`${name}: ${stack}/${id} (${resource.type}) would be ${change}: ${consequence}.`];
    })));
}

function changeWords(before: HeldResource, now: HeldResource | undefined): string | undefined {
  if (now === undefined) {
    return 'removed, because no resource has its logical id any more';
  }
  if (now.type !== before.type) {
    return `replaced, because it became ${now.type}`;
  }
  const names = [...new Set([...Object.keys(before.properties), ...Object.keys(now.properties)])].sort()
    .filter((name) => JSON.stringify(before.properties[name]) !== JSON.stringify(now.properties[name]));
  return names.length === 0 ? undefined : `replaced, because ${names
    .map((name) => `${name} was ${JSON.stringify(before.properties[name]) ?? 'absent'} and is ${JSON.stringify(now.properties[name]) ?? 'absent'}`).join(', ')}`;
}
