#!/usr/bin/env node
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { loadConfiguration } from '../app/config/load';
import { ConfigurationError } from '../app/config/problem';
import { createStacks } from '../app/stacks/create-stacks';

const app = new App();
try {
  createStacks(app, loadConfiguration(app.node.tryGetContext('config') ?? 'claude-code.yaml'));
} catch (error) {
  if (!(error instanceof ConfigurationError)) {
    throw error;
  }
  process.stderr.write(`${error.message}\n`);
  discardEmptyOutput();
  process.exit(1);
}

/** The CDK CLI makes its output folder, with a lock in it, before it starts an app; a folder with more in it is kept. */
function discardEmptyOutput(): void {
  const folder = process.env.CDK_OUTDIR;
  if (folder !== undefined && existsSync(folder) && readdirSync(folder).every((name) => name.endsWith('.lock'))) {
    rmSync(folder, { recursive: true });
  }
}
