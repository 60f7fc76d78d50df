import { join } from 'node:path';
import { readAssembly } from '../../review/read/assembly';
import { toMarkdown } from '../../review/render/markdown';
import { report } from '../../review/report/report';
import { review } from '../../review/model/review';
import { DEFAULT_FILE, PROJECT, synthesizeFile } from './synthesis';

/** The report of the default configuration that is committed; `npm run golden` writes it anew. */
export const GOLDEN_FILE = join(PROJECT, 'test/review/golden/default.md');

export function defaultReport(): string {
  return toMarkdown(report(review(readAssembly(synthesizeFile(DEFAULT_FILE).directory))));
}
