import { visible, visibleJson } from '../read/visible';

/**
 * What a report is made of, before it is Markdown or HTML. Texts know two marks: `` `code` `` and `**bold**`; whatever
 * comes from a template stands in code, so that nothing in it is ever taken for a mark.
 */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'details'; readonly summary: string; readonly code: string };

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text });

export const paragraph = (text: string): Block => ({ kind: 'text', text });

export const details = (summary: string, code: string): Block => ({ kind: 'details', summary, code: visibleJson(code) });

/** A list, or a sentence where it would be empty. */
export const list = (items: readonly string[], otherwise: string): Block =>
  (items.length > 0 ? { kind: 'list', items } : paragraph(otherwise));

/** A table, or a sentence where it would be empty. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[], otherwise: string): Block =>
  (rows.length > 0 ? { kind: 'table', head, rows } : paragraph(otherwise));

/** Stands for a backtick inside code; a template's own is never this character, which counts as hidden. */
const BACKTICK = '\uE000';

/** A value of a template, as code: to the character, with what is hidden in it made visible. */
export function literal(value: unknown): string {
  const text = String(value);
  return `\`${text === '' ? '⟨empty⟩' : visible(text).replaceAll('`', BACKTICK)}\``;
}

/** Values of a template, as code, in order. */
export function literals(values: readonly unknown[], conjunction = 'and'): string {
  return enumerate([...new Set(values.map(String))].sort().map(literal), conjunction);
}

/** `a`, `a or b`, `a, b or c`. */
export function enumerate(parts: readonly string[], conjunction = 'and'): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${conjunction} ${parts.at(-1)}`;
}

/** A sentence with a capital, unless it begins with code. */
export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Text cut at its marks. */
export function inline(text: string): { readonly style: 'plain' | 'code' | 'bold'; readonly text: string }[] {
  return text.split(/(`[^`]*`|\*\*[^*`]+\*\*)/).filter((part) => part !== '').map((part) => {
    if (/^`[^`]*`$/.test(part)) {
      return { style: 'code' as const, text: part.slice(1, -1).replaceAll(BACKTICK, '`') };
    }
    return /^\*\*[^*`]+\*\*$/.test(part) ? { style: 'bold' as const, text: part.slice(2, -2) } : { style: 'plain' as const, text: part };
  });
}
