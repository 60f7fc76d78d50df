import { z } from 'zod';

/** The file as it was read: checks across values pass over what the schema refuses. */
export type Raw = Record<string, unknown>;

export function mappingOf(value: unknown): Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Raw : {};
}

/** A value that its schema accepts, or undefined. */
export function valid<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
