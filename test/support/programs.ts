import { execFileSync } from 'node:child_process';

/** The first of these programs that is installed. */
export function installed(...names: string[]): string | undefined {
  return names.find((name) => {
    try {
      execFileSync(name, ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/** A program that a test needs, and whether the test does without it. */
export interface Needed {
  /** Found, or undefined. */
  readonly program: string | undefined;
  /** Said where it is missing. */
  readonly missing: string;
  /** Skipped in CI, too: elsewhere every test is. */
  readonly skippableInCi?: boolean;
}

/**
 * What becomes of a test. With `CI=true` it fails instead of being skipped: nobody reads the words there, and a runner
 * that has lost a program would stay green.
 */
export function fateOf({ program, skippableInCi }: Needed, ci: boolean): 'run' | 'skip' | 'fail' {
  if (program !== undefined) {
    return 'run';
  }
  return ci && !skippableInCi ? 'fail' : 'skip';
}

/** `test`, or a skipped or failing one that says what is missing. */
export function testWith(needed: Needed): (name: string, body: () => void) => void {
  switch (fateOf(needed, process.env.CI === 'true')) {
    case 'run': return test;
    case 'fail': return (name) => test(name, () => {
      throw new Error(`This test is not skipped with CI=true: ${needed.missing}.`);
    });
    case 'skip':
      process.stdout.write(`skipped: ${needed.missing}\n`);
      return (name, body) => test.skip(`${name} (${needed.missing})`, body);
  }
}
