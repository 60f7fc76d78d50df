import { readFileSync } from 'node:fs';
import { Document, isScalar, LineCounter, Node, parseDocument, visit, YAMLError } from 'yaml';
import { judge } from './judge';
import { locate } from './locate';
import { show } from './printable';
import { ConfigurationError, LocatedProblem } from './problem';
import { Configuration, resolve } from './resolve';
import { understand } from './understand';

/**
 * Reads and checks a configuration file.
 *
 * @throws ConfigurationError with every mistake at once
 */
export function loadConfiguration(file: string): Configuration {
  const lines = new LineCounter();
  const source = readSource(file);
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const [duplicates, broken] = partition(document.errors, (error) => error.code === 'DUPLICATE_KEY');
  if (broken.length > 0) {
    // The first: what follows is mostly its consequence.
    throw new ConfigurationError(file, [syntaxProblem(broken[0]!, lines)]);
  }
  if (document.directives?.yaml.explicit === true && document.directives.yaml.version !== '1.2') {
    throw new ConfigurationError(file, [{ path: [], message: `the file is YAML 1.2; received '%YAML ${document.directives.yaml.version}': remove that line` }]);
  }
  const keys = keyProblems(document, lines);
  const raw = keys.length > 0 ? undefined : toRaw(file, document);
  if (raw === undefined) {
    throw new ConfigurationError(file, [...duplicates.map((error) => duplicateProblem(error, source, lines)), ...keys]);
  }
  const understood = understand(raw);
  const configuration = resolve(understood.file);
  const problems = [...understood.problems, ...judge(understood, configuration)];
  if (problems.length > 0 || duplicates.length > 0) {
    throw new ConfigurationError(file, [
      ...duplicates.map((error) => duplicateProblem(error, source, lines)),
      ...problems.map((problem) => locate(problem, document, lines)),
    ]);
  }
  // Without a problem nothing was dropped, so nothing is missing.
  return configuration as Configuration;
}

function readSource(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : `the file cannot be read (${(error as Error).message})`;
    throw new ConfigurationError(file, [{ path: [], message: `${reason}; name another with -c config=FILE` }]);
  }
}

/** The values of the file; what YAML can say and JSON cannot (aliases without end) is a mistake too. */
function toRaw(file: string, document: Document): unknown {
  try {
    return JSON.parse(JSON.stringify(document.toJS() ?? {}));
  } catch (error) {
    throw new ConfigurationError(file, [{ path: [], message: `this YAML does not stand for plain values: ${(error as Error).message.split('\n')[0]}` }]);
  }
}

/** Keys that JavaScript would take for others: numbers for texts, `__proto__` for nothing. */
function keyProblems(document: Document, lines: LineCounter): LocatedProblem[] {
  const problems: LocatedProblem[] = [];
  visit(document, {
    Pair: (_, pair) => {
      const key = isScalar(pair.key) ? pair.key : undefined;
      if (key === undefined || typeof key.value !== 'string' || key.value === '__proto__') {
        const { line, col } = lines.linePos((pair.key as Node | null)?.range?.[0] ?? 0);
        problems.push({ path: [], line, column: col, message: `a key is a text; received ${key === undefined ? 'a mapping or a list' : show(key.value)}: put numbers in quotes, or choose another name` });
      }
    },
  });
  return problems;
}

function syntaxProblem(error: YAMLError, lines: LineCounter): LocatedProblem {
  const { line, col } = lines.linePos(error.pos[0]);
  return { path: [], line, column: col, message: `this is not YAML: ${error.message}` };
}

function duplicateProblem(error: YAMLError, source: string, lines: LineCounter): LocatedProblem {
  const { line, col } = lines.linePos(error.pos[0]);
  const key = /^[^:\n]*/.exec(source.slice(error.pos[0]))?.[0] ?? '';
  return { path: [key], line, column: col, message: `a key stands once in its mapping; received '${key}' again: keep one of them` };
}

function partition<T>(items: readonly T[], matches: (item: T) => boolean): [T[], T[]] {
  return [items.filter(matches), items.filter((item) => !matches(item))];
}
