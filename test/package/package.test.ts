import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_FILE, apiReference } from '../support/api-reference';
import { codeBlocks } from '../support/code-blocks';
import { packedPackage, synthesizeExamples } from '../support/packed';
import { PROJECT } from '../support/synthesis';

/** What others install: `npm pack` is run once, and everything here uses what it made. */
const packed = packedPackage();

const sources = readdirSync(join(PROJECT, 'lib'), { recursive: true }).map(String).filter((name) => name.endsWith('.ts')).map((name) => name.slice(0, -3));

describe('the package', () => {
  test('holds compiled code, declarations and the jsii assembly of every source file', () => {
    const expected = sources.flatMap((name) => [`build/${name}.js`, `build/${name}.d.ts`]);

    expect(packed.files).toEqual(expect.arrayContaining([...expected, 'build/models/catalogue.json', '.jsii', 'LICENSE', 'NOTICE', 'README.md', 'package.json']));
  });

  test('holds nothing else: no sources, tests, app or development files', () => {
    const data = readdirSync(join(PROJECT, 'lib'), { recursive: true }).map(String).filter((name) => name.endsWith('.json')).map((name) => `build/${name}`);
    const known = new Set([
      ...sources.flatMap((name) => [`build/${name}.js`, `build/${name}.d.ts`]), ...data, '.jsii', 'LICENSE', 'NOTICE', 'README.md', 'package.json',
    ]);

    expect(packed.files.filter((file) => !known.has(file))).toEqual([]);
  });

  test('needs only its peers', () => {
    const manifest = JSON.parse(readFileSync(join(packed.folder, 'node_modules/cdk-claude-code-bedrock/package.json'), 'utf8'));

    expect(manifest.dependencies).toBeUndefined();
    expect(Object.keys(manifest.peerDependencies)).toEqual(['aws-cdk-lib', 'constructs']);
  });
});

describe('the examples, against the package', () => {
  const examples = synthesizeExamples(packed, ['one-construct', 'team', 'imported-profiles', 'pipeline']);
  const types = (templates: Record<string, any>): string[] => Object.values(templates)
    .flatMap((template) => Object.values<any>(template.Resources).map(({ Type }) => Type)).sort();

  test('one construct', () => {
    const { 'Reports.template.json': template } = examples['one-construct']!;
    const policy: any = Object.values<any>(template!.Resources).find(({ Type }) => Type === 'AWS::IAM::Policy');

    expect(types({ template })).toEqual(['AWS::Bedrock::ApplicationInferenceProfile', 'AWS::IAM::Policy', 'AWS::IAM::Role']);
    expect(policy.Properties.PolicyDocument.Statement).toHaveLength(2);
  });

  test('a team in one stack', () => {
    expect(types(examples['team']!)).toEqual([
      ...Array(3).fill('AWS::Bedrock::ApplicationInferenceProfile'), 'AWS::Budgets::Budget', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role', 'AWS::SSM::Parameter',
    ]);
  });

  test('imported profiles create no profile, and grants name them', () => {
    const templates = examples['imported-profiles']!;

    expect(types(templates)).toEqual(['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy']);
    expect(JSON.stringify(templates)).toContain('application-inference-profile/abc123def456');
    expect(JSON.stringify(templates)).toContain('arn:aws:bedrock:us-west-2::foundation-model/anthropic.claude-sonnet-5-5');
  });

  test('a pipeline deploys the stacks of two stages to two accounts', () => {
    const templates = examples['pipeline']!;
    const names = Object.keys(templates);

    expect(names.filter((name) => name.includes('assembly-'))).toHaveLength(4);
    expect(types({ pipeline: templates['Pipeline.template.json'] })).toContain('AWS::CodePipeline::Pipeline');
    expect(JSON.stringify(templates['Pipeline.template.json'])).toContain('555566667777');
  });
});

test('every code block of the documents, every @example and every example app compiles against the package', () => {
  const blocks = codeBlocks();
  const shown = join(packed.folder, 'shown');
  mkdirSync(shown);
  blocks.forEach(({ name, module }) => writeFileSync(join(shown, `${name.replace(/[^A-Za-z0-9]+/g, '-')}.ts`), module));
  writeFileSync(join(packed.folder, 'tsconfig.json'), JSON.stringify({
    compilerOptions: {
      target: 'es2022', module: 'commonjs', moduleResolution: 'bundler', strict: true, noEmit: true, skipLibCheck: true, esModuleInterop: true, types: ['node'],
    },
    include: ['shown', 'examples'],
  }));

  const { stdout } = spawnSync(process.execPath, [join(PROJECT, 'node_modules/typescript/bin/tsc'), '-p', packed.folder], { encoding: 'utf8' });

  expect(stdout).toBe('');
  expect(blocks.map(({ name }) => name)).toEqual(expect.arrayContaining(['README.md-1', 'lib/access/policies/claude-code-policy.ts-1']));
});

test('docs/api.md says what the docstrings say (npm run api writes it anew)', async () => {
  expect(await apiReference()).toBe(readFileSync(API_FILE, 'utf8'));
});
