import { z } from 'zod';
import {
  AutoMode, EffortLevel, endpointProblems, FilterStrength, GuardrailOptions, MODEL_TIERS, PromptCacheDuration, ServiceTier, TeamSettingsOptions,
  TelemetryProtocol, TokenOptions, versionProblems,
} from '../../../lib/rules';
import { choice, listOf, mapping, matching, regionName, rule, text, whole, yesOrNo } from './parts';
import { tied } from './tied';

/** Limits of a request, in tokens. */
export const tokensSchema = tied<TokenOptions>()(mapping({
  maxOutput: whole('a whole number of tokens above zero', 1, Number.MAX_SAFE_INTEGER).optional()
    .describe('The most tokens that a request may produce.'),
  thinking: whole('a whole number of at least 1024 tokens', 1024, Number.MAX_SAFE_INTEGER).optional()
    .describe('The thinking budget; models that think adaptively ignore it.'),
}));

const texts = (rule: string) => z.record(z.string(), text('a text in quotes'), { error: `expected a mapping of ${rule}` });

const telemetry = mapping({
  endpoint: text('a URL like https://collector.example.com:4318').describe('The OpenTelemetry collector, over https. Required.'),
  protocol: choice(Object.values(TelemetryProtocol)).optional().describe('How telemetry travels. Default: http/protobuf.'),
  metrics: yesOrNo().optional().describe('Whether metrics are sent. Default: true.'),
  logs: yesOrNo().optional().describe('Whether events are sent; never prompts or answers. Default: false.'),
  headersHelper: text('a command').optional().describe('The program, by its full path, that prints the headers of the collector as JSON. Default: no headers.'),
  resourceAttributes: texts('resource attributes').optional()
    .describe('Labels besides team.id and cost_center; AWS\'s dashboards read department and organization. Default: none.'),
  enforceResourceAttributes: yesOrNo().optional()
    .describe('Whether managed settings hold the labels, which overwrites a person\'s own. Default: false, they stand beside the person.'),
});

