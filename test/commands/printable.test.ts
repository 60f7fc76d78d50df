import { CommandError } from '../../commands/shared/command-error';
import { explain } from '../../commands/shared/explain';
import { print, say } from '../../commands/shared/output';
import { printable, printableJson, printableLines } from '../../commands/shared/printable';

/** What a terminal or an eye takes for something else than it is. */
const UNSEEN: [string, string, string][] = [
  ['the escape of a terminal', '\u001b[2J', '\\u{1b}[2J'],
  ['the escape in one character', '\u009b2J', '\\u{9b}2J'],
  ['a carriage return', 'good\rbad', 'good\\u{d}bad'],
  ['a backspace', 'a\b', 'a\\u{8}'],
  ['a tab', 'a\tb', 'a\\u{9}b'],
  ['null', '\u0000', '\\u{0}'],
  ['the other direction of writing', '\u202egnp.exe', '\\u{202e}gnp.exe'],
  ['an isolate', '\u2066x\u2069', '\\u{2066}x\\u{2069}'],
  ['no width', 'pay\u200bments', 'pay\\u{200b}ments'],
  ['a mark of the byte order', '\ufeffx', '\\u{feff}x'],
  ['a soft hyphen', 'pay\u00adments', 'pay\\u{ad}ments'],
  ['a separator of lines', 'a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
  ['a filler', '\u3164', '\\u{3164}'],
  ['a tag', '\u{e0041}', '\\u{e0041}'],
  ['half a pair', '\ud800', '\\u{d800}'],
  ['private use', '\ue000\u{f0000}', '\\u{e000}\\u{f0000}'],
];

describe.each(UNSEEN)('%s', (_, given, expected) => {
  test('is written as its code', () => {
    expect(printable(given)).toBe(expected);
    expect(printableLines(`${given}\n${given}`)).toBe(`${expected}\n${expected}`);
  });

  test('is in JSON an escape that means the very same', () => {
    const json = printableJson({ [given]: [given] }, 2);

    expect(json).toMatch(/^[\x20-\x7e\n]+$/);
    expect(JSON.parse(json)).toEqual({ [given]: [given] });
  });

  test('reaches no terminal, whichever way it takes', () => {
    const written: string[] = [];
    const catching = (text: unknown): boolean => { written.push(String(text)); return true; };
    const spies = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write').mockImplementation(catching as never));
    print(given);
    say(given);
    spies.forEach((spy) => spy.mockRestore());
    const error = new CommandError(given, given, [given]);
    const explained = explain(new Error(given));

    expect([...written, error.fix]).toEqual([expected, expected, expected]);
    expect(error.message).toBe(`${expected}\n  ${expected}`);
    expect(explained.message).toBe(`Error: ${expected}`);
  });
});

test.each(['Grüße, 世界', 'e\u0301', '👩', 'مرحبا', '{"a": "b"}', ''])('what can be seen stays: %s', (text) => {
  expect([printable(text), JSON.parse(printableJson(text))]).toEqual([text, text]);
});

test('one line stays one line: a value with a line break cannot begin a line of its own', () => {
  expect(printable('a\nWhat to do: run this')).toBe('a\\u{a}What to do: run this');
});

test('settings are printed as they are', () => {
  const settings = { env: { A: 'b', C: '\\' }, list: [1, true, null] };

  expect(printableJson(settings, 2)).toBe(JSON.stringify(settings, undefined, 2));
  expect(printableJson(settings)).toBe(JSON.stringify(settings));
});
