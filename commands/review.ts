#!/usr/bin/env node
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { readAssembly, ReviewedStack, ReviewError } from '../review/read/assembly';
import { readBase } from '../review/read/base';
import { changes } from '../review/changes/changes';
import { Block, heading } from '../review/report/document';
import { toHtml } from '../review/render/html';
import { toMarkdown } from '../review/render/markdown';
import { report } from '../review/report/report';
import { review } from '../review/model/review';

/** The longest comment that GitHub takes. */
const LONGEST_COMMENT = 65536;

interface Options {
  readonly app: string;
  readonly base?: string;
  readonly config?: string;
  readonly output: string;
  readonly changesOnly?: boolean;
}

function run(options: Options): void {
  const stacks = readAssembly(options.app);
  const blocks = blocksOf(stacks, options);
  const markdown = toMarkdown(blocks);
  mkdirSync(options.output, { recursive: true });
  const files = [[join(options.output, 'review.md'), markdown], [join(options.output, 'review.html'), toHtml(blocks)]] as const;
  files.forEach(([file, text]) => {
    writeFileSync(file, text);
    process.stdout.write(`${file}\n`);
  });
  if (markdown.length > LONGEST_COMMENT) {
    process.stdout.write(`The report has ${markdown.length} characters, and a comment on GitHub at most ${LONGEST_COMMENT}; --changes-only makes a short one.\n`);
  }
}

function blocksOf(stacks: readonly ReviewedStack[], { base, config, changesOnly }: Options): Block[] {
  const changed = base === undefined ? [] : changes(readBase(base, config), stacks, base);
  return changesOnly ? [heading(1, 'Review of Claude Code on Amazon Bedrock'), ...changed] : report(review(stacks), changed);
}

const program = new Command('npm run review --')
  .description('Writes what the synthesized templates mean, for people who review them: review.md and review.html.')
  .option('-a, --app <folder>', 'what cdk synth wrote', 'cdk.out')
  .option('-b, --base <folder or git ref>', 'what to compare with: another such folder, or a ref whose sources are synthesized aside')
  .option('-c, --config <file>', 'the configuration of the base, where it is a git ref and not that of cdk.json')
  .option('-o, --output <folder>', 'where the report goes', 'review.out')
  .option('--changes-only', 'only what changed since the base')
  .action((options: Options, command: Command) => {
    if (options.changesOnly && options.base === undefined) {
      command.error('error: --changes-only needs --base');
    }
    try {
      run(options);
    } catch (error) {
      if (!(error instanceof ReviewError)) {
        throw error;
      }
      command.error(error.message);
    }
  });

program.parse();
