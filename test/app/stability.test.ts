import { readFileSync } from 'node:fs';
import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { parse, stringify } from 'yaml';
import { DEFAULT_FILE, fixture, synthesizeText, Template, templatesOf } from '../support/synthesis';

type Configuration = Record<string, any>;

const richer = (): Configuration => parse(readFileSync(fixture('eu-three-teams.yaml'), 'utf8'));
const shipped = (): Configuration => parse(readFileSync(DEFAULT_FILE, 'utf8'));
const synthesize = (configuration: Configuration): Record<string, Template> => templatesOf(synthesizeText(stringify(configuration)));
const text = (templates: Record<string, Template>): Record<string, string> =>
  Object.fromEntries(Object.entries(templates).map(([name, template]) => [name, JSON.stringify(template, undefined, 1)]));

function reversed(value: any): any {
  if (Array.isArray(value)) {
    return value.map(reversed).reverse();
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).reverse().map(([key, item]) => [key, reversed(item)]))
    : value;
}

describe('teams do not touch each other', () => {
  const before = text(synthesize(richer()));

  test('removing the first of three teams leaves every other template as it was, byte for byte', () => {
    const configuration = richer();
    const first = Object.keys(configuration.teams)[0]!;
    delete configuration.teams[first];
    const after = text(synthesize(configuration));

    expect(first).toBe('web');
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).filter((name) => name !== 'AcmeClaude-Team-web').sort());
    Object.keys(after).forEach((name) => expect(after[name]).toBe(before[name]));
  });

  test('adding a team adds a template and changes none', () => {
    const configuration = richer();
    configuration.teams.aaa = { access: { developers: { identityCenter: 'Aaa' } } };
    const after = text(synthesize(configuration));

    expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 1);
    Object.keys(before).forEach((name) => expect(after[name]).toBe(before[name]));
  });

  test('the order of anything in the file never shows, except that of the capabilities of a model', () => {
    const configuration = reversed(richer());
    configuration.teams.web.models.sonnet.capabilities.reverse();

    expect(text(synthesize(configuration))).toEqual(before);
  });
});

describe('what a change of the file replaces', () => {
  const team = (change: (team: Configuration) => void) => (configuration: Configuration) => change(configuration.teams.payments);
  const changes: [string, (configuration: Configuration) => void, string[]][] = [
    ['another limit', team((payments) => { payments.budget.monthlyUsd = 1600; }), []],
    ['other thresholds of a team', team((payments) => { payments.budget.actual = [90]; }), ['TeamBudget']],
    ['other thresholds of the account', (configuration) => { configuration.budget.actual = [90]; }, ['AccountBudget']],
    ['another tag', (configuration) => { configuration.tags.stage = 'production'; }, []],
    ['another cost centre', team((payments) => { payments.costCenter = 'CC-9'; }), []],
    ['another permission set', team((payments) => { payments.access.developers.identityCenter = 'Others'; }), []],
    ['another principal', team((payments) => { payments.access.developers.principals = ['arn:aws:iam::444455556666:role/Build']; }), []],
    ['another session length', team((payments) => { payments.access.developers.maxHours = 2; }), []],
    ['tokens', (configuration) => { configuration.tokens = { maxOutput: 9000 }; }, []],
    ['no prompt caching', (configuration) => { configuration.promptCaching = false; }, []],
    ['another default tier', (configuration) => { configuration.defaultTier = 'haiku'; }, []],
    ['pinned destinations', (configuration) => { configuration.destinations = 'pinned'; }, []],
    ['another recipient', (configuration) => { configuration.alerts.emails = ['other@example.com']; }, ['AccountAlertTopicplatformexamplecom']],
    ['one more tier', (configuration) => { configuration.models.fable = 'claude-fable-5'; }, []],
    ['the account, once it is known', (configuration) => { configuration.account = '111122223333'; }, []],
    ['another model', team((payments) => { payments.models.opus = 'claude-opus-5'; }), ['TeamOpusProfile']],
    ['another geography', (configuration) => { configuration.geography = 'global'; }, ['TeamHaikuProfile', 'TeamOpusProfile', 'TeamSonnetProfile']],
  ];

  test.each(changes)('%s', (_, change, expected) => {
    const before = synthesize(shipped());
    const configuration = shipped();
    change(configuration);
    const after = synthesize(configuration);

    const replaced = Object.keys(before).flatMap((name) => replacementsOf(before[name]!, after[name]!));

    expect([...new Set(replaced.map((id) => id.replace(/[0-9A-F]{8}$/, '')))].sort()).toEqual(expected);
  });

  test('a profile with another model has another name, so that both can exist while one replaces the other', () => {
    const configuration = shipped();
    configuration.teams.payments.models.opus = 'claude-opus-5';
    const names = [shipped(), configuration].map((file) => profileNames(synthesize(file)['ClaudeCode-Team-payments']!));

    expect(names[0]).toContain('claude-code-payments-opus-us-claude-opus-4-8');
    expect(names[1]).toContain('claude-code-payments-opus-us-claude-opus-5');
  });
});

/** The resources that CloudFormation would replace, or remove because another logical id took their place. */
function replacementsOf(before: Template, after: Template): string[] {
  const ids: string[] = [];
  fullDiff(before, after).resources.forEachDifference((id, difference) => {
    if ([ResourceImpact.WILL_REPLACE, ResourceImpact.MAY_REPLACE, ResourceImpact.WILL_DESTROY].includes(difference.changeImpact)) {
      // The account's id as a literal and as a reference are one value in a deployed account.
      if (normalized(before, id) !== normalized(after, id)) {
        ids.push(id);
      }
    }
  });
  return ids;
}

function normalized(template: Template, id: string): string {
  return JSON.stringify({ ...template.Resources[id]?.Properties, Tags: undefined })
    .replace(/\{"Fn::Join":\["",\["([^"]*)",\{"Ref":"AWS::AccountId"\},"([^"]*)"\]\]\}/g, '"$1111122223333$2"');
}

function profileNames(template: Template): string[] {
  return Object.values<any>(template.Resources).map((resource) => resource.Properties?.InferenceProfileName).filter(Boolean);
}
