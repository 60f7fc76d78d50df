/**
 * Characters that a reader does not see, or that change what stands beside them: controls and escape sequences, what
 * turns the direction of writing, what has no width, spaces that look like others, and what belongs to nobody.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u;

const BRACKETS = /[⟨⟩]/u;

/**
 * A text with everything hidden in it as `⟨U+202E⟩`. No two texts look the same: the brackets themselves are written that
 * way too.
 */
export function visible(text: string): string {
  return replaceAll(text, (character) => HIDDEN.test(character) || BRACKETS.test(character), (character) => `⟨U+${hex(character.codePointAt(0)!)}⟩`);
}

/** Lines of a program's output, safe on a terminal: its line breaks stay. */
export function visibleLines(text: string): string {
  return text.split(/\r?\n/).map(visible).join('\n');
}

/** A JSON text with everything hidden in it as an escape of JSON, so that it says the same. */
export function visibleJson(json: string): string {
  return json.split('\n').map((line) => replaceAll(line, (character) => HIDDEN.test(character), (character) =>
    [...Array(character.length).keys()].map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join(''))).join('\n');
}

function replaceAll(text: string, concerned: (character: string) => boolean, replace: (character: string) => string): string {
  return [...text].map((character) => (concerned(character) ? replace(character) : character)).join('');
}

function hex(codePoint: number): string {
  return codePoint.toString(16).toUpperCase().padStart(4, '0');
}
