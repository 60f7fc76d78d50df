import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packedPackage, synthesizeExamples, templatesIn } from '../support/packed';
import { installed, testWith } from '../support/programs';
import { PROJECT } from '../support/synthesis';

/** Takes a minute or two, and PyPI: `npm run test:python`, not part of `npm test`. */
jest.setTimeout(600_000);

const python = installed('python3');

const { peerDependencies } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));

/** A peer as pip asks for it: PyPI may not have the release that is installed here, but has one that the package accepts. */
const peer = (name: string): string => {
  const minimum = peerDependencies[name].slice(1);
  return `${name}>=${minimum},<${Number(minimum.split('.')[0]) + 1}`;
};

function run(program: string, args: readonly string[], env: Record<string, string> = {}): void {
  execFileSync(program, args, {
    cwd: PROJECT, stdio: 'pipe', env: { ...process.env, JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1', PIP_DISABLE_PIP_VERSION_CHECK: '1', ...env },
  });
}

/** An environment with the peers; kept between runs. */
function environment(): string {
  const folder = join(PROJECT, 'node_modules/.cache/python');
  if (!existsSync(join(folder, 'ready'))) {
    run(python!, ['-m', 'venv', folder]);
    run(join(folder, 'bin/pip'), ['install', '-q', peer('aws-cdk-lib'), peer('constructs')]);
    run('touch', [join(folder, 'ready')]);
  }
  return folder;
}

testWith({ program: python, missing: 'no python3' })('the Python package is built, and a team in Python is the same template as in TypeScript', () => {
  const packed = packedPackage();
  const wheels = mkdtempSync(join(tmpdir(), 'python-'));
  run(join(PROJECT, 'node_modules/.bin/jsii-pacmak'), ['--targets', 'python', '--outdir', wheels, '--force', PROJECT]);
  const wheel = readdirSync(join(wheels, 'python')).find((name) => name.endsWith('.whl'))!;
  const home = environment();
  run(join(home, 'bin/pip'), ['install', '-q', '--no-deps', '--force-reinstall', join(wheels, 'python', wheel)]);

  const output = mkdtempSync(join(tmpdir(), 'python-out-'));
  run(join(home, 'bin/python'), [join(PROJECT, 'examples/team-python/app.py')], { CDK_OUTDIR: output });

  expect(templatesIn(output)).toEqual(synthesizeExamples(packed, ['team']).team);
  expect(Object.keys(templatesIn(output))).toEqual(['Payments.template.json']);
});
