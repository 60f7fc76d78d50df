import { printable } from './printable';

/** A mistake or an obstacle, in words for the person at the terminal, with what to do next. */
export class CommandError extends Error {
  /** The command or the action that mends it. */
  public readonly fix?: string;

  /**
   * @param details one line for each of several mistakes
   */
  constructor(message: string, fix?: string, details: readonly string[] = []) {
    super([printable(message), ...details.map((detail) => `  ${printable(detail)}`)].join('\n'));
    this.fix = fix === undefined ? undefined : printable(fix);
  }
}
