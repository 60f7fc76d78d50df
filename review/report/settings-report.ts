import { MachineFile, machineFilesOf, SettingsEntry } from '../model/machine-settings';
import { Review } from '../model/review';
import { kindOf, SettingKind } from '../model/setting-kinds';
import { Block, details, enumerate, heading, literal, literals, paragraph, table } from './document';

/** A setting that reads differently in two syntheses, or that is in one alone. */
export interface SettingChange {
  readonly file: string;
  readonly path: readonly string[];
  readonly kind: SettingKind;
  readonly old?: SettingsEntry;
  readonly now?: SettingsEntry;
}

/** What developers' machines get: whatever is not known to be plain, one by one, with what it was, and the whole file. */
export function machineBlocks(subject: Review): Block[] {
  const files = machineFilesOf(subject.resolver);
  return files.length === 0 ? [] : [
    heading(2, 'What developers\' machines get'),
    paragraph('A file of settings reaches every machine of its developers, who cannot override it. Endpoints, proxies, commands, ' +
      'certificates, headers and whatever this report does not know stand in the tables; the rest chooses models, tokens and labels.'),
    ...files.flatMap((file) => [
      heading(3, literal(file.name)),
      ...fileBlocks(file, subject),
      details(`The exact content of ${literal(file.name)}`, exactContent(file)),
    ]),
  ];
}

function fileBlocks(file: MachineFile, { profiles }: Review): Block[] {
  if (file.entries === undefined) {
    return [paragraph('**It cannot be read as JSON**: read it as it stands.')];
  }
  const rows = [...file.entries.values()].map((entry) => ({ entry, kind: kindOf(entry, profiles) }))
    .filter(({ kind }) => kind !== 'plain').map(({ entry, kind }) => [kind, nameOf(entry.path), valueWords(entry)])
    .sort((a, b) => (a.slice(0, 2).join('\n') < b.slice(0, 2).join('\n') ? -1 : 1));
  return [table(['What', 'Setting', 'Value'], rows, 'Nothing but models, tokens and labels.')];
}

function exactContent({ text, entries }: MachineFile): string {
  return entries === undefined ? JSON.stringify(text) : JSON.stringify(JSON.parse(text), undefined, 2);
}

/** What of the files a reader should look at first: all that is not known to be plain, the same of several files once. */
export function settingConcerns(subject: Review): string[] {
  const files = machineFilesOf(subject.resolver);
  const standing = files.flatMap((file) => [...file.entries?.values() ?? []].map((entry) => ({ file: file.name, kind: kindOf(entry, subject.profiles), entry })))
    .filter(({ kind }) => kind !== 'plain')
    .map(({ file, kind, entry }): [string, string] => [`Developers' machines get the ${kindWords(kind)} ${nameOf(entry.path)} = ${valueWords(entry)}`, file]);
  return [
    ...grouped(standing),
    ...files.filter(({ entries }) => entries === undefined)
      .map(({ name, text }) => `What ${literal(name)} holds cannot be read as JSON: ${literal(text)}.`),
  ];
}

/** Changes of files that are in both syntheses; those of values that are no JSON have no path. */
export function settingChanges(base: Review, head: Review): SettingChange[] {
  const before = new Map(machineFilesOf(base.resolver).map((file) => [file.name, file]));
  return machineFilesOf(head.resolver).flatMap((file) => {
    const old = before.get(file.name);
    if (old === undefined) {
      return [];
    }
    const [was, is] = [old.entries ?? whole(old), file.entries ?? whole(file)];
    return [...new Set([...was.keys(), ...is.keys()])].sort().filter((key) => was.get(key)?.json !== is.get(key)?.json).map((key) => ({
      file: file.name,
      path: (is.get(key) ?? was.get(key))!.path,
      kind: worst([[was.get(key), base], [is.get(key), head]]),
      old: was.get(key),
      now: is.get(key),
    }));
  });
}

function whole({ text }: MachineFile): Map<string, SettingsEntry> {
  return new Map([['[]', { path: [], text, json: JSON.stringify(text) }]]);
}

function worst(sides: readonly (readonly [SettingsEntry | undefined, Review])[]): SettingKind {
  const kinds = sides.flatMap(([entry, { profiles }]) => (entry === undefined ? [] : [kindOf(entry, profiles)]));
  return kinds.reverse().find((kind) => kind !== 'plain') ?? 'plain';
}

/** A change as a clause: the setting, its old value and its new one. */
export function changeWords({ kind, path, old, now }: SettingChange): string {
  const what = `${kind === 'plain' ? '' : `the ${kindWords(kind)} `}${nameOf(path)}`;
  if (old === undefined || now === undefined) {
    return old === undefined
      ? `Developers' machines now get ${what} = ${valueWords(now)}, which was not there before`
      : `Developers' machines no longer get ${what}, which was ${valueWords(old)}`;
  }
  return `Developers' machines get ${what} = ${valueWords(now)} instead of ${valueWords(old)}`;
}

function grouped(pairs: readonly (readonly [string, string])[]): string[] {
  const byText = new Map<string, string[]>();
  pairs.forEach(([text, file]) => byText.set(text, [...(byText.get(text) ?? []), file]));
  return [...byText].map(([text, files]) => `${text} (${literals(files)}).`);
}

function kindWords(kind: SettingKind): string {
  return kind === 'not known to be plain' ? 'setting that this report does not know,' : `**${kind}**`;
}

function nameOf(path: readonly string[]): string {
  return path.length === 0 ? 'the whole value' : literal(path.join('.'));
}

/** Lines, as of headers, one by one. */
function valueWords(entry: SettingsEntry | undefined): string {
  return entry === undefined ? '(absent)' : enumerate(entry.text.split('\n').map(literal), 'then');
}

export function settingList(changes: readonly SettingChange[]): string[] {
  return grouped(changes.map((change): [string, string] => [changeWords(change), change.file]));
}
