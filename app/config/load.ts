import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Document, isMap, isPair, isScalar, LineCounter, Node, parseDocument, visit, YAMLError } from 'yaml';
import { crossProblems } from './checks';
import { ConfigurationError, LocatedProblem, Path, Problem } from './problem';
import { Configuration, resolveConfiguration } from './resolve';
import { configurationSchema } from './schema/configuration';

/** The longest piece of a received value that a message repeats. */
const SHOWN = 80;

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
    throw new ConfigurationError(file, broken.map((error) => syntaxProblem(error, lines)));
  }
  const keys = keyProblems(document, lines);
  const raw = keys.length > 0 ? undefined : toRaw(file, document);
  if (raw === undefined) {
    throw new ConfigurationError(file, [...duplicates.map((error) => duplicateProblem(error, source, lines)), ...keys]);
  }
  const parsed = configurationSchema.safeParse(raw);
  const problems = [...(parsed.error?.issues.flatMap((issue) => issueProblems(issue, raw)) ?? []), ...crossProblems(raw)];
  if (!parsed.success || problems.length > 0 || duplicates.length > 0) {
    throw new ConfigurationError(file, [
      ...duplicates.map((error) => duplicateProblem(error, source, lines)),
      ...problems.map((problem) => locate(problem, document, lines)),
    ]);
  }
  return resolveConfiguration(parsed.data);
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

/** The mistakes behind an issue of the schema: each names the rule and the value received. */
function issueProblems(issue: z.core.$ZodIssue, raw: unknown): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.message.split('\n').map((message, index) => ({ path: [...pathOf(issue), issue.keys[index]!], message }));
  }
  if (issue.code === 'invalid_key') {
    return issue.issues.map((inner) => ({ path: pathOf(issue), message: inner.message }));
  }
  if (issue.code === 'invalid_union') {
    const nested = unionProblems(issue, raw);
    if (nested.length > 0) {
      return nested;
    }
  }
  if (issue.code === 'custom' && issue.params?.complete === true) {
    return [{ path: pathOf(issue), message: issue.message }];
  }
  return [{ path: pathOf(issue), message: `${issue.message}; received ${show(valueAt(raw, pathOf(issue)))}` }];
}

/** Of a union, the branch for the kind of value that was given: a mapping is judged as a mapping. */
function unionProblems(issue: z.core.$ZodIssueInvalidUnion, raw: unknown): Problem[] {
  const path = pathOf(issue);
  const value = valueAt(raw, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [];
  }
  const branch = issue.errors.find((issues) => issues.every((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys' || inner.code === 'invalid_union'));
  return (branch ?? []).flatMap((inner) => issueProblems({ ...inner, path: [...path, ...inner.path] } as z.core.$ZodIssue, raw));
}

function pathOf(issue: z.core.$ZodIssue): (string | number)[] {
  return issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
}

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<string | number, unknown> | undefined)?.[part], raw);
}

function show(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  const shown = JSON.stringify(value);
  return shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown;
}

/** Adds the line and column of the key that a problem is about, or of the nearest one above it. */
function locate(problem: Problem, document: Document, lines: LineCounter): LocatedProblem {
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

function partition<T>(items: readonly T[], matches: (item: T) => boolean): [T[], T[]] {
  return [items.filter(matches), items.filter((item) => !matches(item))];
}
