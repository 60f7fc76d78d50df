import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/** Where Claude Code reads the managed files; see https://code.claude.com/docs/en/settings#settings-files. */
export const MANAGED_DIRECTORY = {
  macos: '/Library/Application Support/ClaudeCode',
  linux: '/etc/claude-code',
  windows: 'C:\\Program Files\\ClaudeCode',
} as const;

export type OperatingSystem = keyof typeof MANAGED_DIRECTORY;

/** The operating system of this machine. */
export function thisSystem(): OperatingSystem {
  return process.platform === 'darwin' ? 'macos' : process.platform === 'win32' ? 'windows' : 'linux';
}

/** The folder of files that the client merges: one file for each that has something to say, none replaces another's. */
export const DROP_IN_DIRECTORY = 'managed-settings.d';

/** What the files of this project are called there, whichever team they are of. */
export const DROP_IN_PREFIX = '50-claude-code-';

/** The file of a team. */
export function dropInName(team: string): string {
  return `${DROP_IN_PREFIX}${team}.json`;
}

type Settings = Record<string, unknown>;

/** A managed file of this machine, in the order in which the client merges them. */
export interface ManagedSource {
  readonly file: string;
  /** Undefined where the file is not JSON. */
  readonly settings?: Settings;
}

/** `managed-settings.json`, and after it the drop-ins by their names: of a single value the last one counts. */
export function managedSources(directory: string): ManagedSource[] {
  const folder = join(directory, DROP_IN_DIRECTORY);
  const dropIns = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json') && !name.startsWith('.')).sort() : [];
  return [join(directory, 'managed-settings.json'), ...dropIns.map((name) => join(folder, name))]
    .filter((file) => existsSync(file))
    .map((file) => ({ file, settings: parseObject(readFileSync(file, 'utf8')) }));
}

/** A difference between what should hold on a machine and what its files say together. */
export interface Deviation {
  /** As in `env.AWS_REGION`. */
  readonly key: string;
  /** The file whose value counts; undefined where no file has the key. */
  readonly file?: string;
}

/**
 * Where files that are merged do not say what the wanted settings say. Keys that the wanted settings lack are somebody
 * else's, and are not looked at; in a list more entries than wanted are a difference.
 */
export function deviations(wanted: Settings, sources: readonly ManagedSource[]): Deviation[] {
  return compare(wanted, sources.flatMap(({ file, settings }) => (settings === undefined ? [] : [{ file, value: settings }])), []);
}

/** Keys that a file of ours still has, and the wanted settings no longer. */
export function leftovers(wanted: Settings, { file, settings }: ManagedSource, path: readonly string[] = []): Deviation[] {
  return Object.entries(settings ?? {}).flatMap(([key, value]) => {
    if (!Object.hasOwn(wanted, key)) {
      return [{ key: [...path, key].join('.'), file }];
    }
    const inner = wanted[key];
    return isObject(value) && isObject(inner) ? leftovers(inner, { file, settings: value }, [...path, key]) : [];
  });
}

interface Said {
  readonly file: string;
  readonly value: unknown;
}

function compare(wanted: Settings, said: readonly Said[], path: readonly string[]): Deviation[] {
  return Object.entries(wanted).flatMap(([key, value]) => {
    const of = said.flatMap(({ file, value: whole }) => (isObject(whole) && Object.hasOwn(whole, key) ? [{ file, value: whole[key] }] : []));
    if (key === '$schema') {
      return [];
    }
    if (isObject(value) && of.some((source) => isObject(source.value))) {
      return compare(value, of, [...path, key]);
    }
    const different = Array.isArray(value) ? joined(value, of) : last(value, of);
    return different === undefined ? [] : [{ key: [...path, key].join('.'), ...different }];
  });
}

function last(value: unknown, said: readonly Said[]): { file?: string } | undefined {
  const winner = said.at(-1);
  return winner !== undefined && isDeepStrictEqual(winner.value, value) ? undefined : { file: winner?.file };
}

function joined(wanted: readonly unknown[], said: readonly Said[]): { file?: string } | undefined {
  const has = (list: readonly unknown[], item: unknown): boolean => list.some((other) => isDeepStrictEqual(other, item));
  const lists = said.map(({ file, value }) => ({ file, items: Array.isArray(value) ? value : [value] }));
  const stranger = lists.find(({ items }) => items.some((item) => !has(wanted, item)));
  const complete = wanted.every((item) => lists.some(({ items }) => has(items, item)));
  return stranger === undefined && complete ? undefined : { file: stranger?.file ?? said.at(-1)?.file };
}

/** A JSON object; undefined for anything else. */
export function parseObject(text: string): Settings | undefined {
  try {
    const content: unknown = JSON.parse(text);
    return isObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
