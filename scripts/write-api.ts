import { writeFileSync } from 'node:fs';
import { API_FILE, apiReference } from '../test/support/api-reference';

void apiReference().then((text) => writeFileSync(API_FILE, text));
