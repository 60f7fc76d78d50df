import { FixedCost } from '../model/fixed-cost';
import { literal } from './document';

/** The sum in words. */
export function totalWords(costs: readonly FixedCost[]): string {
  const total = costs.reduce((sum, cost) => sum + (cost.monthlyUsd ?? 0), 0);
  const unknown = costs.filter((cost) => cost.monthlyUsd === undefined).map((cost) => literal(cost.what));
  return `**${usd(total)} a month** while nobody calls a model${unknown.length > 0 ? `, and what ${unknown.join(', ')} cost` : ''}.`;
}

export function usd(amount: number): string {
  return `${amount.toLocaleString('en-US', { minimumFractionDigits: amount % 1 === 0 ? 0 : 2, maximumFractionDigits: 2 })} USD`;
}
