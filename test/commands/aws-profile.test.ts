import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { awsProfileCommand } from '../../commands/aws-profile';
import { CommandError } from '../../commands/shared/command-error';
import { deployFile } from '../support/deployment';
import { outputsOf } from '../support/published';
import { fixture, PROJECT } from '../support/synthesis';

/** settings.yaml has the teams alpha, beta and gamma, which sign in at the same place. */
const CONFIGURATION = fixture('settings.yaml');
const folder = mkdtempSync(join(tmpdir(), 'aws-profile-'));
const outputs = join(folder, 'cdk-outputs.json');
writeFileSync(outputs, JSON.stringify(outputsOf(deployFile(CONFIGURATION).deployment)));

let file: string;
let [printed, said] = ['', ''];
const before = process.env.AWS_CONFIG_FILE;

beforeEach(() => {
  file = join(mkdtempSync(join(folder, 'home-')), '.aws', 'config');
  process.env.AWS_CONFIG_FILE = file;
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => { printed += text; return true; });
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => { said += text; return true; });
});
afterEach(() => { jest.restoreAllMocks(); });
afterAll(() => {
  if (before === undefined) {
    delete process.env.AWS_CONFIG_FILE;
  } else {
    process.env.AWS_CONFIG_FILE = before;
  }
});

/** Runs the command for a team, and returns what it said. */
async function run(team: string, ...args: string[]): Promise<string> {
  [printed, said] = ['', ''];
  await awsProfileCommand().parseAsync([team, '--config', CONFIGURATION, '--outputs', outputs, ...args], { from: 'user' });
  return said;
}

const text = (): string => readFileSync(file, 'utf8');

function given(content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content, { mode: 0o644 });
}

/** The names of the sections, in their order. */
const sections = (): string[] => [...text().matchAll(/^\[(.*)\]\r?$/gm)].map(([, name]) => name!);

const ALPHA = ['profile claude-code-alpha-sign-in', 'profile claude-code-alpha'];
const BETA = ['profile claude-code-beta-sign-in', 'profile claude-code-beta'];
const FOREIGN = '# mine\n[default]\nregion=eu-west-1\n\n  [profile odd]   ; kept\ns3 =\n  max_concurrent_requests = 20\n';

