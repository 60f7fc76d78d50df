import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { loadConfiguration } from '../../app/config/load';
import { createStacks } from '../../app/stacks/create-stacks';

export type Template = Record<string, any>;

export const PROJECT = resolve(__dirname, '../..');

const { context } = JSON.parse(readFileSync(join(PROJECT, 'cdk.json'), 'utf8'));

/** An app like the one that the CDK CLI starts here: with the feature flags of `cdk.json`. */
export function newApp(): App {
  return new App({ context, analyticsReporting: false, outdir: mkdtempSync(join(tmpdir(), 'cdk-out-')) });
}

/** Synthesizes the stacks of a configuration file. */
export function synthesizeFile(file: string, prepare: (app: App) => void = () => undefined): CloudAssembly {
  const app = newApp();
  createStacks(app, loadConfiguration(file));
  prepare(app);
  return app.synth();
}

/** Synthesizes the stacks of a configuration given as text. */
export function synthesizeText(yaml: string): CloudAssembly {
  return synthesizeFile(temporaryFile(yaml));
}

/** A configuration file with the text. */
export function temporaryFile(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'configuration-')), 'claude-code.yaml');
  writeFileSync(file, text);
  return file;
}

/** The templates by the names of their stacks. */
export function templatesOf(assembly: CloudAssembly): Record<string, Template> {
  return Object.fromEntries(assembly.stacks.map((stack) => [stack.stackName, stack.template]));
}

export const DEFAULT_FILE = join(PROJECT, 'claude-code.yaml');

/** A file of `test/fixtures`. */
export function fixture(name: string): string {
  return join(PROJECT, 'test/fixtures', name);
}

/** The configuration that is shipped and every file of `test/fixtures`: a new fixture is asked what all are asked. */
export const EVERY_FILE = [DEFAULT_FILE, ...readdirSync(fixture('')).filter((name) => name.endsWith('.yaml')).sort().map(fixture)];
