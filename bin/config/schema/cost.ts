import { z } from 'zod';
import { amount, listOf, mapping } from './parts';

const thresholds = () => listOf(amount('a percentage above zero').max(1000, { error: 'expected a percentage of at most 1000' }), 'percentages').optional();

const budgetKeys = {
  monthlyUsd: amount('an amount above zero, in US dollars').describe('The limit of a calendar month, in US dollars.'),
  actual: thresholds().describe('The percentages of the limit that alert once spent. Default: 50, 80, 100.'),
  forecast: thresholds().describe('The percentages of the limit that alert once forecast. Default: 100.'),
};

/** The limit of the whole account. */
export const accountBudgetSchema = mapping(budgetKeys);

/** The limit of a team. */
export const teamBudgetSchema = mapping({
  ...budgetKeys,
  onExceeded: z.literal('notify', { error: "expected 'notify'; stopping a team cannot be configured yet" }).optional()
    .describe('What happens at the limit. Default: notify.'),
});

/** Where alerts go. */
export const alertsSchema = mapping({
  emails: listOf(z.email({ error: 'expected an e-mail address' }), 'e-mail addresses').describe('Who gets alerts.'),
});
