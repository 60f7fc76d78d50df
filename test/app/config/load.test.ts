import { tmpdir } from 'node:os';
import { loadConfiguration } from '../../../app/config/load';
import { DEFAULT_FILE } from '../../support/synthesis';
import { locatedMistakesIn } from '../../support/mistakes';

const HEAD = 'region: us-east-1\ngeography: us\n';
const MODELS = 'models: { opus: claude-opus-5-5, sonnet: claude-sonnet-5-5, haiku: claude-haiku-5-5 }\n';
const TEAMS = 'teams:\n  payments: {}\n';
const GOOD = HEAD + MODELS + TEAMS;

test('a good file is no mistake', () => {
  expect(locatedMistakesIn(GOOD)).toEqual([]);
});

describe('each mistake has one message with its place, the rule and the value received', () => {
  test.each<[string, string, string[]]>([
    ['unknown key', `${GOOD}modells: {}\n`, [
      "6:1 modells: unknown key 'modells' (did you mean 'models'?); accepted here: account, region, geography, namePrefix, destinations, models, defaultTier, tokens, promptCaching, settings, guardrail, tags, alerts, budget, alarms, prices, dashboard, anomalies, costExport, policy, attribution, githubOidcProvider, permissionsBoundary, acknowledgedWarnings, teams",
    ]],
    ['unknown key of a team', `${HEAD}${MODELS}teams:\n  a:\n    budgett: {}\n`, [
      "6:5 teams.a.budgett: unknown key 'budgett' (did you mean 'budget'?); accepted here: costCenter, models, defaultTier, tokens, promptCaching, settings, access, budget, alarms",
    ]],
    ['account as a number', `account: 111122223333\n${GOOD}`, ['1:1 account: expected twelve digits in quotes; received 111122223333']],
    ['wrong type of a mapping', `${GOOD}alerts: [a@example.com]\n`, ['6:1 alerts: expected a mapping with the keys emails, https, slack, teams, encrypted; received ["a@example.com"]']],
    ['wrong type of a boolean', `${GOOD}promptCaching: "yes"\n`, ['6:1 promptCaching: expected true or false; received "yes"']],
    ['region', `${GOOD.replace('us-east-1', 'virginia')}`, ['1:1 region: expected a region, like us-east-1; received "virginia"']],
    ['geography', `${GOOD.replace('geography: us', 'geography: usa')}`, ['2:1 geography: expected one of us, eu, jp, au, in, apac, us-gov, global; received "usa"']],
    ['name prefix', `${GOOD}namePrefix: Claude Code\n`, ["6:1 namePrefix: A name prefix is lower-case letters and digits with single hyphens between, not beginning with aws or ssm; received 'Claude Code'."]],
    ['empty tiers', `${HEAD}models: {}\n${TEAMS}`, ['3:1 models: A team needs at least one tier (opus, sonnet, haiku, fable); received none.']],
    ['every tier taken away', `${HEAD}${MODELS}teams:\n  a:\n    models: { opus: null, sonnet: null, haiku: null }\n`, [
      '6:5 teams.a.models: A team needs at least one tier (opus, sonnet, haiku, fable); received none.',
    ]],
    ['no teams', `${HEAD}${MODELS}teams: {}\n`, ['4:1 teams: expected at least one team; received {}']],
    ['unusable team name', `${HEAD}${MODELS}teams:\n  Pay_ments: {}\n`, [
      "5:3 teams.Pay_ments: A team name is lower-case letters and digits with single hyphens between; received 'Pay_ments'.",
    ]],
    ['duplicate team', `${HEAD}${MODELS}teams:\n  a: {}\n  b: {}\n  a: {}\n`, ["7:3 a: a key stands once in its mapping; received 'a' again: keep one of them"]],
    ['team name that makes a profile name too long', `${HEAD}${MODELS}teams:\n  the-team-with-the-long-name: {}\n`, [
      "5:3 teams.the-team-with-the-long-name: A profile name has at most 64 characters; 'claude-code-the-team-with-the-long-name-sonnet-us-claude-sonnet-5-5' has 67. Shorten the team's name or namePrefix.",
    ]],
    ['malformed ARN', `${HEAD}${MODELS}teams:\n  a:\n    access: { developers: { principals: ["arn:aws:iam::222233334444:root"] } }\n`, [
      '6:42 teams.a.access.developers.principals.0: expected the ARN of a role or a user, like arn:aws:iam::111122223333:role/Build; received "arn:aws:iam::222233334444:root"',
    ]],
    ['developers without a way in', `${HEAD}${MODELS}teams:\n  a:\n    access: { developers: {} }\n`, [
      '6:15 teams.a.access.developers: expected one or more of identityCenter, principals, oidc and saml; received none',
    ]],
    ['permission set with a wildcard', `${HEAD}${MODELS}teams:\n  a:\n    access: { developers: { identityCenter: "*" } }\n`, [
      "6:29 teams.a.access.developers.identityCenter: A permission set name is 1 to 32 letters, digits and +=,.@_-; received '*'.",
    ]],
    ['session length', `${HEAD}${MODELS}teams:\n  a:\n    access: { developers: { identityCenter: A, maxHours: 13 } }\n`, [
      '6:48 teams.a.access.developers.maxHours: expected a whole number of hours from 1 to 12; received 13',
    ]],
    ['budget of zero', `${GOOD}budget: { monthlyUsd: 0 }\n`, ['6:11 budget.monthlyUsd: expected an amount above zero, in US dollars; received 0']],
    ['threshold', `${GOOD}budget: { monthlyUsd: 1, actual: [0, 2000] }\n`, [
      '6:35 budget.actual.0: expected a percentage above zero; received 0',
      '6:38 budget.actual.1: expected a percentage of at most 1000; received 2000',
    ]],
    ['too many thresholds', `${GOOD}budget: { monthlyUsd: 1, actual: [10, 20, 30, 40, 50] }\n`, [
      '6:26 budget.actual: A budget takes at most 5 thresholds, actual and forecast together; received 6.',
    ]],
    ['e-mail address', `${GOOD}alerts: { emails: [platform] }\n`, ['6:20 alerts.emails.0: expected an e-mail address; received "platform"']],
    ['reserved tag', `${GOOD}tags: { team: x }\n`, ["6:9 tags.team: The tag 'team' is set for each team by this project; remove it here."]],
    ['tag value', `${GOOD}tags: { owner: "a,b" }\n`, ['6:9 tags.owner: expected 1 to 256 letters, digits, spaces and _.:/=+@-; received "a,b"']],
    ['default tier that a team lacks', `${GOOD}defaultTier: fable\n`, [
      "6:1 defaultTier: The default tier is one that the team has (opus, sonnet, haiku); received 'fable'.",
    ]],
    ['thinking above output', `${GOOD}tokens: { maxOutput: 1024, thinking: 4096 }\n`, ['6:28 tokens.thinking: A thinking budget is below the most output tokens (1024); received 4096.']],
    ['thinking of a team above the output of the file', `tokens: { maxOutput: 2048 }\n${HEAD}${MODELS}teams:\n  a:\n    tokens: { thinking: 4096 }\n`, [
      '7:15 teams.a.tokens.thinking: A thinking budget is below the most output tokens (2048); received 4096.',
    ]],
  ])('%s', (_, yaml, expected) => {
    expect(locatedMistakesIn(yaml)).toEqual(expected);
  });
});

