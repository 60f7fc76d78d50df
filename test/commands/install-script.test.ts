import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installScript } from '../../commands/shared/install-script';
import { MANAGED_DIRECTORY } from '../../commands/shared/managed-files';
import { deployFile } from '../support/deployment';
import { Ended, runCommand, runProcess } from '../support/process';
import { outputsOf, publishedSettings } from '../support/published';
import { DEFAULT_FILE } from '../support/synthesis';

const folder = mkdtempSync(join(tmpdir(), 'install-script-'));
const outputs = join(folder, 'cdk-outputs.json');
const { deployment } = deployFile(DEFAULT_FILE);
const published = publishedSettings(deployment).find(({ stack }) => stack.endsWith('payments'))!;
writeFileSync(outputs, JSON.stringify(outputsOf(deployment)));

test.each(['linux', 'macos'])('%s: a dry run changes nothing, a run writes, another has nothing to do, a change keeps the file before', async (system) => {
  const script = join(folder, `${system}.sh`);
  const directory = join(folder, system, 'with space');
  const target = join(directory, 'managed-settings.json');
  const { code, stdout } = await runCommand('install-script', ['payments', '--os', system, '--outputs', outputs]);
  writeFileSync(script, stdout);
  const install = (...args: string[]): Promise<Ended> => runProcess('sh', [script, ...args], { CLAUDE_CODE_MANAGED_DIRECTORY: directory });

  expect(code).toBe(0);
  expect(await install('--dry-run')).toMatchObject({ code: 0, stdout: expect.stringContaining('Dry run: nothing was changed.') });
  expect(existsSync(directory)).toBe(false);
  expect(await install('--now')).toMatchObject({ code: 2, stderr: expect.stringContaining('unknown option --now') });
  expect(await install()).toMatchObject({ code: 0 });
  expect(JSON.parse(readFileSync(target, 'utf8'))).toEqual(published.settings);
  expect(statSync(target).mode & 0o777).toBe(0o644);
  expect((await install()).stdout).toBe(`${target} is up to date; nothing to do.\n`);
  writeFileSync(target, '{}\n');
  expect((await install()).stdout).toContain(`kept as ${target}.previous`);
  expect(readFileSync(`${target}.previous`, 'utf8')).toBe('{}\n');
});

test('the scripts name the directories that Claude Code reads, and the one for Windows holds the very same JSON', () => {
  const script = (system: keyof typeof MANAGED_DIRECTORY): string => installScript(system, 'payments', `${published.text}\n`);

  expect(script('linux')).toContain(':-/etc/claude-code}');
  expect(script('macos')).toContain(':-/Library/Application Support/ClaudeCode}');
  expect(script('windows')).toContain('[string]$Directory = "$env:ProgramFiles\\ClaudeCode"');
  expect(/@'\n([^]*?)\n'@/.exec(script('windows'))![1]).toBe(published.text);
});
