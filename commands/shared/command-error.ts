/** A mistake or an obstacle, in words for the person at the terminal, with what to do next. */
export class CommandError extends Error {
  /**
   * @param fix the command or the action that mends it
   */
  constructor(message: string, public readonly fix?: string) {
    super(message);
  }
}
