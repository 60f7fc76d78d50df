import { ClaudeModel } from '../../lib/models/claude-model';

/** What Claude Code asks of a model that it knows by no name. */
const OTHERS = 32_000;

/** The longest answer that Claude Code asks of a model by default, in tokens: it is reserved from the quota when a request starts. */
export function defaultMaxOutput(model: ClaudeModel): number {
  return model._maxOutputTokens?.default ?? OTHERS;
}

/** The retention modes with which they answer; the second is the older word for the first. */
export const REVIEWED_RETENTION: readonly string[] = ['aws_review', 'provider_data_share'];

/** Whether a model needs one of those modes; where that is only presumed, the first call tells. */
export function needsDataRetention(foundationModelId: string): boolean {
  return ClaudeModel.names().map((name) => ClaudeModel.fromName(name)).some((model) =>
    model.foundationModelId === foundationModelId && model._dataRetention !== undefined && model._dataRetention.confidence !== 'presumed');
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
