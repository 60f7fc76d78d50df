import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { defaultReport, GOLDEN_FILE } from '../test/support/golden';

mkdirSync(dirname(GOLDEN_FILE), { recursive: true });
writeFileSync(GOLDEN_FILE, defaultReport());
