import { loadConfiguration } from '../../../app/config/load';
import { temporaryFile } from '../../support/synthesis';
import { locatedMistakesIn } from '../../support/mistakes';

const HEAD = 'region: us-east-1\ngeography: us\nmodels: { opus: claude-opus-4-8, sonnet: claude-sonnet-5 }\n';

const team = (settings: string): string => `${HEAD}teams:\n  a:\n    settings: ${settings}\n`;
const file = (settings: string): string => `${HEAD}settings: ${settings}\nteams: { a: {} }\n`;

describe('each mistake in settings has its place, the rule and the value received', () => {
  test.each<[string, string, string[]]>([
    ['unknown key', file('{ serviceTeir: flex }'), ["4:13 settings.serviceTeir: unknown key 'serviceTeir' (did you mean 'serviceTier'?); accepted here: promptCacheDuration, oneMillionContext, serviceTier, minimumClientVersion, maximumClientVersion, enforceStartModel, autoMode, maxEffortLevel, maxEffortLevelByTier, deniedModels, allowedProviders, requestMetadata, language, companyAnnouncements, skipWebFetchPreflight, policy, other, telemetry, bedrockEndpoint, endpointSignsRequests, customHeaders, environment, modelOverrides, variablesOf2025, singleSignOn"]],
    ['unknown tier', file('{ serviceTier: fast }'), ['4:13 settings.serviceTier: expected one of default, flex, priority; received "fast"']],
    ['credential', file('{ environment: { AWS_BEARER_TOKEN_BEDROCK: x } }'), ['4:28 settings.environment.AWS_BEARER_TOKEN_BEDROCK: The variable AWS_BEARER_TOKEN_BEDROCK holds a credential, and settings are readable by everybody; sign in with a profile, awsAuthRefresh or awsCredentialExport instead.']],
    ['credential of a team', team('{ customHeaders: { Authorization: x } }'), ['6:34 teams.a.settings.customHeaders.Authorization: The header Authorization holds a credential, and settings are readable by everybody; let the gateway ask for it in another way.']],
    ['number that is no text', file('{ environment: { API_TIMEOUT_MS: 1000 } }'), ['4:28 settings.environment.API_TIMEOUT_MS: expected a text in quotes; received 1000']],
    ['version', file('{ minimumClientVersion: "2.1" }'), ["4:13 settings.minimumClientVersion: A version of Claude Code is three numbers, like 2.1.175; received '2.1'."]],
    ['endpoint', file('{ bedrockEndpoint: http://gateway.example.com }'), ["4:13 settings.bedrockEndpoint: The endpoint of Bedrock is reached over https, because prompts and code travel to it; received 'http://gateway.example.com'."]],
    ['nobody signs', file('{ endpointSignsRequests: true }'), ["4:13 settings.endpointSignsRequests: Only an endpoint of one's own signs requests; received none. Bedrock refuses requests that nobody has signed."]],
    ['telemetry of nothing', file('{ telemetry: { endpoint: "https://c", metrics: false } }'), ['4:49 settings.telemetry.metrics: Telemetry sends metrics, logs or both; received neither. Remove it instead.']],
    ['portal', file('{ singleSignOn: { startUrl: acme, region: us-east-1 } }'), ['4:29 settings.singleSignOn.startUrl: expected a URL like https://acme.awsapps.com/start; received "acme"']],
    ['duration of what is not cached', `promptCaching: false\n${file('{ promptCacheDuration: 1h }')}`, ["5:13 settings.promptCacheDuration: Prompts are not cached, so how long they are cached has no effect; received '1h'. Remove it, or cache prompts."]],
    ['a team that does not cache what the file keeps for an hour', `${HEAD}settings: { promptCacheDuration: 1h }\nteams:\n  a:\n    promptCaching: false\n`, ["4:13 settings.promptCacheDuration: Prompts are not cached, so how long they are cached has no effect; received '1h'. Remove it, or cache prompts."]],
    ['an hour of a model that keeps a prompt for five minutes', team('{ promptCacheDuration: 1h }').replace('claude-opus-4-8', 'claude-opus-4-1'), [
      "6:17 teams.a.settings.promptCacheDuration: Prompts are cached for an hour by models from Claude 4.5 on; received '1h' for Claude Opus 4.1. Use '5m', or another model.",
    ]],
    ['a model of the team\'s own that is denied', file('{ deniedModels: [claude-opus-4-8] }'), [
      "4:13 settings.deniedModels: A denied model is none of the team's own; received 'claude-opus-4-8'.",
    ]],
    ['large context that a model always has', team('{ oneMillionContext: [sonnet] }'), ['6:17 teams.a.settings.oneMillionContext: Claude Sonnet 5 always has a context of a million tokens; remove the setting that asks for it.']],
    ['large context of a tier that the team lacks', team('{ oneMillionContext: [haiku] }'), ['6:17 teams.a.settings.oneMillionContext: The team has no tier haiku; it has opus, sonnet.']],
  ])('%s', (_, yaml, expected) => {
    expect(locatedMistakesIn(yaml)).toEqual(expected);
  });

  test('the large context of the file drops out where a team lacks the tier', () => {
    const configuration = loadConfiguration(temporaryFile(`${HEAD}settings: { oneMillionContext: [opus] }\nteams: { a: { models: { opus: null } }, b: {} }\n`));

    expect(configuration.teams.map((each) => each.settings?.oneMillionContext)).toEqual([[], ['opus']]);
  });

  test('a team\'s keys replace those of the file, key by key', () => {
    const [only] = loadConfiguration(temporaryFile(`${HEAD}settings: { serviceTier: flex, modelOverrides: true }\nteams: { a: { settings: { serviceTier: priority } } }\n`)).teams;

    expect(only!.settings).toMatchObject({ serviceTier: 'priority', modelOverrides: true });
  });
});

describe('a guardrail', () => {
  const guardrail = (text: string): string[] => locatedMistakesIn(`${HEAD}guardrail: ${text}\nteams: { a: {} }\n`);

  test.each<[string, string, string[]]>([
    ['one that exists', '{ id: abc123, version: 2 }', []],
    ['one to create', '{ promptAttacks: high }', []],
    ['without version', '{ id: abc123 }', ['4:1 guardrail: A guardrail that exists is named by id and version; received only id.']],
    ['the draft', '{ id: abc123, version: DRAFT }', ['4:26 guardrail.version: expected a published version, which is a whole number; received "DRAFT"']],
    ['without a filter', '{ blockedMessage: No. }', ['4:1 guardrail: A guardrail needs at least one filter; received none.']],
    ['both', '{ id: abc123, version: 2, promptAttacks: high }', ['4:1 guardrail: A guardrail that exists keeps its own filters; remove promptAttacks, or id and version to create another.']],
    ['an unknown strength', '{ promptAttacks: strong }', ['4:14 guardrail.promptAttacks: expected one of low, medium, high; received "strong"']],
    ['a lower-case kind', '{ sensitiveInformation: [aws_secret_key] }', ["4:37 guardrail.sensitiveInformation.0: A kind of sensitive information is written like AWS_SECRET_KEY; received 'aws_secret_key'."]],
  ])('%s', (_, text, expected) => {
    expect(guardrail(text)).toEqual(expected);
  });
});
