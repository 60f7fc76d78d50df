/** Characters that a terminal, a CI log or a reader's eye takes for something else: controls, and those that turn the direction of text. */
const MISLEADING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** Whether a text holds a character that misleads; line breaks and tabs do not count. */
export function misleads(text: string): boolean {
  return text.search(MISLEADING) >= 0;
}

/** A text with what misleads written out, as in `\u001b`. */
export function printable(text: string): string {
  return text.replace(MISLEADING, (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`);
}

/** The longest piece of a received value that a message repeats. */
const SHOWN = 80;

/** A received value as messages repeat it. */
export function show(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  const shown = JSON.stringify(value);
  return shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown;
}