const singleSignOn = mapping({
  startUrl: matching('a URL like https://acme.awsapps.com/start', /^https:\/\/[^\s"'\\]+$/).describe('The access portal of IAM Identity Center.'),
  region: regionName().describe('The region of IAM Identity Center.'),
  session: matching('letters, digits and hyphens', /^[A-Za-z0-9-]+$/).optional().describe('The name of the session in ~/.aws/config. Default: namePrefix.'),
});

const effort = (tier: string) => choice(Object.values(EffortLevel)).optional().describe(`The most effort of ${tier}. Default: maxEffortLevel.`);

const maxEffortLevelByTier = mapping({ opus: effort('opus'), sonnet: effort('sonnet'), haiku: effort('haiku'), fable: effort('fable') });

const keysOfClaudeCode = () => z.record(z.string(), z.any(), { error: 'expected a mapping of keys of Claude Code' });

/** How Claude Code behaves, besides models, tokens and caching. */
export const settingsSchema = tied<TeamSettingsOptions & { singleSignOn?: z.output<typeof singleSignOn> }>()(mapping({
  promptCacheDuration: choice(Object.values(PromptCacheDuration)).optional()
    .describe('How long a cached prompt lives. Default: five minutes.'),
  oneMillionContext: listOf(choice(MODEL_TIERS), 'tiers').optional().describe('The tiers that use a context of a million tokens. Default: none.'),
  serviceTier: choice(Object.values(ServiceTier)).optional().describe('How Bedrock prices and schedules requests. Default: default.'),
  minimumClientVersion: text('a version like 2.1.175').superRefine(rule((value) => versionProblems(value)[0])).optional()
    .describe('The oldest Claude Code that may be used. Default: any.'),
  maximumClientVersion: text('a version like 2.1.331').optional().describe('The newest Claude Code that may be used. Default: any.'),
  enforceStartModel: yesOrNo().optional()
    .describe('Whether every session starts with the default tier, whatever a person chose. Default: false.'),
  autoMode: choice(Object.values(AutoMode)).optional()
    .describe('Who judges the tool calls of auto mode: a tier, or off for no auto mode. Default: the client\'s own choice.'),
  maxEffortLevel: choice(Object.values(EffortLevel)).optional().describe('The most effort that a person may choose. Default: any.'),
  maxEffortLevelByTier: maxEffortLevelByTier.optional().describe('The most effort, tier by tier. Default: maxEffortLevel.'),
  deniedModels: listOf(text('the id of a model'), 'ids of models').optional().describe('Models that cannot be chosen. Default: none besides those off the list.'),
  allowedProviders: listOf(text('a provider'), 'providers').optional()
    .describe('The providers that may be used. Default: bedrock, and customEndpoint with a bedrockEndpoint.'),
  requestMetadata: yesOrNo().optional().describe('Whether each request names its team in a header that invocation logs record. Default: false.'),
  language: text('a language').optional().describe('The language that Claude answers in. Default: that of the question.'),
  companyAnnouncements: listOf(text('a sentence'), 'sentences').optional().describe('What people read at the start. Default: nothing.'),
  skipWebFetchPreflight: yesOrNo().optional()
    .describe('Whether pages are fetched without asking Anthropic about their domain first. Default: false.'),
  policy: keysOfClaudeCode().optional()
    .describe('What the agent may do on a machine: permissions, sandbox, hooks, MCP servers, plugins, marketplaces. Default: left to the people.'),
  other: keysOfClaudeCode().optional().describe('Other keys of managed settings, in the words of Claude Code. Default: none.'),
  telemetry: telemetry.optional().describe('Where telemetry goes. Default: nowhere.'),
  bedrockEndpoint: text('a URL').superRefine(rule((value) => endpointProblems(value)[0])).optional()
    .describe('A VPC endpoint or a gateway. Default: the endpoint of the region.'),
  endpointSignsRequests: yesOrNo().optional().describe('Whether that endpoint signs requests itself. Default: false.'),
  customHeaders: texts('headers').optional().describe('Other headers of every request. No credentials. Default: none.'),
  environment: texts('variables').optional().describe('Other variables of Claude Code; an empty one cancels the shell\'s. No credentials. Default: none.'),
  modelOverrides: yesOrNo().optional()
    .describe('Whether ids of the team\'s own models lead to their profiles. Default: ids of cheaper families alone; false: none.'),
  variablesOf2025: yesOrNo().optional().describe('Whether the variables of clients older than 2.0.17 are written too. Default: false.'),
  singleSignOn: singleSignOn.optional().describe('IAM Identity Center, for the profiles that `npm run aws-profile` prints.'),
}));

const strength = (what: string) => choice(Object.values(FilterStrength)).describe(`How much ${what} is blocked: the higher, the more.`);

/** A guardrail that exists, or what one to create blocks; null takes the guardrail profile away. */
type FileGuardrail = GuardrailOptions & { id?: string; version?: number; guardrailProfile?: string | null };

/** The guardrail of the account: one that exists, or one to create. */
export const guardrailSchema = tied<FileGuardrail>()(mapping({
  id: matching('the id of a guardrail: lower-case letters and digits', /^[a-z0-9]+$/).optional()
    .describe('The id of a guardrail that exists in this account and region.'),
  version: whole('a published version, which is a whole number', 1, 99_999_999).optional().describe('The published version of that guardrail.'),
  contentFilters: mapping({
    hate: strength('hate').optional(),
    insults: strength('insults').optional(),
    misconduct: strength('misconduct').optional(),
    sexual: strength('sexual content').optional(),
    violence: strength('violence').optional(),
  }).optional().describe('The strength of each content filter of a guardrail to create.'),
  promptAttacks: strength('prompt attacks').optional().describe('The strength of its filter of prompt attacks.'),
  deniedTopics: z.record(z.string(), mapping({
    definition: text('a sentence').describe('What the topic is.'),
    examples: listOf(text('a sentence'), 'sentences').optional().describe('Sentences that belong to it.'),
  }), { error: 'expected a mapping of topics' }).optional().describe('What may not be talked about, by a name.'),
  sensitiveInformation: listOf(text('a kind like AWS_SECRET_KEY'), 'kinds of sensitive information').optional()
    .describe('The kinds of sensitive information that are blocked.'),
  blockedWords: listOf(text('a word'), 'words').optional().describe('Words and phrases that are blocked.'),
  blockProfanity: yesOrNo().optional().describe('Whether AWS\'s list of profane words is blocked. Default: false.'),
  blockedMessage: text('a sentence').optional().describe('What a person reads instead of an answer.'),
  guardrailProfile: z.union([matching('a guardrail profile, like us.guardrail.v1:0', /^[a-z0-9-]+\.guardrail\.v[0-9:]+$/), z.null()], {
    error: 'expected a guardrail profile, like us.guardrail.v1:0, or null for none',
  }).optional().describe('The guardrail profile that applies the guardrail in several regions. Default: that of the geography, where AWS has one.'),
}));
