import { z } from 'zod';
import {
  AlertOptions, BudgetOptions, CostAnomalyOptions, LimitReaction, ModelPrices, StopApproval, TeamAlarmsOptions, TeamBudgetOptions,
} from '../../../lib/rules';
import { amount, choice, listOf, mapping, matching, whole, yesOrNo } from './parts';
import { tied } from './tied';

const thresholds = () => listOf(amount('a percentage above zero').max(1000, { error: 'expected a percentage of at most 1000' }), 'percentages').optional();

const email = () => z.email({ error: 'expected an e-mail address' });

const usd = () => amount('an amount above zero, in US dollars');

const budgetKeys = {
  monthlyUsd: usd().optional().describe('The limit of a calendar month, in US dollars; this or annualUsd.'),
  annualUsd: usd().optional().describe('The limit of a calendar year, in US dollars; this or monthlyUsd.'),
  actual: thresholds().describe('The percentages of the limit that alert once spent. Default: 50, 80, 100.'),
  forecast: thresholds().describe('The percentages of the limit that alert once forecast. Default: 100.'),
  emails: listOf(email(), 'e-mail addresses').max(10, { error: 'expected at most ten e-mail addresses' }).optional()
    .describe('Who gets the alerts from AWS Budgets itself, besides `alerts`; each has to confirm while signed in to the account.'),
};

/** The limit of the whole account. */
export const accountBudgetSchema = tied<BudgetOptions>()(mapping(budgetKeys));

/** The limit of a team. */
export const teamBudgetSchema = tied<TeamBudgetOptions>()(mapping({
  ...budgetKeys,
  onExceeded: choice(Object.values(LimitReaction)).optional()
    .describe('What happens at the limit: an alert, or an alert and a policy that refuses every call of the team. Default: notify.'),
  approval: choice(Object.values(StopApproval)).optional()
    .describe('With `onExceeded: stop`: whether AWS Budgets stops the team by itself or asks a person first. Default: automatic.'),
  stopPermissionSets: yesOrNo().optional()
    .describe('With `onExceeded: stop`: whether people whose permission set carries the team\'s policy are stopped too, within four more hours. Default: false.'),
}));

/** Alarms within minutes, on what CloudWatch counts. */
export const alarmsSchema = tied<TeamAlarmsOptions>()(mapping({
  hourlyUsd: usd().optional().describe('The estimated rate of cost of one tier, in US dollars per hour, that alarms. 0.60 USD a month for each tier.'),
  dailyUsd: usd().optional().describe('The estimated cost of one tier in a day, in US dollars, that alarms. 0.60 USD a month for each tier.'),
  throttles: whole('a whole number above zero', 1, Number.MAX_SAFE_INTEGER).optional()
    .describe('The throttled calls in five minutes that alarm. 0.10 USD a month for each tier.'),
  clientErrors: whole('a whole number above zero', 1, Number.MAX_SAFE_INTEGER).optional()
    .describe('The client errors in each of three windows of five minutes that alarm. 0.10 USD a month for each tier.'),
  legacyModels: yesOrNo().optional().describe('Whether a call to a legacy model alarms. 0.10 USD a month for each tier. Default: false.'),
  onBurst: choice(Object.values(LimitReaction)).optional()
    .describe('What happens when hourlyUsd is passed: an alarm, or an alarm and a policy that refuses every call of the team for a while. Default: notify.'),
  liftAfterHours: whole('a whole number of hours from 1 to 8759', 1, 8759).optional().describe('With `onBurst: stop`: how long it lasts. Default: 12.'),
}));

const slackChannel = mapping({
  workspaceId: matching('the id of a Slack workspace, like T0123ABCD', /^[0-9A-Z]{1,255}$/).describe('The workspace, authorized in Amazon Q Developer in chat applications.'),
  channelId: matching('the id of a Slack channel, like C0123ABCD', /^[A-Za-z0-9]+$/).describe('The channel.'),
});

const uuid = (what: string) => matching(`the id of ${what}, a UUID`, /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/);

const teamsChannel = mapping({
  tenantId: uuid('a tenant').describe('The tenant.'),
  teamId: uuid('a team').describe('The team, authorized in Amazon Q Developer in chat applications.'),
  channelId: matching('the id of a channel, URL-encoded, like 19%3a…%40thread.tacv2', /^[\w=+/.,-]*%3[aA][\w=+/.,-]*%40[\w=+/.,-]*$/).describe('The channel, as its link has it: 19%3a…%40thread.tacv2.'),
});

const named = <T extends z.ZodType>(channel: T, rule: string) =>
  z.record(matching('letters, digits, hyphens and underscores', /^[\w-]{1,64}$/), channel, { error: `expected ${rule}, by names of your own` }).optional();

/** Where alerts go. */
export const alertsSchema = tied<AlertOptions>()(mapping({
  emails: listOf(email(), 'e-mail addresses').optional().describe('Who gets alerts by e-mail.'),
  https: listOf(z.url({ protocol: /^https$/, error: 'expected a URL that begins with https://' }), 'URLs').optional()
    .describe('Endpoints that get alerts as HTTPS requests, and confirm the first.'),
  slack: named(slackChannel, 'Slack channels').describe('Slack channels, by names of your own.'),
  teams: named(teamsChannel, 'Microsoft Teams channels').describe('Microsoft Teams channels, by names of your own.'),
  encrypted: yesOrNo().optional().describe('Whether alerts are encrypted at rest with a key of the account, at 1 USD a month. Default: false.'),
}).refine(({ emails, https, slack, teams }) => [emails, https, slack, teams].some((subscribers) => subscribers !== undefined), {
  error: 'expected somebody who gets alerts: emails, https, slack or teams',
}));

const price = () => z.number({ error: 'expected an amount of US dollars per million tokens' }).nonnegative({ error: 'expected an amount of zero or more' });

const tokenPrices = {
  input: price().describe('Prompt tokens that no cache served.'),
  output: price().describe('Generated tokens.'),
  cacheRead: price().optional().describe('Prompt tokens read from the cache.'),
  cacheWrite: price().optional().describe('Prompt tokens written to the cache for five minutes.'),
  cacheWriteOneHour: price().optional().describe('Prompt tokens written to the cache for an hour. Default: that of the catalogue, or cacheWrite.'),
};

/** What tokens cost, where the catalogue does not know it or another price was agreed. */
export const pricesSchema = tied<{ [modelName: string]: ModelPrices }>()(z.record(z.string(), mapping({
  ...tokenPrices,
  longPrompt: mapping(tokenPrices).optional().describe('The prices of a request whose prompt is longer than longPromptThreshold.'),
  longPromptThreshold: whole('a whole number of tokens above zero', 1, Number.MAX_SAFE_INTEGER).optional()
    .describe('The longest prompt, in tokens, that has the common price.'),
}), { error: 'expected a mapping of prices, by the names of models' }));

/** Cost that departs from its own past. */
export const anomaliesSchema = tied<CostAnomalyOptions & { byTeam?: boolean }>()(mapping({
  minimumUsd: usd().describe('The least impact of an anomaly, in US dollars, that is worth an alert.'),
  servicesMonitorArn: matching('the ARN of a monitor', /^arn:aws[a-z-]*:ce::\d{12}:anomalymonitor\/[\w-]+$/).optional()
    .describe('The monitor of services that the account has already; `aws ce get-anomaly-monitors` prints it. Default: one is created.'),
  byTeam: yesOrNo().optional().describe('Whether each team has a monitor of its own; only in the account that pays. Default: false.'),
}));