describe('--write', () => {
  test('makes a file that only its owner reads, with what is printed without --write', async () => {
    await run('alpha');
    const block = printed;

    expect(await run('alpha', '--write')).toBe(`${file} is written: sign-in claude-code, claude-code-alpha.\n`);
    expect([printed, text()]).toEqual(['', block]);
    expect([statSync(file).mode & 0o777, statSync(dirname(file)).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(readdirSync(dirname(file))).toEqual(['config']);
  });

  test('a second time changes nothing, and says so', async () => {
    await run('alpha', '--write');
    const [once, { mtimeMs }] = [text(), statSync(file)];

    expect(await run('alpha', '--write')).toBe(`${file} is up to date; nothing to do.\n`);
    expect([text(), statSync(file).mtimeMs]).toEqual([once, mtimeMs]);
  });

  test('two teams stand side by side and share one session, in whichever order they came and how often', async () => {
    for (const team of ['alpha', 'beta', 'alpha', 'beta']) {
      await run(team, '--write');
    }

    expect(sections()).toEqual(['sso-session claude-code', ...ALPHA, ...BETA]);
  });

  test('another role replaces the block where it stands', async () => {
    given(FOREIGN);
    await run('alpha', '--write');
    const first = text();
    writeFileSync(file, `${first}\n[profile after]\nregion = us-west-2\n`);

    expect(await run('alpha', '--write', '--role-arn', 'arn:aws:iam::111122223333:role/claude-code/Another')).toBe(`${file} is written: claude-code-alpha.\n`);
    expect(text()).toBe(`${first.replace(/role_arn = .*/, 'role_arn = arn:aws:iam::111122223333:role/claude-code/Another')}\n[profile after]\nregion = us-west-2\n`);
  });

  test.each([
    ['as people write it', FOREIGN], ['without a line break at its end', FOREIGN.trimEnd()],
    ['with the line breaks of Windows', FOREIGN.replaceAll('\n', '\r\n')], ['empty', ''],
  ])('what is not of this command stays to the character: a file %s', async (_, foreign) => {
    given(foreign);
    await run('alpha', '--write');
    await run('beta', '--write');

    expect(text().startsWith(foreign)).toBe(true);
    expect(text().match(/(?<!\r)\n/) !== null).toBe(!foreign.includes('\r\n'));
    expect(statSync(file).mode & 0o777).toBe(0o644);
  });

  test('a link stays a link', async () => {
    const real = join(dirname(dirname(file)), 'dotfiles-config');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(real, FOREIGN);
    symlinkSync(real, file);
    await run('alpha', '--write');

    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(readFileSync(real, 'utf8')).toContain('[profile claude-code-alpha]');
  });

  test('a section that stands there already with the same values is used as it is', async () => {
    const session = '[sso-session claude-code]\nsso_start_url=https://acme.awsapps.com/start\nsso_region = eu-west-1\nsso_registration_scopes = sso:account:access\n';
    given(session);

    expect(await run('alpha', '--write')).toMatch(/^\[sso-session claude-code\] is in .* already, with these values; it is used as it is\.\n/);
    expect(sections()).toEqual(['sso-session claude-code', ...ALPHA]);
    expect(text().startsWith(session)).toBe(true);
  });

  test('a name that the AWS CLI would not read as two is one section', async () => {
    given('[profile "claude-code-alpha"]\nregion = eu-west-1\n');

    await expect(run('alpha', '--write')).rejects.toThrow(/has a section \[profile claude-code-alpha\] that this command has not written, with another role_arn, source_profile, region\.$/);
  });

  test.each<[string, string, RegExp]>([
    ['a section of the same name with other values', '[profile claude-code-alpha]\nregion = eu-west-1\n', /that this command has not written, with another role_arn, source_profile, region/],
    ['the first comment alone', '# >>> claude-code-alpha: written by claude-code aws-profile, which replaces it >>>\n', /has half of the block 'claude-code-alpha'/],
    ['the last comment alone', '# <<< claude-code-alpha <<<\n', /has half of the block 'claude-code-alpha'/],
    ['the comments the wrong way round',
      '# <<< claude-code-alpha <<<\n# >>> claude-code-alpha: written by claude-code aws-profile, which replaces it >>>\n', /has half of the block/],
  ])('%s is refused, and the file stays as it is', async (_, content, message) => {
    given(content);
    const failure = await run('alpha', '--write').catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(CommandError);
    expect(failure).toMatchObject({ message: expect.stringMatching(message), fix: expect.stringMatching(/then run this again/) });
    expect(text()).toBe(content);
  });
});

describe('--remove', () => {
  test('takes one team out; the session goes with the last that signs in with it; the rest stays', async () => {
    given(FOREIGN);
    await run('alpha', '--write');
    await run('beta', '--write');

    expect(await run('alpha', '--remove')).toBe(`${file} is written: claude-code-alpha is taken out.\n`);
    expect(sections()).toEqual(['default', 'sso-session claude-code', ...BETA]);
    await run('beta', '--remove');
    expect(text().trimEnd()).toBe(FOREIGN.trimEnd());
  });

  test('a session that a profile of somebody else signs in with stays', async () => {
    await run('alpha', '--write');
    writeFileSync(file, `${text()}[profile mine]\nsso_session=claude-code\n`);
    await run('alpha', '--remove');

    expect(sections()).toEqual(['sso-session claude-code', 'profile mine']);
  });

  test('writing and removing again and again lets the file not grow', async () => {
    given(FOREIGN);
    const sizes = [];
    for (let round = 0; round < 3; round++) {
      await run('alpha', '--write');
      await run('alpha', '--remove');
      sizes.push(text().length);
    }

    expect(new Set(sizes).size).toBe(1);
  });

  test.each([['no file', undefined], ['no block', FOREIGN]])('%s: nothing is done', async (_, content) => {
    if (content !== undefined) {
      given(content);
    }

    expect(await run('alpha', '--remove')).toBe(`${file} has no block claude-code-alpha; nothing to do.\n`);
    expect(existsSync(file) ? text() : undefined).toBe(content);
  });

  test('needs no outputs, as the team may be gone from the account', async () => {
    await run('alpha', '--write');
    await awsProfileCommand().parseAsync(['alpha', '--config', CONFIGURATION, '--outputs', '/nowhere.json', '--remove'], { from: 'user' });

    expect(text().trim()).toBe('');
  });

  test('cannot be had together with --write', async () => {
    await expect(awsProfileCommand().parseAsync(['alpha', '--write', '--remove'], { from: 'user' })).rejects.toThrow(/'--remove' cannot be used with option '--write'/);
  });
});

test('the AWS SDK reads what was written', async () => {
  given(FOREIGN.replace('  [profile odd]   ; kept', '[profile odd]'));
  await run('alpha', '--write');
  await run('beta', '--write');
  const script = `import('@smithy/core/config').then(({ loadSharedConfigFiles, loadSsoSessionData }) => Promise.all([
    loadSharedConfigFiles({ configFilepath: process.argv[1], filepath: '/dev/null' }), loadSsoSessionData({ configFilepath: process.argv[1] })]))
    .then(([{ configFile }, sessions]) => console.log(JSON.stringify({ configFile, sessions })))`;
  const { configFile, sessions } = JSON.parse(execFileSync('node', ['-e', script, file], { cwd: PROJECT, encoding: 'utf8' }));

  expect(Object.keys(configFile).filter((name) => !name.includes('sso-session')))
    .toEqual(['default', 'odd', 'claude-code-alpha-sign-in', 'claude-code-alpha', 'claude-code-beta-sign-in', 'claude-code-beta']);
  expect(configFile['claude-code-beta']).toMatchObject({ source_profile: 'claude-code-beta-sign-in', region: 'us-east-1' });
  expect(configFile['claude-code-beta-sign-in']).toMatchObject({ sso_session: 'claude-code', sso_role_name: 'BetaDeveloper' });
  expect(sessions).toEqual({ 'claude-code': { sso_start_url: 'https://acme.awsapps.com/start', sso_region: 'eu-west-1', sso_registration_scopes: 'sso:account:access' } });
});

test.each<[string, string[], RegExp]>([
  ['a source profile with a line of its own', ['--sign-in', 'role', '--source-profile', 'work\ncredential_process = /tmp/x'], /A profile is a name on one line, without brackets/],
  ['a source profile that opens a section', ['--sign-in', 'role', '--source-profile', 'work]'], /without brackets/],
  ['a credential process of two lines', ['--sign-in', 'credential-process', '--credential-process', 'a\nb'], /is a command in one line/],
])('%s is refused before anything is written', async (_, args, message) => {
  await expect(run('alpha', '--write', ...args)).rejects.toThrow(message);
  expect(existsSync(file)).toBe(false);
});
