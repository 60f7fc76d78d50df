import type { ClaudeModel } from '../../lib/models/claude-model';
import { Geography } from '../../lib/models/geography';
import { defaultMaxOutput } from '../shared/model-facts';
import type { Quota } from './aws-calls';
import { Check, fail, Finding, fromError, pass, Patient, skip, warn } from './check';

/** A prompt of a session that has been going on for a while, in tokens. */
const TYPICAL_PROMPT = 50_000;

/** Fewer requests a minute than this are felt by one developer. */
const FEW_REQUESTS = 10;

/** The share of a quota from which its users are being throttled, or soon will be. */
const NEARLY_USED = 0.8;

/**
 * How many requests a minute fit the quota, and how much of it the team itself has used. A request reserves its prompt and
 * its largest answer when it starts. The quota is the account's: other teams use it too.
 *
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/quotas-token-burndown.html
 */
export const quota: Check = {
  id: 'quota',
  title: 'Quota of tokens per minute',
  async run(patient: Patient): Promise<Finding[]> {
    let quotas: Quota[];
    try {
      quotas = await patient.aws.quotas();
    } catch (error) {
      return [fromError(error, 'The quotas of the account', { deniedIsSkipped: true })];
    }
    const models = new Map(Object.values(patient.chosen.team.models).map((model) => [model.displayName, model]));
    return Promise.all([...models.keys()].sort().map((name) => headroom(models.get(name)!, quotas, patient)));
  },
};

async function headroom(called: ClaudeModel, quotas: readonly Quota[], patient: Patient): Promise<Finding> {
  const { configuration, team } = patient.chosen;
  const model = called.displayName;
  const reach = configuration.geography.prefix === Geography.GLOBAL.prefix ? 'Global cross-region' : 'Cross-region';
  const name = `${reach} model inference tokens per minute for Anthropic ${model}`;
  const found = quotaNamed(name, quotas);
  if (found === undefined) {
    return skip(`${model}: Service Quotas lists no '${name}'`);
  }
  const answer = team.tokens?.maxOutput ?? defaultMaxOutput(called);
  const reserved = TYPICAL_PROMPT + answer;
  const requests = Math.floor(found.value / reserved);
  const used = await usageOf(model, patient);
  const text = `${model}: ${shown(found.value)} tokens a minute, room for about ${requests} requests a minute that reserve ${shown(reserved)} tokens each`
    + `, ${shown(answer)} of them for the answer`
    + (used === undefined ? '' : `; the team used at most ${shown(used)} in a minute of the last hour`);
  const mend = `aws service-quotas request-service-quota-increase --region ${configuration.region} --service-code bedrock `
    + `--quota-code ${found.code} --desired-value ${Math.max(FEW_REQUESTS * reserved, 2 * found.value)}; or lower tokens.maxOutput`;
  if (requests < 1) {
    return fail(`${text}.`, mend);
  }
  return requests < FEW_REQUESTS || (used !== undefined && used > found.value * NEARLY_USED) ? warn(`${text}.`, mend) : pass(text);
}

/** Names are spelt differently from model to model: some end in a version. */
function quotaNamed(name: string, quotas: readonly Quota[]): Quota | undefined {
  const wanted = name.toLowerCase();
  return quotas.find((candidate) => candidate.name.toLowerCase() === wanted)
    ?? quotas.find((candidate) => candidate.name.toLowerCase().startsWith(`${wanted} v`));
}

/** What the team has used; undefined where the session may not see it. */
async function usageOf(model: string, { aws, chosen: { team }, profiles = {} }: Patient): Promise<number | undefined> {
  const ids = Object.entries(team.models)
    .filter(([tier, candidate]) => candidate.displayName === model && profiles[tier] !== undefined)
    .map(([tier]) => profiles[tier]!.arn.split('/')[1]!);
  return ids.length === 0 ? undefined : aws.peakUsage([...new Set(ids)]).catch(() => undefined);
}

function shown(tokens: number): string {
  return tokens.toLocaleString('en');
}