describe('models', () => {
  const withOpus = (model: string): string => GOOD.replace('opus: claude-opus-5-5', `opus: ${model}`);

  test('unknown: suggests, and says what the geography offers', () => {
    expect(locatedMistakesIn(withOpus('claude-opus-5.5'))).toEqual([expect.stringMatching(
      /^3:11 models\.opus: the catalogue has no model 'claude-opus-5\.5' \(did you mean 'claude-opus-5-5'\?\); in 'us' it offers .*claude-opus-5-5.*; give a model that it lacks as \{ id: …, inferenceProfileId: … \}$/,
    )]);
  });

  test('the id of a known profile: suggests its name', () => {
    expect(locatedMistakesIn(withOpus('us.anthropic.claude-opus-4-6-v1'))[0]).toContain("(did you mean 'claude-opus-4-6'?)");
  });

  test('absent from the geography: says where it is, and what is there', () => {
    expect(locatedMistakesIn(GOOD.replace('us-east-1', 'ap-northeast-1').replace('geography: us', 'geography: jp'))).toEqual([
      "3:34 models.sonnet: claude-sonnet-5-5 is not offered in geography 'jp'; it is offered in eu, global, us. In 'jp' from ap-northeast-1 there are claude-sonnet-4-5, claude-sonnet-4-6.",
    ]);
  });

  test('absent from the source region', () => {
    expect(locatedMistakesIn(GOOD.replace('us-east-1', 'eu-central-1')).map((mistake) => mistake.replace(/;.*/, ''))).toEqual([
      "3:11 models.opus: claude-opus-5-5 in geography 'us' cannot be called from eu-central-1",
      "3:34 models.sonnet: claude-sonnet-5-5 in geography 'us' cannot be called from eu-central-1",
      "3:61 models.haiku: claude-haiku-5-5 in geography 'us' cannot be called from eu-central-1",
    ]);
  });

  test('a model that the catalogue lacks, with a profile of another geography and an unknown key', () => {
    expect(locatedMistakesIn(withOpus('{ id: anthropic.claude-x, inferenceProfileId: eu.anthropic.claude-x }'))).toEqual([
      "3:11 models.opus: The inference profile of claude-x in geography 'us' begins with 'us.anthropic.'; received 'eu.anthropic.claude-x'.",
    ]);
    expect(locatedMistakesIn(withOpus('{ id: anthropic.claude-x, profile: us.anthropic.claude-x }'))).toEqual([
      '3:11 models.opus.inferenceProfileId: expected the id of a system inference profile, like us.anthropic.claude-opus-5-5; received nothing',
      "3:43 models.opus.profile: unknown key 'profile'; accepted here: id, inferenceProfileId, name, displayName, capabilities, destinationRegions",
    ]);
  });

  test('a model that the catalogue lacks, with pinned destinations that nobody knows', () => {
    expect(locatedMistakesIn(`${withOpus('{ id: anthropic.claude-x, inferenceProfileId: us.anthropic.claude-x }')}destinations: pinned\n`)).toEqual([
      "3:11 models.opus: the destinations of claude-x are not known; give its destinationRegions, or 'destinations: any'",
    ]);
  });

  test('null is only for teams', () => {
    expect(locatedMistakesIn(withOpus('null'))).toEqual([
      '3:11 models.opus: expected the name of a model of the catalogue, or a mapping with id and inferenceProfileId; received null',
    ]);
  });
});

