import { fateOf, installed } from './programs';

test.each([
  ['there', { program: 'git', missing: 'no git' }, 'run', 'run'],
  ['missing', { program: undefined, missing: 'no git' }, 'skip', 'fail'],
  ['missing, and CI does without it', { program: undefined, missing: 'no Chromium', skippableInCi: true }, 'skip', 'skip'],
] as const)('a program that is %s', (_, needed, elsewhere, inCi) => {
  expect([fateOf(needed, false), fateOf(needed, true)]).toEqual([elsewhere, inCi]);
});

test('the first program that is installed is taken', () => {
  expect(installed('no-such-program', 'node')).toBe('node');
  expect(installed('no-such-program')).toBeUndefined();
});
