import { z } from 'zod';
import { issueProblems, pathOf, valueAt } from './issues';
import { Path, Problem } from './problem';
import { configurationSchema, RawConfiguration } from './schema/configuration';
import { textProblems } from './texts';

/** What could be understood of a file, with what could not. */
export interface Understood {
  /** The file without what the schema refuses. */
  readonly file: Partial<RawConfiguration>;
  readonly problems: readonly Problem[];
  /** Where something was refused, and is missing in `file`. */
  readonly dropped: readonly Path[];
  /** Where in the file something of `file` stands: lists may have lost items. */
  original(path: Path): Path;
}

/** More rounds than a file has levels: each drops a part that the round before could not look into. */
const ROUNDS = 20;

const lenientSchema = configurationSchema.partial();

/** Reads the values of a file: what the schema refuses is dropped, and told. */
export function understand(raw: unknown): Understood {
  const shapes = (configurationSchema.safeParse(raw).error?.issues ?? []).flatMap((issue) => issueProblems(issue, raw));
  const refusedAlready = new Set(shapes.map(({ path }) => path.join('\n')));
  const texts = textProblems(raw).filter(({ path }) => !refusedAlready.has(path.join('\n')));
  const problems = [...shapes, ...texts];
  const kept = new Kept(raw);
  kept.drop(texts.map(({ path }) => path));
  for (let round = 0; round < ROUNDS; round++) {
    const parsed = lenientSchema.safeParse(kept.value);
    if (parsed.success) {
      return { file: parsed.data, problems, dropped: kept.dropped, original: (path) => kept.original(path) };
    }
    kept.drop(parsed.error.issues.flatMap((issue) => refused(issue, kept.value)));
  }
  return { file: {}, problems, dropped: [[]], original: (path) => path };
}

/** What has to go for an issue to go: the value, or, where one is missing, the mapping that lacks it. */
function refused(issue: z.core.$ZodIssue, raw: unknown): Path[] {
  const path = pathOf(issue);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => [...path, key]);
  }
  return [valueAt(raw, path) === undefined ? path.slice(0, -1) : path];
}

/** A copy of the file from which parts are taken away. */
class Kept {
  public value: unknown;
  public readonly dropped: Path[] = [];
  /** The places that the items of a list had before any was taken away. */
  private readonly places = new WeakMap<object, number[]>();

  constructor(raw: unknown) {
    this.value = structuredClone(raw);
  }

  public drop(paths: readonly Path[]): void {
    const originals = paths.map((path) => this.original(path));
    // The last item of a list first, so that the places of the others hold.
    [...paths].sort((a, b) => Number(b.at(-1)) - Number(a.at(-1))).forEach((path) => this.remove(path));
    this.dropped.push(...originals);
  }

  public original(path: Path): Path {
    return path.map((part, index) => {
      const parent = valueAt(this.value, path.slice(0, index));
      return Array.isArray(parent) ? this.places.get(parent)?.[Number(part)] ?? part : part;
    });
  }

  private remove(path: Path): void {
    const parent = valueAt(this.value, path.slice(0, -1));
    const part = path.at(-1);
    if (part === undefined) {
      this.value = {};
    } else if (Array.isArray(parent)) {
      const places = this.places.get(parent) ?? parent.map((_, index) => index);
      places.splice(Number(part), 1);
      this.places.set(parent, places);
      parent.splice(Number(part), 1);
    } else if (typeof parent === 'object' && parent !== null) {
      delete (parent as Record<string | number, unknown>)[part];
    }
  }
}
