import { ClaudeModel } from '../../lib/models/claude-model';

/**
 * The longest answer that Claude Code asks for where nothing else is set, in tokens, by the model's name: it is reserved from
 * the quota when a request starts. Read from Claude Code 2.1.331; it knows other models by no name and asks 32,000 of them.
 */
const MAX_OUTPUT: Readonly<Record<string, number>> = {
  'claude-fable-5': 64_000,
  'claude-fable-5-1': 64_000,
  'claude-fable-5-2': 128_000,
  'claude-mythos-5': 64_000,
  'claude-mythos-5-1': 64_000,
  'claude-mythos-5-2': 128_000,
  'claude-opus-4-6': 64_000,
  'claude-opus-4-7': 64_000,
  'claude-opus-4-8': 64_000,
  'claude-opus-5': 64_000,
  'claude-opus-5-5': 128_000,
  'claude-sonnet-5': 64_000,
  'claude-sonnet-5-5': 128_000,
  'claude-haiku-5-5': 128_000,
  'claude-3-5-sonnet': 8192,
  'claude-3-5-haiku': 8192,
};

const OTHERS = 32_000;

/** The longest answer that Claude Code asks of a model by default, in tokens. */
export function defaultMaxOutput(model: ClaudeModel): number {
  return MAX_OUTPUT[model.name] ?? OTHERS;
}

/** Models that Bedrock refuses until the account, in the region of the call, keeps data for review. */
const NEED_RETENTION = /^anthropic\.claude-fable-5(-1)?(-\d{8})?(-v\d+:\d+)?$/;

/** The retention modes with which they answer; the second is the older word for the first. */
export const REVIEWED_RETENTION: readonly string[] = ['aws_review', 'provider_data_share'];

/** Whether a model needs one of those modes. */
export function needsDataRetention(foundationModelId: string): boolean {
  return NEED_RETENTION.test(foundationModelId);
}

/** The newest model of the same family that can be called in a geography; undefined where the model is that one itself. */
export function successorOf(model: ClaudeModel, geography: string): string | undefined {
  const newest = ClaudeModel.names().map((name) => ClaudeModel.fromName(name))
    .filter((candidate) => candidate.family === model.family && candidate.geographies.includes(geography))
    .sort((a, b) => compareVersions(a.name, b.name)).at(-1);
  return newest === undefined || newest.name === model.name ? undefined : newest.name;
}

function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((name) => (name.match(/\d+/g) ?? []).map(Number)) as [number[], number[]];
  const index = [0, 1, 2].find((position) => (a[position] ?? 0) !== (b[position] ?? 0));
  return index === undefined ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
