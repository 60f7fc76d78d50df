import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

/**
 * The function for long-term API keys as the template carries it: compiled, with nothing bundled, because the runtime has
 * the SDK. `lib/access/api-keys/api-key-function.json` is committed, so that neither synthesis nor the packed library
 * compiles anything; a test holds it to this.
 */
export function handlerCode(): string {
  return transpileModule(readFileSync(join(__dirname, '../lambda/long-term-api-key.ts'), 'utf8'), {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, removeComments: true },
  }).outputText;
}
