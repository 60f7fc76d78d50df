import { Geography } from '../../../lib/models/geography';
import { Check, fail, Finding, fromError, pass, Patient, skip, warn } from './check';

/** What the client reserves from the quota for the answer when nothing else is set. */
const DEFAULT_MAX_OUTPUT = 32_000;

/** A prompt of a session that has been going on for a while, in tokens. */
const TYPICAL_PROMPT = 50_000;

/** Fewer requests a minute than this are felt by one developer. */
const FEW_REQUESTS = 10;

/**
 * How many requests a minute fit the quota. A request reserves its prompt and its largest answer when it starts.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/quotas-token-burndown.html
 */
export const quota: Check = {
  id: 'quota',
  title: 'Quota of tokens per minute',
  async run({ aws, chosen: { configuration, team } }: Patient): Promise<Finding[]> {
    let quotas;
    try {
      quotas = await aws.quotas();
    } catch (error) {
      return [fromError(error, 'The quotas of the account', { deniedIsSkipped: true })];
    }
    const reserved = TYPICAL_PROMPT + (team.tokens.maxOutput ?? DEFAULT_MAX_OUTPUT);
    const names = [...new Set(Object.values(team.models).map((model) => model.displayName))].sort();
    return names.map((model): Finding => {
      const prefix = `${configuration.geography.prefix === Geography.GLOBAL.prefix ? 'Global cross-region' : 'Cross-region'} model inference tokens per minute for Anthropic ${model}`;
      const found = quotas.find(({ name }) => name.toLowerCase() === prefix.toLowerCase())
        ?? quotas.find(({ name }) => name.toLowerCase().startsWith(`${prefix.toLowerCase()} v`));
      if (found === undefined) {
        return skip(`${model}: Service Quotas lists no '${prefix}'`);
      }
      const requests = Math.floor(found.value / reserved);
      const text = `${model}: ${found.value.toLocaleString('en')} tokens a minute, room for about ${requests} requests a minute that reserve ${reserved.toLocaleString('en')} tokens each`;
      const mend = `aws service-quotas request-service-quota-increase --region ${configuration.region} --service-code bedrock --quota-code ${found.code} --desired-value …`;
      if (requests < 1) {
        return fail(`${text}.`, `${mend}; or lower tokens.maxOutput`);
      }
      return requests < FEW_REQUESTS ? warn(`${text}.`, mend) : pass(text);
    });
  },
};
