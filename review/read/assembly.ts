import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { visibleLines } from './visible';

/** A CloudFormation template, as it stands in the file. */
export type Template = Record<string, any>;

/** One stack of a cloud assembly. */
export interface ReviewedStack {
  readonly name: string;
  /** Undefined where the template works in any account. */
  readonly account?: string;
  /** Undefined where the template works in any region. */
  readonly region?: string;
  readonly template: Template;
  /** What the synthesis warned of, each with its id at the end. */
  readonly warnings: readonly string[];
}

/** What the user asked for cannot be done; its message is what the user reads, on a terminal. */
export class ReviewError extends Error {
  constructor(message: string) {
    super(visibleLines(message));
  }
}

/**
 * Reads the stacks of a `cdk.out` folder, those of stages and nested stacks included, sorted by name.
 *
 * @throws ReviewError when the folder holds no cloud assembly
 */
export function readAssembly(folder: string): ReviewedStack[] {
  if (!existsSync(join(folder, 'manifest.json'))) {
    throw new ReviewError(`'${folder}' holds no synthesized app; run 'npx cdk synth -q' first, or name another folder.`);
  }
  return stacksOf(folder).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function stacksOf(folder: string): ReviewedStack[] {
  const { artifacts = {} } = readJson(join(folder, 'manifest.json'));
  return Object.entries<any>(artifacts).flatMap(([id, artifact]) => {
    if (artifact.type === 'cdk:cloud-assembly') {
      return stacksOf(join(folder, artifact.properties.directoryName));
    }
    return artifact.type === 'aws:cloudformation:stack' ? withNested(folder, toStack(folder, id, artifact)) : [];
  });
}

function toStack(folder: string, id: string, artifact: any): ReviewedStack {
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(artifact.environment) ?? [];
  return {
    name: artifact.properties.stackName ?? id,
    account: account === 'unknown-account' ? undefined : account,
    region: region === 'unknown-region' ? undefined : region,
    template: readJson(join(folder, artifact.properties.templateFile)),
    warnings: warningsOf(folder, artifact),
  };
}

/** A stack and the stacks nested in it, which name their templates in the metadata that the CDK writes. */
function withNested(folder: string, stack: ReviewedStack): ReviewedStack[] {
  const nested = Object.entries<any>(stack.template.Resources ?? {}).flatMap(([id, resource]) => {
    const file = resource.Type === 'AWS::CloudFormation::Stack' ? resource.Metadata?.['aws:asset:path'] : undefined;
    if (file === undefined || !existsSync(join(folder, file))) {
      return [];
    }
    return withNested(folder, { ...stack, name: `${stack.name}/${id}`, template: readJson(join(folder, file)), warnings: [] });
  });
  return [stack, ...nested];
}

function warningsOf(folder: string, artifact: any): string[] {
  const metadata = { ...artifact.metadata, ...(artifact.additionalMetadataFile ? readJson(join(folder, artifact.additionalMetadataFile)) : {}) };
  const entries = Object.values<any>(metadata).flat().filter((entry) => entry.type === 'aws:cdk:warning');
  return [...new Set<string>(entries.map((entry) => String(entry.data)))].sort();
}

function readJson(file: string): any {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ReviewError(`'${file}' cannot be read as JSON (${(error as Error).message}); synthesize the app again.`);
  }
}

/** Whether a folder looks like a cloud assembly. */
export function isAssembly(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).includes('manifest.json');
}
