import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';
import { PROJECT, Template } from './synthesis';

/** What `npm pack` makes, installed beside the peers in a folder of its own, with the examples in it. */
export interface PackedPackage {
  readonly tarball: string;
  /** The files in the tarball, by their paths. */
  readonly files: readonly string[];
  /** A folder whose `node_modules` holds the package. */
  readonly folder: string;
}

/** Packs once; builds first where the sources are newer than the build. */
export function packedPackage(): PackedPackage {
  if (isStale()) {
    execFileSync('npm', ['run', 'build'], { cwd: PROJECT, stdio: 'pipe' });
  }
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: PROJECT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'],
  }));
  const tarball = join(folder, packed.filename);
  const home = join(folder, 'node_modules', 'cdk-claude-code-bedrock');
  mkdirSync(home, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', home, '--strip-components=1']);
  for (const peer of ['aws-cdk-lib', 'constructs', '@types']) {
    symlinkSync(join(PROJECT, 'node_modules', peer), join(folder, 'node_modules', peer));
  }
  cpSync(join(PROJECT, 'examples'), join(folder, 'examples'), { recursive: true });
  return { tarball, folder, files: packed.files.map((file: { path: string }) => file.path) };
}

function isStale(): boolean {
  const built = join(PROJECT, 'build/index.js');
  return !existsSync(built) || !existsSync(join(PROJECT, '.jsii'))
    || newest(join(PROJECT, 'lib')) > statSync(built).mtimeMs || packageJson().version !== builtVersion();
}

function newest(folder: string): number {
  return Math.max(...readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, String(name))).mtimeMs));
}

function packageJson(): { version: string } {
  return JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
}

function builtVersion(): string {
  return JSON.parse(readFileSync(join(PROJECT, '.jsii'), 'utf8')).version;
}

/** Synthesizes examples against the package, in one process without feature flags or any context; templates by their files. */
export function synthesizeExamples({ folder }: PackedPackage, names: readonly string[]): Record<string, Record<string, Template>> {
  const apps = names.map((name) => {
    const app = join(folder, 'examples', name, 'app');
    writeFileSync(`${app}.js`, transformFileSync(`${app}.ts`, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }).code);
    return { name, app: `${app}.js`, output: mkdtempSync(join(tmpdir(), 'example-')) };
  });
  // An app takes its output folder from the environment when it is made, and synthesizes when the process ends.
  const run = apps.map(({ app, output }) => `process.env.CDK_OUTDIR = ${JSON.stringify(output)}; require(${JSON.stringify(app)});`).join('\n');
  execFileSync(process.execPath, ['-e', run], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  return Object.fromEntries(apps.map(({ name, output }) => [name, templatesIn(output)]));
}

export function templatesIn(folder: string): Record<string, Template> {
  return Object.fromEntries(readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith('.template.json')).sort()
    .map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))]));
}
