import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installed, testWith } from '../support/programs';
import { DEFAULT_FILE, PROJECT, synthesizeFile } from '../support/synthesis';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'review-'));

function reviewCommand(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['-r', 'ts-node/register', 'bin/claude-code.ts', 'review', ...args], { cwd: PROJECT, encoding: 'utf8' });
}

const { directory } = synthesizeFile(DEFAULT_FILE);

test.each([
  ['an app that is not synthesized', ['--app', '/no/such/folder'], "'/no/such/folder' holds no synthesized app; run 'npx cdk synth -q' first", 1],
  ['a base that is neither folder nor ref', ['--app', directory, '--base', 'no-such-ref'], "a git ref; received 'no-such-ref'", 1],
  ['changes of nothing', ['--app', directory, '--changes-only'], '--changes-only needs --base', 2],
])('%s is an error in words', (_, args, message, code) => {
  const { status, stderr } = reviewCommand(...args, '--output', newFolder());

  expect(status).toBe(code);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/^\s+at /m);
});

const git = installed('git');
const ofRepository = git !== undefined && spawnSync(git, ['rev-parse', 'HEAD'], { cwd: PROJECT }).status === 0 ? git : undefined;
/** Without git the test is lost; sources that were unpacked from an archive have no refs to compare with, in CI either. */
const repository = git === undefined ? { program: git, missing: 'no git' } : { program: ofRepository, missing: 'this is no git repository', skippableInCi: true };

testWith(repository)('a git ref is synthesized aside and compared with', () => {
  const output = newFolder();
  const { status, stderr } = reviewCommand('--app', directory, '--base', 'HEAD', '--changes-only', '--output', output);

  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(readFileSync(join(output, 'review.md'), 'utf8')).toMatch(/^## What changed since `HEAD`$/m);
});

const browser = installed('chromium', 'chromium-browser', 'google-chrome');

testWith({ program: browser, missing: "no Chromium: install Debian's chromium", skippableInCi: true })('the page opens in a browser and needs nothing else', () => {
  const output = newFolder();
  reviewCommand('--app', directory, '--output', output);
  const page = `file://${join(output, 'review.html')}`;
  const picture = join(output, 'review.png');
  const browse = (...args: string[]): string => execFileSync(browser!, ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', ...args, page], {
    encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'],
  });

  const dom = browse('--dump-dom');
  browse(`--screenshot=${picture}`, '--window-size=1280,2400');

  expect(dom).toContain('<title>Review of Claude Code on Amazon Bedrock</title>');
  expect(dom.match(/<h2 /g)!.length).toBeGreaterThanOrEqual(8);
  expect(dom.match(/<a href="#part-\d+">/g)).toHaveLength(dom.match(/<h2 /g)!.length);
  expect(dom).not.toMatch(/(src|href)="(?!#)/);
  expect(statSync(picture).size).toBeGreaterThan(50_000);
});
