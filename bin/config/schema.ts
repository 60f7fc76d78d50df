import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { permissionSetNameProblem } from '../../lib/access/identity-center-principal';
import { Geography } from '../../lib/models/geography';
import { MODEL_TIERS, ModelTier } from '../../lib/models/model-tier';
import { ModelDestinations } from '../../lib/profiles/model-destinations';
import { COST_CENTER_TAG, TEAM_TAG, teamNameProblem } from '../../lib/team/team-name';

/**
 * The shape of `claude-code.yaml`. Checks of one value stand here; checks across values stand in `checks.ts`.
 * The committed JSON Schema is generated from it, so every key has a description.
 */

/** The longest distance at which a misspelt key is still recognised. */
const MISSPELT = 3;

const text = (rule: string) => z.string({ error: `expected ${rule}` });
const matching = (rule: string, pattern: RegExp) => text(rule).regex(pattern, { error: `expected ${rule}` });
const amount = (rule: string) => z.number({ error: `expected ${rule}` }).positive({ error: `expected ${rule}` });
const whole = (rule: string, min: number, max: number) =>
  z.int({ error: `expected ${rule}` }).min(min, { error: `expected ${rule}` }).max(max, { error: `expected ${rule}` });
const choice = <T extends string>(values: readonly T[]) => z.enum(values as [T, ...T[]], { error: `expected ${oneOf(values)}` });
const listOf = <T extends z.ZodType>(item: T, rule: string) =>
  z.array(item, { error: `expected a list of ${rule}` }).min(1, { error: `expected at least one of ${rule}` });
const later = (what: string) => z.undefined({ error: `${what} cannot be configured yet; remove the key` }).optional();

/** A mapping with these keys and no others. */
function mapping<T extends z.ZodRawShape>(shape: T) {
  const keys = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? unknownKeys(issue.keys as string[], keys) : `expected a mapping with the keys ${keys.join(', ')}`),
  });
}

function unknownKeys(received: readonly string[], keys: readonly string[]): string {
  return received.map((key) => `unknown key '${key}'${didYouMean(key, keys)}; accepted here: ${keys.join(', ')}`).join('\n');
}

/** A hint for a misspelt word, or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const nearest = known.length > 0 ? closest(word, known) : undefined;
  return nearest !== undefined && distance(word, nearest) <= MISSPELT ? ` (did you mean '${nearest}'?)` : '';
}

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? `'${values[0]}'` : `one of ${values.join(', ')}`;
}

const principalArn = matching(
  'the ARN of a role or a user, like arn:aws:iam::111122223333:role/Build',
  /^arn:aws(-[a-z]+)*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/,
);

const givenModel = mapping({
  id: matching('a foundation model id, like anthropic.claude-opus-5-5', /^anthropic\.claude-[a-z0-9.:-]+$/)
    .describe('The id of the foundation model.'),
  inferenceProfileId: text('the id of a system inference profile, like us.anthropic.claude-opus-5-5')
    .describe('The id of the system inference profile in the geography of this file; `aws bedrock list-inference-profiles` prints it.'),
  name: matching('letters, digits, dots and single hyphens', /^[A-Za-z0-9.:]+(-[A-Za-z0-9.:]+)*$/).optional()
    .describe('A short name, which becomes part of profile names. Default: the id without `anthropic.`.'),
  displayName: text('a text').optional().describe('What people see in the model picker. Default: the name.'),
  capabilities: listOf(text('a capability like effort or thinking'), 'capabilities').optional()
    .describe('What Claude Code may send to the model, like effort or thinking. Default: nothing.'),
  destinationRegions: listOf(text('a region'), 'regions').optional()
    .describe('Where a call may be served; needed only with `destinations: pinned`.'),
});

const model = z.union([text('the name of a model'), givenModel], {
  error: 'expected the name of a model of the catalogue, or a mapping with id and inferenceProfileId',
});

const tiers = <T extends z.ZodType>(value: T) =>
  Object.fromEntries(MODEL_TIERS.map((tier) => [tier, value.optional()])) as Record<ModelTier, z.ZodOptional<T>>;

/** The models of a team: like those of the file, and null takes a tier away. */
export const teamModelsSchema = mapping(tiers(z.union([model, z.null()], {
  error: 'expected the name of a model of the catalogue, a mapping with id and inferenceProfileId, or null to take the tier away',
})));

const thresholds = listOf(amount('a percentage above zero').max(1000, { error: 'expected a percentage of at most 1000' }), 'percentages').optional();

const budgetKeys = {
  monthlyUsd: amount('an amount above zero, in US dollars').describe('The limit of a calendar month, in US dollars.'),
  actual: thresholds.describe('The percentages of the limit that alert once spent. Default: 50, 80, 100.'),
  forecast: thresholds.describe('The percentages of the limit that alert once forecast. Default: 100.'),
};

const hours = whole('a whole number of hours from 1 to 12', 1, 12);

const developers = mapping({
  identityCenter: text('the name of a permission set').optional().superRefine(refine(permissionSetNameProblem))
    .describe('The permission set, assigned in this account, whose holders may assume the developer role.'),
  principals: listOf(principalArn, 'ARNs of roles or users').optional()
    .describe('The roles and users, of any account, that may assume the developer role.'),
  maxHours: hours.optional().describe('How long a session may last; one hour at most when it is entered from another role. Default: 8.'),
});

