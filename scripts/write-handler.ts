import { writeFileSync } from 'node:fs';
import { handlerCode } from './handler-code';

writeFileSync('lib/access/api-keys/api-key-function.json', `${JSON.stringify({ code: handlerCode() }, undefined, 2)}\n`);
