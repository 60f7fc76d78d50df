import { printableLines } from './printable';

/** What a command was asked for, on the standard output; nothing in it can steer a terminal. */
export function print(text: string): void {
  process.stdout.write(printableLines(text));
}

/** What a person should know beside it, on the error stream. */
export function say(text: string): void {
  process.stderr.write(printableLines(text));
}
