/** What is wrong with options, and with which of their properties: the keys that lead to it. */
export interface Problem {
  readonly property: readonly (string | number)[];
  readonly message: string;
  /** The property beside it whose absence is what is wrong: where a reader dropped that one, there is nothing more to say. */
  readonly lacking?: string;
}

/** A problem of one property. */
export function problem(property: string | number | readonly (string | number)[], message: string, lacking?: string): Problem {
  return { property: Array.isArray(property) ? property : [property as string | number], message, lacking };
}

/** The problems of a part, as problems of the whole. */
export function inside(key: string | number, problems: readonly Problem[]): Problem[] {
  return problems.map((found) => ({ ...found, property: [key, ...found.property] }));
}

/** @throws an error that says all of them, where there are any */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) {
    throw new Error([...new Set(problems.map(({ message }) => message))].join('\n'));
  }
}
