import { z } from 'zod';

type Value = string | number | boolean | null | undefined;

/** Types without `readonly`, all the way down, so that two shapes can be compared. */
type Plain<T> = T extends Value ? T
  : T extends readonly (infer Item)[] ? (Item extends Value ? Item[] : Plain<Item>[])
    : { -readonly [Key in keyof T]: Plain<T[Key]> };

/** Whether two types are one, optional keys included. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;

/** The keys that only one of two shapes has, or that differ: what the compiler shows where a section and its options part. */
type Differing<A, B> = {
  [Key in keyof A | keyof B]: Key extends keyof A & keyof B ? (Same<Plain<A[Key]>, Plain<B[Key]>> extends true ? never : Key) : Key
}[keyof A | keyof B];

/**
 * Ties a section of the file to the options that the library takes: a key on one side only does not compile. What comes out
 * is of the library's type, so that sections are handed on whole.
 */
export function tied<Options>() {
  return <Schema extends z.ZodType>(
    schema: Same<Plain<z.output<Schema>>, Plain<Options>> extends true ? Schema : ['differ in', Differing<z.output<Schema>, Options>],
  ): z.ZodType<Options, z.input<Schema>> => schema as unknown as z.ZodType<Options, z.input<Schema>>;
}