const apiKeys = mapping({
  shortTerm: mapping({
    principals: listOf(principalArn, 'ARNs of roles or users').describe('Who may assume the role that mints keys.'),
    maxHours: hours.optional().describe('How long a key may live. Default: 8.'),
  }).optional().describe('Short-term Bedrock API keys, minted from the sessions of a role.'),
  longTerm: later('Long-term API keys'),
});

const tokens = mapping({
  maxOutput: whole('a whole number of tokens above zero', 1, Number.MAX_SAFE_INTEGER).optional()
    .describe('The most tokens that a request may produce.'),
  thinking: whole('a whole number of at least 1024 tokens', 1024, Number.MAX_SAFE_INTEGER).optional()
    .describe('The thinking budget; models that think adaptively ignore it.'),
});

const team = mapping({
  costCenter: matching('1 to 256 letters, digits, spaces and _.:/=+@-', /^[\w .:/=+@-]{1,256}$/).optional()
    .describe('What finance books the team under; the value of its `costCenter` tag.'),
  models: teamModelsSchema.optional().describe('Overrides of the models above, tier by tier; null takes the tier away.'),
  defaultTier: choice(MODEL_TIERS).optional().describe('The tier that a session starts with. Default: the one of the file.'),
  tokens: tokens.optional().describe('Overrides of the tokens above.'),
  promptCaching: z.boolean({ error: 'expected true or false' }).optional().describe('Whether prompts are cached. Default: that of the file.'),
  access: mapping({
    developers: developers.optional().describe('Who may assume the developer role.'),
    github: later('Roles for GitHub Actions'),
    apiKeys: apiKeys.optional().describe('Bedrock API keys.'),
  }).optional().describe('How people and programs of the team sign in.'),
  budget: mapping({
    ...budgetKeys,
    onExceeded: z.literal('notify', { error: "expected 'notify'; stopping a team cannot be configured yet" }).optional()
      .describe('What happens at the limit. Default: notify.'),
  }).optional().describe('The limit of the team, by its tag.'),
});

export const configurationSchema = mapping({
  account: matching('twelve digits in quotes', /^\d{12}$/).optional()
    .describe('The account to deploy to. Default: the templates work in any account.'),
  region: matching('a region, like us-east-1', /^[a-z]{2}(-[a-z]+)+-\d$/).describe('The region in which requests enter.'),
  geography: choice(Geography.all().map((geography) => geography.prefix)).describe('Where calls may be served.'),
  namePrefix: matching('lower-case letters and digits with single hyphens between', /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/).optional()
    .describe('The beginning of every name that people type. Default: claude-code.'),
  destinations: choice(Object.values(ModelDestinations)).optional()
    .describe('Whether policies name every region of a model (any) or the destinations that the catalogue lists (pinned). Default: any.'),
  models: mapping(tiers(model)).describe('The model of each tier.'),
  defaultTier: choice(MODEL_TIERS).optional().describe('The tier that a session starts with. Default: sonnet.'),
  tokens: tokens.optional().describe('Limits of a request. Default: Claude Code\'s own.'),
  promptCaching: z.boolean({ error: 'expected true or false' }).optional().describe('Whether prompts are cached. Default: true.'),
  tags: z.record(
    z.string().superRefine(refine(tagKeyProblem)),
    matching('1 to 256 letters, digits, spaces and _.:/=+@-', /^[\w .:/=+@-]{1,256}$/),
    { error: 'expected a mapping of tags' },
  ).optional().describe('Tags of everything that is deployed.'),
  alerts: mapping({
    emails: listOf(z.email({ error: 'expected an e-mail address' }), 'e-mail addresses').describe('Who gets alerts.'),
  }).optional().describe('Where alerts go.'),
  budget: mapping(budgetKeys).optional().describe('The limit of the whole account.'),
  acknowledgedWarnings: z.record(z.string(), text('the reason'), { error: 'expected a mapping of warning ids to reasons' }).optional()
    .describe('Warnings that are not to be shown, each with its reason.'),
  teams: z.record(z.string().superRefine(refine(teamNameProblem)), team, { error: 'expected a mapping of teams, by their names' })
    .refine((teams) => Object.keys(teams).length > 0, { error: 'expected at least one team' })
    .describe('The teams, by their names.'),
});

export type RawConfiguration = z.infer<typeof configurationSchema>;

function tagKeyProblem(key: string): string | undefined {
  if (key === TEAM_TAG || key === COST_CENTER_TAG) {
    return `The tag '${key}' is set for each team by this project; remove it here.`;
  }
  return /^(?!aws:)[\w .:/=+@-]{1,128}$/i.test(key)
    ? undefined
    : `A tag key is 1 to 128 letters, digits, spaces and _.:/=+@- and does not begin with aws:; received '${key}'.`;
}

/** Uses a rule of the library as a check of the schema. */
function refine(problemOf: (value: string) => string | undefined) {
  return (value: string | undefined, context: z.RefinementCtx) => {
    const problem = value === undefined ? undefined : problemOf(value);
    if (problem !== undefined) {
      context.addIssue({ code: 'custom', message: problem, params: { complete: true } });
    }
  };
}
