import { Geography } from '../../lib';

test('a known prefix is the constant', () => {
  expect(Geography.of('us-gov')).toBe(Geography.US_GOV);
  expect(`${Geography.of('sa')}`).toBe('sa');
});

test.each(['US', 'us.', '', 'us--gov', 'us gov'])("'%s' is no prefix", (prefix) => {
  expect(() => Geography.of(prefix)).toThrow(/lower-case letters with single hyphens.*received/);
});