test('mistakes of every section are reported at once, in the order of the file', () => {
  const mistakes = locatedMistakesIn(`account: x\n${HEAD}models: { opus: nope }\nbudget: { monthlyUsd: 0 }\nteams:\n  a: { defaultTier: big, budget: 12 }\nextra: 1\n`);

  expect(mistakes.map((mistake) => mistake.split(' ')[1]).sort()).toEqual(
    ['account:', 'budget.monthlyUsd:', 'extra:', 'models.opus:', 'teams.a.budget:', 'teams.a.defaultTier:'],
  );
});

describe('values that could say more than they seem to', () => {
  const given = (extra: string): string => GOOD.replace('opus: claude-opus-5-5', `opus: { id: anthropic.claude-x, inferenceProfileId: us.anthropic.claude-x, ${extra} }`);

  test.each([
    ['a reference that CloudFormation would resolve', given("displayName: '{{resolve:secretsmanager:prod/db}}'"), 'models.opus.displayName: expected 1 to 64 letters'],
    ['a token of the CDK', given("displayName: '${Token[AWS.AccountId.4]}'"), 'models.opus.displayName: expected 1 to 64 letters'],
    ['a region that is every region', given("destinationRegions: ['*']"), 'models.opus.destinationRegions.0: expected a region, like us-east-1'],
    ['a region with a resource behind it', given("destinationRegions: ['us-east-1::foundation-model/*']"), 'models.opus.destinationRegions.0: expected a region'],
    ['a capability with a reference', given("capabilities: ['{{resolve:ssm:/x}}']"), 'models.opus.capabilities.0: expected a capability'],
    ['a profile id with a wildcard', GOOD.replace('claude-opus-5-5', '{ id: anthropic.claude-x, inferenceProfileId: "us.anthropic.*" }'), 'models.opus.inferenceProfileId: expected the id of a system inference profile'],
    ['a reserved name prefix', `${GOOD}namePrefix: aws-claude\n`, "namePrefix: A name prefix is lower-case letters and digits with single hyphens between, not beginning with aws or ssm; received 'aws-claude'."],
    ['a reserved tag in other letters', `${GOOD}tags: { Team: x }\n`, "tags.Team: The tag 'Team' is set for each team"],
    ['tags that IAM does not tell apart', `${GOOD}tags: { Owner: x, owner: y }\n`, 'tags: expected keys that differ by more than upper and lower case'],
  ])('%s', (_, yaml, message) => {
    expect(locatedMistakesIn(yaml)).toEqual([expect.stringContaining(message)]);
  });
});

