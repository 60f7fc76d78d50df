import { printable } from './printable';

/** Where in the configuration something stands: keys and, in lists, indexes. */
export type Path = readonly (string | number)[];

/** One mistake of a user. */
export interface Problem {
  /** Empty for the file as a whole. */
  readonly path: Path;
  /** The rule, the value received, and what to do. */
  readonly message: string;
}

/** Mistakes in the configuration, all of them; its message is what the user reads. */
export class ConfigurationError extends Error {
  constructor(file: string, public readonly problems: readonly LocatedProblem[]) {
    super(render(file, problems));
  }
}

/** A mistake with its line and column in the file, where it has one. */
export interface LocatedProblem extends Problem {
  readonly line?: number;
  readonly column?: number;
}

function render(file: string, problems: readonly LocatedProblem[]): string {
  const count = problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`;
  const lines = [...problems].sort(byPosition).map((problem) => {
    const position = problem.line === undefined ? file : `${file}:${problem.line}:${problem.column}`;
    const subject = problem.path.length === 0 ? '' : ` ${printable(problem.path.join('.').replace(/\s+/g, ' '))}`;
    return `  ${position}${subject}\n    ${printable(problem.message).split('\n').join('\n    ')}`;
  });
  return `${count} in the configuration; nothing was written.\n\n${lines.join('\n')}\n`;
}

function byPosition(a: LocatedProblem, b: LocatedProblem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
