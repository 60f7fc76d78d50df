import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT } from './synthesis';

export const API_FILE = join(PROJECT, 'docs/api.md');

/** The reference that jsii-docgen makes from the docstrings of the built package. */
export async function apiReference(): Promise<string> {
  const output = join(mkdtempSync(join(tmpdir(), 'api-')), 'api');
  await promisify(execFile)(join(PROJECT, 'node_modules/.bin/jsii-docgen'), ['--output', output, '--format', 'md', '--language', 'typescript'], {
    cwd: PROJECT, maxBuffer: 1 << 26,
  });
  return readFileSync(`${output}.md`, 'utf8');
}
