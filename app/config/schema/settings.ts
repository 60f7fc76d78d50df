import { z } from 'zod';
import {
  endpointProblems, FilterStrength, GuardrailOptions, MODEL_TIERS, PromptCacheDuration, ServiceTier, TeamSettingsOptions, TelemetryProtocol,
  TokenOptions, versionProblems,
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
  endpoint: text('a URL like https://collector.example.com:4318').describe('The OpenTelemetry collector.'),
  protocol: choice(Object.values(TelemetryProtocol)).optional().describe('How telemetry travels. Default: http/protobuf.'),
  metrics: yesOrNo().optional().describe('Whether metrics are sent. Default: true.'),
  logs: yesOrNo().optional().describe('Whether events are sent; never prompts or answers. Default: false.'),
  headersHelper: text('a command').optional().describe('The command that prints the headers of the collector as JSON.'),
  resourceAttributes: texts('resource attributes').optional().describe('Labels besides the team and its cost centre.'),
});

const singleSignOn = mapping({
  startUrl: matching('a URL like https://acme.awsapps.com/start', /^https:\/\/[^\s"'\\]+$/).describe('The access portal of IAM Identity Center.'),
  region: regionName().describe('The region of IAM Identity Center.'),
  session: matching('letters, digits and hyphens', /^[A-Za-z0-9-]+$/).optional().describe('The name of the session in ~/.aws/config. Default: namePrefix.'),
});

/** How Claude Code behaves, besides models, tokens and caching. */
export const settingsSchema = tied<TeamSettingsOptions & { singleSignOn?: z.output<typeof singleSignOn> }>()(mapping({
  promptCacheDuration: choice(Object.values(PromptCacheDuration)).optional()
    .describe('How long a cached prompt lives. Default: five minutes.'),
  oneMillionContext: listOf(choice(MODEL_TIERS), 'tiers').optional().describe('The tiers that use a context of a million tokens.'),
  serviceTier: choice(Object.values(ServiceTier)).optional().describe('How Bedrock prices and schedules requests. Default: default.'),
  minimumClientVersion: text('a version like 2.1.175').superRefine(rule((value) => versionProblems(value)[0])).optional()
    .describe('The oldest Claude Code that may be used.'),
  telemetry: telemetry.optional().describe('Where telemetry goes. Default: nowhere.'),
  bedrockEndpoint: text('a URL').superRefine(rule((value) => endpointProblems(value)[0])).optional()
    .describe('A VPC endpoint or a gateway instead of the endpoint of the region.'),
  endpointSignsRequests: yesOrNo().optional().describe('Whether that endpoint signs requests itself. Default: false.'),
  customHeaders: texts('headers').optional().describe('Other headers of every request. No credentials.'),
  environment: texts('variables').optional().describe('Other variables of Claude Code. No credentials.'),
  modelOverrides: yesOrNo().optional().describe('Whether the models\' own names lead to the profiles too. Default: false.'),
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
