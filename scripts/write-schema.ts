import { writeFileSync } from 'node:fs';
import { jsonSchema } from '../app/config/json-schema';

writeFileSync('claude-code.schema.json', `${JSON.stringify(jsonSchema(), undefined, 2)}\n`);
