import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './synthesis';

/** A piece of TypeScript that readers are shown, as a module that can be compiled. */
export interface CodeBlock {
  /** Where it stands, as in `README.md-1`. */
  readonly name: string;
  readonly module: string;
}

/** What stands around a piece in its reader's mind: it is declared where the piece uses it and does not say it itself. */
const AROUND: Readonly<Record<string, string>> = {
  profile: 'declare const profile: import("cdk-claude-code-bedrock").ApplicationInferenceProfile;',
  role: 'declare const role: import("aws-cdk-lib/aws-iam").Role;',
  stack: 'declare const stack: import("aws-cdk-lib").Stack;',
  app: 'declare const app: import("aws-cdk-lib").App;',
  topic: 'declare const topic: import("aws-cdk-lib/aws-sns").Topic;',
  alertTopic: 'declare const alertTopic: import("aws-cdk-lib/aws-sns").Topic;',
  team: 'declare const team: import("cdk-claude-code-bedrock").ClaudeCodeTeam;',
  account: 'declare const account: import("cdk-claude-code-bedrock").ClaudeCodeAccount;',
};

const MODULES = ['iam', 'sns', 'kms', 'ssm', 's3', 'cloudwatch', 'budgets'];

/** Every `ts` block of README.md, CONTRIBUTING.md and docs/, and every `@example` of the library. */
export function codeBlocks(): CodeBlock[] {
  const documents = ['README.md', 'CONTRIBUTING.md', ...folder('docs', '.md')];
  return [
    ...documents.flatMap((file) => matches(file, /^ *```(?:ts|typescript)\n([\s\S]*?)^ *```/gm)),
    ...folder('lib', '.ts').flatMap((file) => matches(file, /^ *\* @example\n((?: *\*(?! @|\/).*\n)+)/gm)
      .map((block) => ({ ...block, module: block.module.replace(/^ *\* ?/gm, '') }))),
  ].map(({ name, module }) => ({ name, module: compilable(module) }));
}

function folder(name: string, extension: string): string[] {
  try {
    return readdirSync(join(PROJECT, name), { recursive: true }).map(String).filter((file) => file.endsWith(extension)).sort()
      .map((file) => `${name}/${file}`).filter((file) => file !== 'docs/api.md');
  } catch {
    return [];
  }
}

function matches(file: string, pattern: RegExp): CodeBlock[] {
  try {
    return [...readFileSync(join(PROJECT, file), 'utf8').matchAll(pattern)].map((match, index) => ({ name: `${file}-${index + 1}`, module: match[1]! }));
  } catch {
    return [];
  }
}

/** Imports stay at the top, the rest moves into the constructor of a construct, so that `this` is one. */
function compilable(source: string): string {
  const imports = [...source.matchAll(/^import [\s\S]*?;$/gm)].map((match) => match[0]);
  const body = source.replace(/^import [\s\S]*?;$/gm, '');
  const used = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(body) && !new RegExp(`(const|let|class|import .*)\\s+${name}\\b`).test(source);
  return [
    ...imports,
    ...MODULES.filter((name) => used(name) && !new RegExp(`as ${name} from`).test(source)).map((name) => `import * as ${name} from 'aws-cdk-lib/aws-${name}';`),
    ...ownNames(body, imports.join('\n')),
    "import { Construct as Around } from 'constructs';",
    ...Object.keys(AROUND).filter(used).map((name) => AROUND[name]),
    'export class Shown extends Around {',
    '  constructor(scope: Around, id: string) {',
    '    super(scope, id);',
    body,
    '  }',
    '}',
  ].join('\n');
}

/** Names of the library that an `@example` uses without its import. */
function ownNames(body: string, imports: string): string[] {
  const index = readFileSync(join(PROJECT, 'lib/index.ts'), 'utf8');
  const names = [...index.matchAll(/\{([^}]*)\}/g)].flatMap((match) => match[1]!.split(',')).map((name) => name.trim()).filter(Boolean);
  const missing = names.filter((name) => new RegExp(`\\b${name}\\b`).test(body) && !new RegExp(`\\b${name}\\b`).test(imports));
  return missing.length === 0 ? [] : [`import { ${missing.join(', ')} } from 'cdk-claude-code-bedrock';`];
}
