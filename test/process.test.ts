import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixture, PROJECT, temporaryFile } from './support/synthesis';

interface Outcome {
  readonly code: number;
  readonly stderr: string;
  readonly output: string;
}

/** Runs a program in the project as a person would, with no AWS variables. */
function run(program: string, args: string[], output: string, env: Record<string, string> = {}): Promise<Outcome> {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_') && !name.startsWith('CDK_')));
  return new Promise((resolve) => {
    execFile(program, args, { cwd: PROJECT, env: { ...clean, ...env } }, (error, _stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stderr, output });
    });
  });
}

const newFolder = (): string => join(mkdtempSync(join(tmpdir(), 'process-')), 'cdk.out');
const cdk = (config: string, output = newFolder()): Promise<Outcome> =>
  run(process.execPath, [join(PROJECT, 'node_modules/aws-cdk/bin/cdk'), 'synth', '-q', '-c', `config=${config}`, '-o', output], output);

const HEAD = 'region: us-east-1\ngeography: us\nmodels: { sonnet: claude-sonnet-5-5 }\n';
const broken: Record<string, string> = {
  'unknown key': `${HEAD}teams: { a: {} }\nextra: 1\n`,
  'wrong type': `${HEAD}teams: { a: {} }\npromptCaching: "no"\n`,
  'unknown model': `${HEAD.replace('claude-sonnet-5-5', 'claude-sonnet-99')}teams: { a: {} }\n`,
  'model absent from the geography': `${HEAD.replace('us-east-1', 'ap-northeast-1').replace('geography: us', 'geography: jp')}teams: { a: {} }\n`,
  'duplicate and unusable team names': `${HEAD}teams:\n  a: {}\n  a: {}\n  B!: {}\n`,
  'profile name too long': `${HEAD}teams:\n  ${'a'.repeat(60)}: {}\n`,
  'empty tiers': `${HEAD}teams: { a: { models: { sonnet: null } } }\n`,
  'malformed ARN': `${HEAD}teams: { a: { access: { developers: { principals: ["role/x"] } } } }\n`,
  'budget of zero': `${HEAD}teams: { a: {} }\nbudget: { monthlyUsd: 0 }\n`,
};

/** The app as the CDK CLI starts it: the output folder is there already, with the CLI's lock in it. */
async function startApp(config: string): Promise<Outcome> {
  const output = newFolder();
  mkdirSync(output);
  writeFileSync(join(output, 'synth.lock'), '');
  return run(process.execPath, ['-r', 'ts-node/register', 'bin/claude-code-bedrock.ts'], output, {
    CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify({ config }),
  });
}

test.each([...Object.entries(broken).map(([name, yaml]) => [name, temporaryFile(yaml)] as const), ['missing file', '/no/such/file.yaml'] as const])(
  '%s: a readable message, exit code 1, no stack trace, nothing written', async (_, config) => {
    const { code, stderr, output } = await startApp(config);

    expect(code).toBe(1);
    expect(stderr).toMatch(/^\d mistakes? in the configuration; nothing was written\.\n\n {2}\S+/);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(output)).toBe(false);
  },
);

test('through the CDK CLI: a mistake leaves no output folder behind', async () => {
  const { code, stderr, output } = await cdk(temporaryFile(broken['budget of zero']!));

  expect(code).toBe(1);
  expect(stderr).toContain('budget.monthlyUsd\n    expected an amount above zero, in US dollars; received 0');
  expect(existsSync(output)).toBe(false);
});

test('a mistake keeps the output of an earlier synthesis', async () => {
  const output = newFolder();
  mkdirSync(output);
  writeFileSync(join(output, 'manifest.json'), '{}');
  await run(process.execPath, ['-r', 'ts-node/register', 'bin/claude-code-bedrock.ts'], output, {
    CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify({ config: '/no/such/file.yaml' }),
  });

  expect(readdirSync(output)).toEqual(['manifest.json']);
});

test.each(['eu-three-teams', 'global', 'jp'])('through the CDK CLI: %s synthesizes without AWS variables', async (name) => {
  const { code, stderr, output } = await cdk(fixture(`${name}.yaml`));

  expect(stderr).not.toMatch(/error/i);
  expect(code).toBe(0);
  expect(readdirSync(output).filter((file) => file.endsWith('.template.json')).length).toBeGreaterThan(1);
});
