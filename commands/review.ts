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
import { CommandError } from './shared/command-error';
import { print } from './shared/output';
import { command } from './shared/run';

/** The longest comment that GitHub takes. */
const LONGEST_COMMENT = 65536;

interface Options {
  readonly app: string;
  readonly base?: string;
  readonly config?: string;
  readonly output: string;
  readonly changesOnly?: boolean;
}

function write(options: Options): void {
  const stacks = readAssembly(options.app);
  const blocks = blocksOf(stacks, options);
  const markdown = toMarkdown(blocks);
  mkdirSync(options.output, { recursive: true });
  const files = [[join(options.output, 'review.md'), markdown], [join(options.output, 'review.html'), toHtml(blocks)]] as const;
  files.forEach(([file, text]) => {
    writeFileSync(file, text);
    print(`${file}\n`);
  });
  if (markdown.length > LONGEST_COMMENT) {
    print(`The report has ${markdown.length} characters, and a comment on GitHub at most ${LONGEST_COMMENT}; `
      + '--changes-only makes a short one.\n');
  }
}

function blocksOf(stacks: readonly ReviewedStack[], { base, config, changesOnly }: Options): Block[] {
  const changed = base === undefined ? [] : changes(readBase(base, config), stacks, base);
  return changesOnly ? [heading(1, 'Review of Claude Code on Amazon Bedrock'), ...changed] : report(review(stacks), changed);
}

export function reviewCommand(): Command {
  return command('review', 'Writes what the synthesized templates mean, for people who review them: review.md and review.html.')
    .option('-a, --app <folder>', 'what cdk synth wrote', 'cdk.out')
    .option('-b, --base <folder or git ref>', 'what to compare with: another such folder, or a ref whose sources are synthesized aside')
    .option('-c, --config <file>', 'the configuration of the base, where it is a git ref and not that of cdk.json')
    .option('-o, --output <folder>', 'where the report goes', 'review.out')
    .option('--changes-only', 'only what changed since the base')
    .addHelpText('after', '\nExamples:\n  npx cdk synth -q && npm run review\n  npm run review -- --base main --changes-only')
    .action((options: Options, self: Command) => {
      if (options.changesOnly && options.base === undefined) {
        self.error('error: --changes-only needs --base');
      }
      try {
        write(options);
      } catch (error) {
        throw error instanceof ReviewError ? new CommandError(error.message) : error;
      }
    });
}
