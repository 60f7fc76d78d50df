import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { CommandError } from './command-error';

/** A section of ~/.aws/config, as in `profile claude-code-payments`. */
export interface Section {
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Sections that belong together; they stand between two comments, by which they are found and replaced. */
export interface MarkedBlock {
  /** What stands in the comments; one of its name is in a file. */
  readonly name: string;
  readonly sections: readonly Section[];
}

/** Where the AWS CLI and the SDKs read profiles. */
export function awsConfigFile(): string {
  return process.env.AWS_CONFIG_FILE || join(homedir(), '.aws', 'config');
}

const begin = (name: string): string => `# >>> ${name}: written by claude-code aws-profile, which replaces it >>>`;
const end = (name: string): string => `# <<< ${name} <<<`;

/** The text of a block, its comments included. */
export function render({ name, sections }: MarkedBlock): string {
  const texts = sections.map(({ name: section, values }) =>
    `[${oneLine(section)}]\n${Object.entries(values).map(([key, value]) => `${key} = ${oneLine(value)}\n`).join('')}`);
  return `${begin(name)}\n${texts.join('\n')}${end(name)}\n`;
}

/** A value with a line break would be a setting of its own. */
function oneLine(value: string): string {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)) {
    throw new CommandError(`A value of ~/.aws/config is one line, without control characters; received '${value}'.`, 'give it again without them');
  }
  return value;
}

/** What became of each block of a file. */
export interface Written {
  readonly text: string;
  /** Names of blocks that were added or changed. */
  readonly changed: readonly string[];
  /** Sections that stand in the file already, with these values, written by somebody else: they are used as they are. */
  readonly found: readonly string[];
}

/**
 * Puts blocks into the text of a configuration file: one that is there is replaced where it stands, another is added at the
 * end. Everything else stays, to the character.
 *
 * @throws CommandError when the file has a section of the same name with other values, or half a block
 */
export function withBlocks(text: string, blocks: readonly MarkedBlock[], file: string): Written {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const changed: string[] = [];
  const found: string[] = [];
  let result = text;
  for (const block of blocks) {
    const rendered = render(block).replaceAll('\n', eol);
    const [from, to] = extent(result, block.name, file);
    const outside = `${result.slice(0, from)}\n${result.slice(to)}`;
    const strangers = block.sections.filter((section) => isIn(outside, section, file));
    found.push(...strangers.map(({ name }) => name));
    const own = block.sections.filter((section) => !strangers.includes(section));
    const next = own.length === 0 ? '' : own.length === block.sections.length ? rendered : render({ ...block, sections: own }).replaceAll('\n', eol);
    if (result.slice(from, to) !== next) {
      changed.push(block.name);
      result = `${from === result.length ? separated(result, eol) : result.slice(0, from)}${next}${result.slice(to)}`;
    }
  }
  return { text: result, changed, found };
}

/** Takes a block out of the text; the text itself where it has none. */
export function withoutBlock(text: string, name: string, file: string): string {
  const [from, to] = extent(text, name, file);
  return from === to ? text : `${text.slice(0, from)}${text.slice(to)}`.replace(/(\r?\n){3,}$/, '$1$1');
}

/** Where a block stands, from its first character to the one after its last; the end of the text where it does not. */
function extent(text: string, name: string, file: string): [number, number] {
  const from = lineAt(text, begin(name));
  const to = lineAt(text, end(name));
  if (from === undefined && to === undefined) {
    return [text.length, text.length];
  }
  if (from === undefined || to === undefined || to < from) {
    throw new CommandError(`${file} has half of the block '${name}': one of its two comments is missing.`, 'take the rest of the block out by hand, then run this again');
  }
  const after = text.indexOf('\n', to);
  return [from, after === -1 ? text.length : after + 1];
}

function lineAt(text: string, line: string): number | undefined {
  for (let at = text.indexOf(line); at !== -1; at = text.indexOf(line, at + 1)) {
    if ((at === 0 || text[at - 1] === '\n') && /^\r?(\n|$)/.test(text.slice(at + line.length))) {
      return at;
    }
  }
  return undefined;
}

/** Two sections of one name make the AWS CLI refuse the whole file. */
function isIn(text: string, { name, values }: Section, file: string): boolean {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => sectionName(line) === name);
  if (start === -1) {
    return false;
  }
  const rest = lines.slice(start + 1);
  const length = rest.findIndex((line) => sectionName(line) !== undefined);
  const there = Object.fromEntries((length === -1 ? rest : rest.slice(0, length))
    .flatMap((line) => (/^[#;]/.test(line) ? [] : [/^([^=\s]+)\s*=\s*(.*?)\s*$/.exec(line)]))
    .flatMap((match) => (match === null ? [] : [[match[1]!, match[2]!]])));
  const different = Object.entries(values).filter(([key, value]) => there[key] !== value).map(([key]) => key);
  if (different.length > 0) {
    throw new CommandError(`${file} has a section [${name}] that this command has not written, with another ${different.join(', ')}.`,
      'take that section out or give it another name, then run this again; without --write the block is printed');
  }
  return true;
}

function sectionName(line: string): string | undefined {
  return /^\[\s*(.*?)\s*\]/.exec(line)?.[1]?.replace(/\s+/g, ' ').replaceAll('"', '');
}

function separated(text: string, eol: string): string {
  const whole = text === '' || text.endsWith('\n') ? text : `${text}${eol}`;
  return whole === '' || whole.endsWith(`${eol}${eol}`) ? whole : `${whole}${eol}`;
}

/** The text of the file; empty where there is none. */
export function readConfigFile(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Replaces the file in one step; a link stays a link, and the mode stays what it was. */
export function writeConfigFile(file: string, text: string): void {
  const target = existsSync(file) ? realpathSync(file) : file;
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const mode = existsSync(target) ? statSync(target).mode & 0o777 : 0o600;
  const beside = `${target}.${process.pid}.new`;
  writeFileSync(beside, text, { mode });
  chmodSync(beside, mode);
  renameSync(beside, target);
}
