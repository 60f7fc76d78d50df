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

test.each(['linux', 'macos'])('%s: a dry run changes nothing, a run writes beside what is there, another has nothing to do, and it can be taken out again', async (system) => {
  const script = join(folder, `${system}.sh`);
  const directory = join(folder, system, 'with space');
  const target = join(directory, 'managed-settings.d/50-claude-code-payments.json');
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
  const [theirs, other] = [join(directory, 'managed-settings.json'), join(directory, 'managed-settings.d/50-claude-code-other.json')];
  writeFileSync(theirs, '{"permissions":{"deny":["WebFetch"]}}');
  writeFileSync(other, '{}');
  expect(await install()).toMatchObject({ code: 1, stderr: expect.stringContaining('run it again with --switch') });
  expect(await install('--switch')).toMatchObject({ code: 0, stdout: expect.stringContaining(`${theirs} stays as it is`) });
  expect(existsSync(other)).toBe(false);
  expect(await install('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('--uninstall') });
  expect((await install('--uninstall')).code).toBe(0);
  expect([existsSync(target), readFileSync(theirs, 'utf8')]).toEqual([false, '{"permissions":{"deny":["WebFetch"]}}']);
  expect((await install('--uninstall')).stdout).toBe(`${target} does not exist; nothing to do.\n`);
});

test('the scripts name the directories that Claude Code reads, and the one for Windows holds the very same JSON', () => {
  const script = (system: keyof typeof MANAGED_DIRECTORY): string => installScript(system, 'payments', `${published.text}\n`);

  expect(script('linux')).toContain(':-/etc/claude-code}');
  expect(script('macos')).toContain(':-/Library/Application Support/ClaudeCode}');
  expect(script('windows')).toContain('[string]$Directory = "$env:ProgramFiles\\ClaudeCode"');
  expect(/\(@'\n([^]*?)\n'@/.exec(script('windows'))![1]).toBe(published.text);
});
