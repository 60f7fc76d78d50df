import { readFileSync } from 'node:fs';
import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { parse, stringify } from 'yaml';
import { DEFAULT_FILE, fixture, synthesizeText, Template, templatesOf } from '../support/synthesis';

type Configuration = Record<string, any>;

const read = (file: string) => (): Configuration => parse(readFileSync(file, 'utf8'));
const money = read(fixture('cost.yaml'));
const shipped = read(DEFAULT_FILE);
const synthesize = (configuration: Configuration): Record<string, Template> => templatesOf(synthesizeText(stringify(configuration)));

function replaced(before: Record<string, Template>, after: Record<string, Template>): string[] {
  return Object.keys(before).flatMap((name) => {
    const ids: string[] = [];
    fullDiff(before[name]!, after[name] ?? {}).resources.forEachDifference((id, difference) => {
      if ([ResourceImpact.WILL_REPLACE, ResourceImpact.MAY_REPLACE, ResourceImpact.WILL_DESTROY].includes(difference.changeImpact)) {
        ids.push(id.replace(/[0-9A-F]{8}$/, ''));
      }
    });
    return ids;
  }).sort();
}

const before = synthesize(money());

test.each<[string, (configuration: Configuration) => void, string[]]>([
  ['the limit of a stop', ({ teams }) => { teams.burst.budget.monthlyUsd = 2000; }, []],
  ['thresholds of alerts: the guard does not forget that it acted', ({ teams }) => { teams.burst.budget.actual = [75]; }, ['TeamBudget']],
  ['who approves', ({ teams }) => { teams.burst.budget.approval = 'automatic'; }, []],
  ['the rate that alarms', ({ alarms }) => { alarms.hourlyUsd = 30; }, []],
  ['the day that alarms', ({ teams }) => { teams.burst.alarms.dailyUsd = 300; }, []],
  ['counts that alarm', ({ teams }) => { teams.burst.alarms.clientErrors = 5; teams.burst.alarms.throttles = 1; }, []],
  ['how long a burst stops', ({ teams }) => { teams.burst.alarms.liftAfterHours = 24; }, []],
  ['a price', ({ prices }) => { prices['claude-sonnet-5-5'].output = 9; }, []],
  ['what an anomaly is worth', ({ anomalies }) => { anomalies.minimumUsd = 10; }, []],
  ['a tag of everything', (configuration) => { configuration.tags = { stage: 'production' }; }, []],
  ['the cost centre', ({ teams }) => { teams.burst.costCenter = 'CC-2'; }, []],
  ['no more stop', ({ teams }) => { teams.burst.budget = { monthlyUsd: 1000 }; }, [
    'TeamBudgetStop', 'TeamBudgetStopBudget', 'TeamBudgetStopExecutionRole',
    'TeamProfileStop', 'TeamProfileStopEventsRole', 'TeamProfileStopEventsRoleDefaultPolicy', 'TeamProfileStopLook', 'TeamProfileStopRole',
  ]],
])('%s replaces no profile, role or topic', (_, change, expected) => {
  const configuration = money();
  change(configuration);

  expect(replaced(before, synthesize(configuration))).toEqual(expected);
});

test('the first team that stops changes no other stack', () => {
  const without = shipped();
  delete without.teams.payments.budget.onExceeded;
  const [calm, stops] = [synthesize(without), synthesize(shipped())];

  Object.keys(calm).filter((name) => !name.endsWith('-payments')).forEach((name) => expect(stops[name]).toEqual(calm[name]));
  expect(stops['ClaudeCode-Team-payments']).not.toEqual(calm['ClaudeCode-Team-payments']);
});

test('the order of anything about money never shows', () => {
  const configuration = money();
  configuration.teams = Object.fromEntries(Object.entries(configuration.teams).reverse());
  configuration.teams.burst.alarms = Object.fromEntries(Object.entries(configuration.teams.burst.alarms).reverse());

  expect(synthesize(configuration)).toEqual(before);
});

describe('idle cost', () => {
  const typesOf = (templates: Record<string, Template>) =>
    Object.values(templates).flatMap((template) => Object.values<any>(template.Resources)).map((resource) => resource.Type as string);

  /** What has a price while nothing happens, with the number of it that an account has free. */
  const PRICED: Record<string, number> = {
    'AWS::Budgets::BudgetsAction': 2, 'AWS::CloudWatch::Alarm': 0, 'AWS::CloudWatch::Dashboard': 0, 'AWS::KMS::Key': 0, 'AWS::S3::Bucket': 0,
    'AWS::Lambda::Function': 0, 'AWS::SecretsManager::Secret': 0, 'AWS::Logs::LogGroup': 0, 'AWS::StepFunctions::StateMachine': 0,
  };

  test('of the shipped file: nothing, its one budget action is one of the two free ones', () => {
    const types = typesOf(synthesize(shipped()));

    expect(types.filter((type) => type === 'AWS::Budgets::BudgetsAction')).toHaveLength(1);
    Object.entries(PRICED).forEach(([type, free]) => expect([type, types.filter((found) => found === type).length <= free]).toEqual([type, true]));
  });

  test('of every option at once: each cent is named in docs/cost.md', () => {
    const types = new Set(typesOf(before).filter((type) => type in PRICED));

    expect([...types].sort()).toEqual([
      'AWS::Budgets::BudgetsAction', 'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::Dashboard', 'AWS::KMS::Key', 'AWS::S3::Bucket', 'AWS::StepFunctions::StateMachine',
    ]);
  });
});
