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

/** `test`, or a skipped one that says what is missing. */
export function testWith(program: string | undefined, missing: string): (name: string, body: () => void) => void {
  if (program !== undefined) {
    return test;
  }
  process.stdout.write(`skipped: ${missing}\n`);
  return (name, body) => test.skip(`${name} (${missing})`, body);
}
