import { loadConfiguration } from '../../../app/config/load';
import { fixture } from '../../support/synthesis';
import { mistakesIn } from '../../support/mistakes';

const HEAD = 'region: us-east-1\ngeography: us\n';
const MODELS = 'models: { opus: claude-opus-5-5 }\n';
const ACCESS = 'access: { developers: { identityCenter: A } }';
const file = (lines: string, team = ACCESS): string => `${HEAD}${MODELS}${lines}\nteams:\n  a:\n    ${team}\n`;
const team = (lines: string): string => file('', `${ACCESS}\n    ${lines}`);

test('every option at once is no mistake', () => {
  expect(() => loadConfiguration(fixture('cost.yaml'))).not.toThrow();
});

test('alarms of the file are those of every team, one by one overridden', () => {
  const [burst, calm] = loadConfiguration(fixture('cost.yaml')).teams;

  expect(burst!.alarms).toEqual({ hourlyUsd: 20, throttles: 10, dailyUsd: 100, clientErrors: 50, legacyModels: true, onBurst: 'stop', liftAfterHours: 4 });
  expect(calm!.alarms).toEqual({ hourlyUsd: 20, throttles: 10 });
});

const UNPRICED = '{ id: anthropic.claude-new, inferenceProfileId: us.anthropic.claude-new }';

test.each<[string, string, string[]]>([
  ['a budget without a limit', team('budget: { actual: [50] }'), ['teams.a.budget: A budget has a limit of a month or of a year, monthlyUsd or annualUsd; received neither.']],
  ['a budget with two', team('budget: { monthlyUsd: 1, annualUsd: 1 }'), ['teams.a.budget: A budget has a limit of a month or of a year, monthlyUsd or annualUsd; received both.']],
  ['an amount of zero', team('budget: { monthlyUsd: 0 }'), ['teams.a.budget.monthlyUsd: expected an amount above zero, in US dollars; received 0']],
  ['an amount as text', team('budget: { monthlyUsd: "1500" }'), ['teams.a.budget.monthlyUsd: expected an amount above zero, in US dollars; received "1500"']],
  ['a threshold out of range', team('budget: { monthlyUsd: 1, actual: [1001] }'), ['teams.a.budget.actual.0: expected a percentage of at most 1000; received 1001']],
  ['too many thresholds', team('budget: { monthlyUsd: 1, actual: [1, 2, 3, 4, 5] }'), ['teams.a.budget.actual: A budget takes at most 5 thresholds, actual and forecast together; received 6.']],
  ['too many recipients', file(`budget: { monthlyUsd: 1, emails: [${Array.from({ length: 11 }, (_, index) => `p${index}@example.com`).join(', ')}] }`), [
    expect.stringMatching(/^budget.emails: expected at most ten e-mail addresses; received \[/),
  ] as any],
  ['no address', file('budget: { monthlyUsd: 1, emails: [finance] }'), ['budget.emails.0: expected an e-mail address; received "finance"']],
  ['a word that is neither notify nor stop', team('budget: { monthlyUsd: 1, onExceeded: halt }'), ['teams.a.budget.onExceeded: expected one of notify, stop; received "halt"']],
  ['a stop of nobody', file('', 'budget: { monthlyUsd: 1, onExceeded: stop }'), [
    'teams.a.budget.onExceeded: a stop acts on the roles and users of the team, and it has none; give it access, or notify',
  ]],
  ['an approval of nothing', team('budget: { monthlyUsd: 1, approval: manual }'), ['teams.a.budget.approval: approval belongs to a stop; add onExceeded: stop, or remove it']],
  ['permission sets without a stop', team('budget: { monthlyUsd: 1, stopPermissionSets: true }'), [
    'teams.a.budget.stopPermissionSets: stopPermissionSets belongs to a stop; add onExceeded: stop, or remove it',
  ]],
  ['a burst that nothing finds', team('alarms: { onBurst: stop }'), ['teams.a.alarms.onBurst: a burst is found by the alarm on an hourly rate; add hourlyUsd, or notify']],
  ['a burst of nobody', file('alarms: { onBurst: stop, hourlyUsd: 1 }', '{}'), ['alarms.onBurst: a stop acts on the roles and users of the team, and it has none; give it access, or notify']],
  ['an alarm on a model without a price', `${HEAD}models: { opus: ${UNPRICED} }\nteams:\n  a:\n    alarms: { hourlyUsd: 5 }\n`, [
    expect.stringMatching(/^teams\.a\.alarms\.hourlyUsd: opus: The catalogue \(as of [-\d]+\) has no price of claude-new in geography 'us'\. Give its prices, in US dollars per million tokens, as prices: \{ claude-new:/),
  ] as any],
  ['a price of half of it', file('alarms: { hourlyUsd: 5 }\nprices: { claude-opus-5-5: { input: 1, output: 1 } }'), [
    expect.stringMatching(/^alarms\.hourlyUsd: opus: The price of cacheRead and cacheWrite of claude-opus-5-5 in geography 'us' is unknown/),
  ] as any],
  ['a price of a misspelt model', file('prices: { claude-opus-5.5: { input: 1, output: 1 } }'), [
    "prices.claude-opus-5.5: prices are given by the name of a model of the catalogue or of this file; received 'claude-opus-5.5' (did you mean 'claude-opus-5-5'?)",
  ]],
  ['a price below zero', file('prices: { claude-opus-5-5: { input: -1, output: 1 } }'), ['prices.claude-opus-5-5.input: expected an amount of zero or more; received -1']],
  ['alerts to nobody', file('alerts: { encrypted: true }'), ['alerts: expected somebody who gets alerts: emails, https, slack or teams; received {"encrypted":true}']],
  ['alerts in the clear', file('alerts: { https: ["http://example.com"] }'), ['alerts.https.0: expected a URL that begins with https://; received "http://example.com"']],
  ['a channel by its name', file('alerts: { slack: { oncall: { workspaceId: T1, channelId: "#oncall" } } }'), [
    'alerts.slack.oncall.channelId: expected the id of a Slack channel, like C0123ABCD; received "#oncall"',
  ]],
  ['a region whose CloudFormation lacks budgets', file('budget: { monthlyUsd: 1 }').replace('us-east-1', 'eu-central-2').replace('geography: us', 'geography: global'), [
    'budget: CloudFormation does not offer AWS::Budgets::Budget in eu-central-2. A budget belongs to the account, not to a region: create it with CostBudget in a stack of us-east-1.',
  ]],
])('%s', (_, yaml, expected) => {
  expect(mistakesIn(yaml)).toEqual(expected);
});

test('a price of the file is enough for a model that the catalogue lacks', () => {
  const prices = 'prices: { claude-new: { input: 1, output: 1, cacheRead: 1, cacheWrite: 1 } }';

  expect(mistakesIn(`${HEAD}models: { opus: ${UNPRICED} }\n${prices}\nteams:\n  a:\n    alarms: { hourlyUsd: 5 }\n`)).toEqual([]);
});