describe('keys that JavaScript would take for others', () => {
  test.each([
    ['a team called __proto__', `${HEAD}${MODELS}teams: { a: {}, __proto__: { bogus: 1 } }\n`, '4:17 : a key is a text; received "__proto__"'],
    ['a number beside its text', `${HEAD}${MODELS}teams: { 1: {}, "1": {} }\n`, '4:10 : a key is a text; received 1: put numbers in quotes'],
    ['a mapping', `${HEAD}${MODELS}teams: { ? {a: b} : {} }\n`, 'received a mapping or a list'],
  ])('%s', (_, yaml, message) => {
    expect(locatedMistakesIn(yaml)).toEqual([expect.stringContaining(message)]);
  });
});

test('a file that refers to itself, or to itself without end', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]', ...['b', 'c', 'd', 'e'].map((key, index) =>
    `${key}: &${key} [${Array(10).fill(`*${'abcd'[index]}`).join(', ')}]`)].join('\n');

  expect(locatedMistakesIn(`${GOOD}${bomb}\n`)).toEqual([expect.stringContaining('this YAML does not stand for plain values')]);
  expect(locatedMistakesIn(`region: &r [*r]\n`)).toEqual([expect.stringContaining('this YAML does not stand for plain values')]);
});

test('what is no YAML', () => {
  expect(locatedMistakesIn('region: [us-east-1\n')).toEqual([expect.stringMatching(/^\d+:\d+ : this is not YAML: /)]);
});

test('an empty file misses what every file needs', () => {
  expect(locatedMistakesIn('').map((mistake) => mistake.split(' ').slice(1).join(' '))).toEqual([
    'region: expected a region, like us-east-1; received nothing',
    'geography: expected one of us, eu, jp, au, in, apac, us-gov, global; received nothing',
    'models: expected a mapping with the keys opus, sonnet, haiku, fable; received nothing',
    'teams: expected a mapping of teams, by their names; received nothing',
  ]);
});

test('no file, or a folder', () => {
  expect(() => loadConfiguration('/nowhere.yaml')).toThrow('there is no such file; name another with -c config=FILE');
  expect(() => loadConfiguration(tmpdir())).toThrow(/the file cannot be read \(EISDIR.*; name another with -c config=FILE/);
});

test('teams come out sorted, with what they inherit from the file', () => {
  const { teams, namePrefix } = loadConfiguration(DEFAULT_FILE);

  expect(namePrefix).toBe('claude-code');
  expect(teams.map((team) => [team.name, team.defaultTier, Object.keys(team.models), team.promptCaching])).toEqual([
    ['payments', 'sonnet', ['opus', 'sonnet', 'haiku'], true],
    ['research', 'sonnet', ['sonnet', 'haiku'], true],
  ]);
});
