import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';

/** The pieces that every section of the schema is built from; each message states the rule. */

/** The longest distance at which a misspelt key is still recognised. */
const MISSPELT = 3;

export const text = (rule: string) => z.string({ error: `expected ${rule}` });

export const matching = (rule: string, pattern: RegExp) => text(rule).regex(pattern, { error: `expected ${rule}` });

export const amount = (rule: string) => z.number({ error: `expected ${rule}` }).positive({ error: `expected ${rule}` });

export const whole = (rule: string, min: number, max: number) =>
  z.int({ error: `expected ${rule}` }).min(min, { error: `expected ${rule}` }).max(max, { error: `expected ${rule}` });

export const choice = <T extends string>(values: readonly T[]) =>
  z.enum(values as [T, ...T[]], { error: `expected ${values.length === 1 ? `'${values[0]}'` : `one of ${values.join(', ')}`}` });

export const yesOrNo = () => z.boolean({ error: 'expected true or false' });

export const listOf = <T extends z.ZodType>(item: T, rule: string) =>
  z.array(item, { error: `expected a list of ${rule}` }).min(1, { error: `expected at least one of ${rule}` });

export const hours = () => whole('a whole number of hours from 1 to 12', 1, 12);

/** The value of an AWS tag. */
export const tagValue = () => matching('1 to 256 letters, digits, spaces and _.:/=+@-', /^[\w .:/=+@-]{1,256}$/);

/** The name of an AWS region. */
export const regionName = () => matching('a region, like us-east-1', /^[a-z]{2}(-[a-z]+)+-\d$/);

/** A mapping with these keys and no others. */
export function mapping<T extends z.ZodRawShape>(shape: T) {
  const keys = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? unknownKeys(issue.keys as string[], keys) : `expected a mapping with the keys ${keys.join(', ')}`),
  });
}

/** Uses a rule of the library, which states the value received itself, as a check of the schema. */
export function rule(problemOf: (value: string) => string | undefined) {
  return (value: string | undefined, context: z.RefinementCtx): void => {
    const problem = value === undefined ? undefined : problemOf(value);
    if (problem !== undefined) {
      context.addIssue({ code: 'custom', message: problem, params: { complete: true } });
    }
  };
}

/** A hint for a misspelt word, or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const nearest = known.length > 0 ? closest(word, known) : undefined;
  return nearest !== undefined && distance(word, nearest) <= MISSPELT ? ` (did you mean '${nearest}'?)` : '';
}

function unknownKeys(received: readonly string[], keys: readonly string[]): string {
  return received.map((key) => `unknown key '${key}'${didYouMean(key, keys)}; accepted here: ${keys.join(', ')}`).join('\n');
}
