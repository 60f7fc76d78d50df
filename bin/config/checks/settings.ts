import { tokenProblems } from '../../../lib/settings/claude-code-settings';
import { Path, Problem } from '../problem';
import { mappingOf } from './raw';

/** Checks across the limits of a request: those of a team stand beside those that it inherits from the file. */
export function limitProblems(path: Path, own: unknown, inherited: unknown): Problem[] {
  const [first, second] = [mappingOf(own), mappingOf(inherited)];
  const maxOutput = toNumber(first.maxOutput ?? second.maxOutput);
  const thinking = toNumber(first.thinking ?? second.thinking);
  const alone = [...tokenProblems(maxOutput), ...tokenProblems(undefined, thinking)];
  return own === undefined || alone.length > 0
    ? []
    : tokenProblems(maxOutput, thinking).map((message) => ({ path: [...path, 'thinking'], message }));
}

function toNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
