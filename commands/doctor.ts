import { Command } from 'commander';
import { awsCalls } from './doctor/aws-calls';
import { Status } from './doctor/check';
import { CHECKS, examine, Observer, Result } from './doctor/examine';
import { MANAGED_DIRECTORY, thisSystem } from './shared/managed-files';
import { print, say } from './shared/output';
import { printableJson } from './shared/printable';
import { EXIT, sessionCommand } from './shared/run';
import { chooseTeam } from './shared/team';

interface Options {
  readonly config: string;
  readonly json?: boolean;
  readonly invoke: boolean;
  readonly managedDirectory: string;
  readonly timeout: number;
}

const MARK: Readonly<Record<Status, string>> = { pass: 'ok  ', warn: 'note', fail: 'FAIL', skip: '--  ' };

export function doctorCommand(): Command {
  return sessionCommand('doctor', 'Finds out why Claude Code does not answer: checks credentials, variables, region, profiles, model access, '
    + 'one tiny request per tier, keys, quota and settings, in that order, and says what mends each.')
    .option('--json', 'print the findings as JSON, and no progress')
    .option('--no-invoke', 'send no requests to models; a request per tier costs a fraction of a cent')
    .option('--managed-directory <folder>', 'where Claude Code reads its managed settings on this machine', MANAGED_DIRECTORY[thisSystem()])
    .addHelpText('after', '\nExample:\n  AWS_PROFILE=claude-code-payments npm run -s doctor -- payments')
    .action(async (name: string, options: Options) => {
      const chosen = chooseTeam(options.config, name);
      const aws = awsCalls({ region: chosen.configuration.region, timeoutMs: options.timeout * 1000 });
      const results = await examine(
        { chosen, aws, invoke: options.invoke, managedDirectory: options.managedDirectory, variables: process.env },
        options.json === true ? SILENT : PROGRESS,
      );
      conclude(name, results, options.json === true);
    });
}

const SILENT: Observer = { started: () => undefined, finished: () => undefined };

const PROGRESS: Observer = {
  started: (check, index, count) => { say(`[${index + 1}/${count}] ${check.title} …\n`); },
  finished: ({ findings }) => {
    for (const { status, message, fix } of findings) {
      print(`  ${MARK[status]}  ${message}\n${fix === undefined ? '' : `        what to do: ${fix}\n`}`);
    }
  },
};

function conclude(team: string, results: readonly Result[], json: boolean): void {
  const findings = results.flatMap((result) => result.findings);
  const failed = findings.filter(({ status }) => status === 'fail').length;
  if (json) {
    print(`${printableJson({ team, healthy: failed === 0, checks: results }, 2)}\n`);
  } else {
    const left = CHECKS.length - results.length;
    print(failed === 0
      ? `Nothing is wrong with team ${team}.\n`
      : `${failed} of ${findings.length} findings ${failed === 1 ? 'is a fault' : 'are faults'}`
        + `${left > 0 ? `; ${left} checks were not made, because they need credentials` : ''}. Mend the first one, then run this again.\n`);
  }
  process.exitCode = failed === 0 ? EXIT.done : EXIT.failed;
}
