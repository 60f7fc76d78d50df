import { Document, isMap, isPair, LineCounter, Node } from 'yaml';
import { LocatedProblem, Path, Problem } from './problem';

/** Adds the line and column of the key that a problem is about, or of the nearest one above it. */
export function locate(problem: Problem, document: Document, lines: LineCounter): LocatedProblem {
  for (let length = problem.path.length; length > 0; length--) {
    const offset = offsetOf(document, problem.path.slice(0, length));
    if (offset !== undefined) {
      const { line, col } = lines.linePos(offset);
      return { ...problem, line, column: col };
    }
  }
  return problem;
}

function offsetOf(document: Document, path: Path): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && String((item.key as { value?: unknown }).value) === String(path.at(-1)));
    return (pair?.key as Node | undefined)?.range?.[0];
  }
  return (document.getIn(path, true) as Node | undefined)?.range?.[0];
}
