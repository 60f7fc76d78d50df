import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { COMMANDS, RegisteredCommand } from '../../commands';
import { frontDoor } from '../../commands/shared/front-door';
import { runProcess } from '../support/process';
import { PROJECT } from '../support/synthesis';

const read = (file: string): string => readFileSync(join(PROJECT, file), 'utf8');
const NAMES = COMMANDS.map(({ name }) => name);
const { scripts, version } = JSON.parse(read('package.json')) as { scripts: Record<string, string>; version: string };

/** Tests that may try a command: those of commands, and of the review. */
const TESTS = ['test/commands', 'test/review'].flatMap((folder) => readdirSync(join(PROJECT, folder))
  .filter((name) => name.endsWith('.test.ts') && name !== basename(__filename)).map((name) => ({ name, text: read(`${folder}/${name}`) })));

const invocation = ({ name, usage }: RegisteredCommand): string => `npm run -s ${name}${usage === '' ? '' : ` -- ${usage}`}`;

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => { help += text; } }).outputHelp();
  return help;
}

/** The rows of the table of commands of a document: what is typed, and what is said of it. */
const rows = (document: string): string[][] => [...read(document).matchAll(/^\| `(npm run -s [^`]+)` \| (.*) \|$/gm)].map(([, typed, said]) => [typed!, said!]);

describe.each(COMMANDS)('$name', (registered) => {
  const { name, load, summary, usage } = registered;

  test('has a module of its name and an npm script', () => {
    expect(existsSync(join(PROJECT, 'commands', `${name}.ts`))).toBe(true);
    expect(scripts[name]).toBe(`node -r ts-node/register bin/claude-code.ts ${name}`);
  });

  test('its help has an example that can be typed, the exit codes, and a word on every option', async () => {
    const command = await load();
    const help = helpOf(command);

    expect(command.name()).toBe(name);
    expect(help).toMatch(new RegExp(`\\nExamples?\\b[^]*npm run (-s )?(--prefix \\S+ )?${name}\\b`));
    expect(help).toMatch(/\nExit codes: 0 done, 1 it could not be done or a check failed, 2 the command or the configuration is mistaken\.\n/);
    expect(command.options.filter(({ description }) => description === '')).toEqual([]);
    [...help.matchAll(/npm run (?:-s )?(?:--prefix \S+ )?([\w-]+)/g)].forEach(([, script]) => expect(scripts).toHaveProperty([script!]));
  });

  test('takes what its usage says', async () => {
    const command = await load();

    expect(command.registeredArguments.filter(({ required }) => required).map((argument) => `<${argument.name()}>`)).toEqual(usage.match(/<\w+>/g) ?? []);
    (usage.match(/--[\w-]+/g) ?? []).forEach((option) => expect(command.options.map(({ long }) => long)).toContain(option));
    expect(command.options.filter(({ mandatory }) => mandatory).map(({ long }) => long)).toEqual(usage.match(/--[\w-]+/g) ?? []);
  });

  test('has its line in the documents', () => {
    expect(rows('README.md')).toContainEqual([invocation(registered), summary]);
    expect(rows('docs/settings.md').map(([typed]) => typed)).toContain(invocation(registered));
  });

  test('is tried by a test', () => {
    const factory = `${name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Command(`;
    const tried = TESTS.filter(({ name: file, text }) => file === `${name}.test.ts`
      || [factory, `runCommand('${name}'`, `withAws('${name}'`, `'bin/claude-code.ts', '${name}'`].some((call) => text.includes(call)));

    expect(tried).not.toEqual([]);
  });
});

test('every module and every line of a table is of a command, and each once', () => {
  const modules = readdirSync(join(PROJECT, 'commands')).filter((name) => name.endsWith('.ts') && name !== 'index.ts').map((name) => name.slice(0, -3));

  expect(modules.sort()).toEqual([...NAMES].sort());
  expect(new Set(NAMES).size).toBe(NAMES.length);
  ['README.md', 'docs/settings.md'].forEach((document) => expect(rows(document).map(([typed]) => typed)).toEqual(COMMANDS.map(invocation)));
});

describe('the one program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  const recorder = join(folder, 'recorder.js');
  writeFileSync(recorder, "process.on('exit', () => require('fs').writeFileSync(process.env.LOADED, JSON.stringify(Object.keys(require.cache))));");

  /** Runs it, and names the packages and the commands that it has loaded. */
  async function run(...args: string[]) {
    const LOADED = join(folder, 'loaded.json');
    const ended = await runProcess('node', ['-r', 'ts-node/register', '-r', recorder, 'bin/claude-code.ts', ...args], { LOADED });
    const files = JSON.parse(readFileSync(LOADED, 'utf8')) as string[];
    return {
      ...ended,
      packages: new Set(files.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [])),
      commands: files.flatMap((file) => /\/commands\/([\w-]+)\.ts$/.exec(file)?.[1] ?? []).filter((name) => name !== 'index'),
    };
  }

  test('--help lists every command with its summary, and loads none of them, no AWS SDK and no CDK', async () => {
    const { code, stdout, stderr, packages, commands } = await run('--help');
    const listed = stdout.replace(/\s+/g, ' ');

    expect({ code, stderr, commands }).toEqual({ code: 0, stderr: '', commands: [] });
    COMMANDS.forEach(({ name, summary }) => expect(listed).toContain(` ${name} ${summary.replaceAll('`', '')} `));
    expect(packages).toContain('commander');
    expect([...packages].filter((name) => /^(@aws|@smithy|aws-cdk-lib|constructs|https-proxy-agent|zod|ajv)/.test(name))).toEqual([]);
  });

  test('the help of a command loads that command alone', async () => {
    const { code, stdout, commands, packages } = await run('help', 'credentials');

    expect({ code, commands }).toEqual({ code: 0, commands: ['credentials'] });
    expect(stdout).toMatch(/^Usage: claude-code credentials \[options\] <team>\n/);
    expect([...packages].filter((name) => name.startsWith('@aws-sdk/'))).toEqual([]);
  });

  test('--version is that of the package', async () => {
    expect(await run('--version')).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('another command is refused, with the one that was meant', async () => {
    expect(await run('docter', 'payments')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/unknown command 'docter'\n\(Did you mean doctor\?\)/) });
  });

  test('nothing asked: the list of commands, on the error stream', async () => {
    expect(await run()).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('service-control-policy') });
  });
});

test('the front door has every command, in the order of the register', async () => {
  expect((await frontDoor(['doctor'])).commands.map((command) => command.name())).toEqual(NAMES);
});
