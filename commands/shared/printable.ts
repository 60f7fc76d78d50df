/**
 * Characters that change what a person sees without being seen: control characters, among them the escape that starts a
 * terminal's commands, line and paragraph separators, and those that turn the direction of writing or have no width.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u115f\u1160\u3164\uffa0]/gu;

/** A value of a file, of AWS or of a command line on one line of a message: what cannot be seen is written as its code. */
export function printable(text: string): string {
  return text.replace(UNSEEN, code);
}

/** A message of several lines, whose own line breaks stay. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** JSON that means the very same, and can be printed anywhere. */
export function printableJson(value: unknown, indent?: number): string {
  return printableLinesOfJson(JSON.stringify(value, undefined, indent));
}

/** Inside of strings JSON has an escape of its own; outside of them such characters do not occur. */
function printableLinesOfJson(json: string): string {
  return json.split('\n').map((line) => line.replace(UNSEEN, (character) => [...Array(character.length).keys()]
    .map((index) => `\\u${hex(character.charCodeAt(index)).padStart(4, '0')}`).join(''))).join('\n');
}

function code(character: string): string {
  return `\\u{${hex(character.codePointAt(0)!)}}`;
}

function hex(value: number): string {
  return value.toString(16);
}
