import { join } from 'node:path';
import { readAssembly } from '../../bin/review/assembly';
import { toMarkdown } from '../../bin/review/markdown';
import { report } from '../../bin/review/report';
import { review } from '../../bin/review/review';
import { DEFAULT_FILE, PROJECT, synthesizeFile } from './synthesis';

/** The report of the default configuration that is committed; `npm run golden` writes it anew. */
export const GOLDEN_FILE = join(PROJECT, 'test/bin/review/golden/default.md');

export function defaultReport(): string {
  return toMarkdown(report(review(readAssembly(synthesizeFile(DEFAULT_FILE).directory))));
}
