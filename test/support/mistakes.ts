import { loadConfiguration } from '../../app/config/load';
import { ConfigurationError, LocatedProblem } from '../../app/config/problem';
import { temporaryFile } from './synthesis';

/** The mistakes of a file that is given as text; none of a good one. */
export function mistakesOf(yaml: string): readonly LocatedProblem[] {
  try {
    loadConfiguration(temporaryFile(yaml));
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return error.problems;
    }
    throw error;
  }
  return [];
}

/** `path: message` of every mistake. */
export function mistakesIn(yaml: string): string[] {
  return mistakesOf(yaml).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

/** What a person reads: `line:column path: message` of every mistake. */
export function locatedMistakesIn(yaml: string): string[] {
  return mistakesOf(yaml).map(({ line, column, path, message }) => `${line}:${column} ${path.join('.')}: ${message}`);
}
