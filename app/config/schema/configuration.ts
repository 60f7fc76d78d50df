import { z } from 'zod';
import {
  ClaudeCodeTeamOptions, COST_CENTER_TAG, DEFAULT_TIERS, Geography, ModelDestinations, namePrefixProblem, TEAM_TAG, teamNameProblem,
} from '../../../lib/rules';
import { accessSchema, fileAccessKeys } from './access';
import { accountBudgetSchema, alarmsSchema, alertsSchema, anomaliesSchema, pricesSchema, teamBudgetSchema } from './cost';
import { modelsSchema, teamModelsSchema } from './models';
import { choice, mapping, matching, regionName, rule, tagValue, text, yesOrNo } from './parts';
import { guardrailSchema, settingsSchema, tokensSchema } from './settings';
import { tied } from './tied';

/**
 * The shape of `claude-code.yaml`. Checks of one value stand here; checks across values are rules of the
 * library, which `judge.ts` asks.
 * The committed JSON Schema is generated from it, so every key has a description.
 */

type TeamSection = Omit<ClaudeCodeTeamOptions, 'settings' | 'prices'> & {
  models?: z.output<typeof teamModelsSchema>;
  settings?: z.output<typeof settingsSchema>;
};

const teamSchema = tied<TeamSection>()(mapping({
  costCenter: tagValue().optional().describe('What finance books the team under; the value of its `costCenter` tag.'),
  models: teamModelsSchema.optional().describe('Overrides of the models above, tier by tier; null takes the tier away.'),
  defaultTier: choice(DEFAULT_TIERS).optional().describe('The tier that a session starts with. Default: the one of the file.'),
  tokens: tokensSchema.optional().describe('Overrides of the tokens above.'),
  promptCaching: yesOrNo().optional().describe('Whether prompts are cached. Default: that of the file.'),
  settings: settingsSchema.optional().describe('Overrides of the settings above, key by key.'),
  access: accessSchema.optional().describe('How people and programs of the team sign in.'),
  budget: teamBudgetSchema.optional().describe('The limit of the team, by its tag.'),
  alarms: alarmsSchema.optional().describe('Overrides of the alarms above, one by one.'),
}));

export const configurationSchema = mapping({
  account: matching('twelve digits in quotes', /^\d{12}$/).optional()
    .describe('The account to deploy to. Default: the templates work in any account.'),
  region: regionName().describe('The region in which requests enter.'),
  geography: choice(Geography.all().map((geography) => geography.prefix)).describe('Where calls may be served.'),
  namePrefix: text('a text').optional().superRefine(rule(namePrefixProblem))
    .describe('The beginning of every name that people type. Default: claude-code.'),
  destinations: choice(Object.values(ModelDestinations)).optional()
    .describe('Whether policies name every region of a model (any) or the destinations that the catalogue lists (pinned). Default: any.'),
  models: modelsSchema.describe('The model of each tier.'),
  defaultTier: choice(DEFAULT_TIERS).optional().describe('The tier that a session starts with. Default: sonnet.'),
  tokens: tokensSchema.optional().describe('Limits of a request. Default: Claude Code\'s own.'),
  promptCaching: yesOrNo().optional().describe('Whether prompts are cached. Default: true.'),
  settings: settingsSchema.optional().describe('How Claude Code behaves, besides the above.'),
  guardrail: guardrailSchema.optional().describe('The guardrail that every call has to name: one that exists, or one to create. Default: none.'),
  tags: z.record(z.string().superRefine(rule(tagKeyProblem)), tagValue(), { error: 'expected a mapping of tags' })
    .refine((tags) => new Set(Object.keys(tags).map((key) => key.toLowerCase())).size === Object.keys(tags).length, {
      error: 'expected keys that differ by more than upper and lower case, which IAM does not tell apart' })
    .optional()
    .describe('Tags of everything that is deployed.'),
  alerts: alertsSchema.optional().describe('Where alerts go.'),
  budget: accountBudgetSchema.optional().describe('The limit of the whole account.'),
  alarms: alarmsSchema.optional().describe('Alarms within minutes, of every team. Default: none; CloudWatch bills them.'),
  prices: pricesSchema.optional().describe('Prices in US dollars per million tokens, by the names of models. Default: the list prices of the catalogue.'),
  dashboard: yesOrNo().optional().describe('Whether there is a dashboard of every team\'s use, at 3 USD a month for each 30 teams or so. Default: false.'),
  anomalies: anomaliesSchema.optional().describe('Alerts on cost that departs from its own past. Default: none.'),
  costExport: yesOrNo().optional().describe('Whether the account\'s cost is exported daily with the person behind it; the bucket costs cents a month. Default: false.'),
  ...fileAccessKeys,
  acknowledgedWarnings: z.record(z.string(), text('the reason'), { error: 'expected a mapping of warning ids to reasons' }).optional()
    .describe('Warnings that are not to be shown, each with its reason.'),
  teams: z.record(z.string().superRefine(rule(teamNameProblem)), teamSchema, { error: 'expected a mapping of teams, by their names' })
    .refine((teams) => Object.keys(teams).length > 0, { error: 'expected at least one team' })
    .describe('The teams, by their names.'),
});

export type RawConfiguration = z.infer<typeof configurationSchema>;

function tagKeyProblem(key: string): string | undefined {
  if ([TEAM_TAG, COST_CENTER_TAG].some((own) => own.toLowerCase() === key.toLowerCase())) {
    return `The tag '${key}' is set for each team by this project; remove it here.`;
  }
  return /^(?!aws:)[\w .:/=+@-]{1,128}$/i.test(key)
    ? undefined
    : `A tag key is 1 to 128 letters, digits, spaces and _.:/=+@- and does not begin with aws:; received '${key}'.`;
}
