import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isAssembly, readAssembly, ReviewedStack, ReviewError } from './assembly';

/**
 * The stacks to compare with: a synthesized folder, or a git ref, whose sources are synthesized aside with the packages
 * that are installed here.
 *
 * @throws ReviewError when it is neither, or when the sources of the ref cannot be synthesized
 */
export function readBase(base: string, config?: string): ReviewedStack[] {
  if (isAssembly(base)) {
    return readAssembly(base);
  }
  if (!isRef(base)) {
    throw new ReviewError(`The base is a folder that 'cdk synth' wrote, or a git ref; received '${base}'.`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'review-base-'));
  try {
    return synthesizeRef(base, folder, config);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function isRef(name: string): boolean {
  try {
    execFileSync('git', ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function synthesizeRef(ref: string, folder: string, config?: string): ReviewedStack[] {
  const archive = join(folder, 'sources.tar');
  const output = join(folder, 'base.out');
  const root = execFileSync('git', ['rev-parse', '--show-toplevel'], { encoding: 'utf8' }).trim();
  execFileSync('git', ['archive', '--output', archive, ref], { cwd: root });
  execFileSync('tar', ['-xf', archive, '-C', folder]);
  symlinkSync(resolve(root, 'node_modules'), join(folder, 'node_modules'));
  if (config !== undefined && !existsSync(join(folder, config))) {
    throw new ReviewError(`'${ref}' has no file '${config}' to synthesize.`);
  }
  try {
    execFileSync(process.execPath, ['node_modules/aws-cdk/bin/cdk', 'synth', '-q', '-o', output, ...(config === undefined ? [] : ['-c', `config=${config}`])], {
      cwd: folder, stdio: 'pipe', encoding: 'utf8',
    });
  } catch (error) {
    throw new ReviewError(`The sources of '${ref}' cannot be synthesized with the packages that are installed here.\n${(error as { stderr?: string }).stderr ?? ''}`);
  }
  return readAssembly(output);
}
