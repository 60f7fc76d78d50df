import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';

interface Synthesis {
  readonly cpuSeconds: number;
  readonly teams: number;
  readonly peakMb: number;
  readonly resources: number;
  readonly types: readonly string[];
  readonly largestTemplate: number;
  readonly largestPolicy: number;
}

const PROJECT = resolve(__dirname, '../..');

/** Runs a program and says how many seconds it took. */
function seconds(program: string, args: readonly string[], cwd: string): number {
  const startedAt = performance.now();
  execFileSync(program, args, { cwd, stdio: 'pipe', maxBuffer: 1 << 26 });
  return (performance.now() - startedAt) / 1000;
}

/** An app with one SNS topic, run as the app of this project is: by ts-node, with its feature flags. */
function oneTopicApp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'one-topic-'));
  mkdirSync(join(folder, 'bin'));
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'tsconfig.json'), readFileSync(join(PROJECT, 'tsconfig.json')));
  writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ ...JSON.parse(readFileSync(join(PROJECT, 'cdk.json'), 'utf8')), app: 'node -r ts-node/register bin/app.ts' }));
  writeFileSync(join(folder, 'bin/app.ts'), [
    "import { App, Stack } from 'aws-cdk-lib';", "import * as sns from 'aws-cdk-lib/aws-sns';",
    "new sns.Topic(new Stack(new App(), 'OneTopic', { env: { region: 'us-east-1' } }), 'Topic');", '',
  ].join('\n'));
  return folder;
}

/** The default file against the app with one topic, in turns, so that a busy machine slows both. */
function wholeProcess(rounds: number): { ours: number; topic: number; ratio: number } {
  const cdk = [join(PROJECT, 'node_modules/aws-cdk/bin/cdk'), 'synth', '-q', '-o'];
  const topicApp = oneTopicApp();
  const output = (): string => join(mkdtempSync(join(tmpdir(), 'bench-out-')), 'cdk.out');
  const pairs = Array.from({ length: rounds }, () => ({
    topic: seconds(process.execPath, [...cdk, output()], topicApp),
    ours: seconds(process.execPath, [...cdk, output()], PROJECT),
  }));
  return {
    ours: median(pairs.map(({ ours }) => ours)),
    topic: median(pairs.map(({ topic }) => topic)),
    ratio: median(pairs.map(({ ours, topic }) => ours / topic)),
  };
}

function synthesis(kind: 'ours' | 'floor', teams: number): Synthesis {
  const output = execFileSync(process.execPath, ['-r', 'ts-node/register', 'scripts/bench/synthesis.ts', kind, `${teams}`], {
    cwd: PROJECT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 26,
  });
  const { cpuMs, ...rest } = JSON.parse(output.slice(output.lastIndexOf('{"ms"')));
  return { ...rest, teams, cpuSeconds: cpuMs / 1000 };
}

interface Pair {
  readonly ours: Synthesis;
  readonly ratio: number;
}

/** In turns, too. The CPU's time is compared, which other work on the machine lengthens less than the clock's. */
function againstFloor(teams: number, rounds: number): Pair {
  const pairs = Array.from({ length: rounds }, () => {
    const [floor, ours] = [synthesis('floor', teams), synthesis('ours', teams)];
    if (floor.types.join() !== ours.types.join()) {
      throw new Error(`The floor is not the same resources: ${floor.types.join()} against ${ours.types.join()}.`);
    }
    return { ours, ratio: ours.cpuSeconds / floor.cpuSeconds };
  }).sort((a, b) => a.ratio - b.ratio);
  return pairs[Math.floor(pairs.length / 2)]!;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function verdict(met: boolean): string {
  return met ? 'met' : '**missed**';
}

function run(options: { rounds: string; largest: string; tests?: boolean }): void {
  const rounds = Number(options.rounds);
  const print = (line: string): void => { process.stdout.write(`${line}\n`); };
  const whole = wholeProcess(rounds);
  print(`| what | measured | target |\n|---|---|---|`);
  print(`| \`cdk synth\` of the default file : the one-topic app | ${whole.ratio.toFixed(2)} (${whole.ours.toFixed(1)} s : ${whole.topic.toFixed(1)} s) | 1.3, ${verdict(whole.ratio <= 1.3)} |`);
  const sizes = [1, 10, 100, 1000].filter((teams) => teams <= Number(options.largest));
  const results = sizes.map((teams) => {
    const found = againstFloor(teams, teams >= 1000 ? 1 : rounds);
    print(`| ${teams} teams : bare L1s | ${found.ratio.toFixed(2)} (${found.ours.cpuSeconds.toFixed(1)} s of CPU, ${found.ours.resources} resources) | ` +
      `${teams === 1000 ? `2.0, ${verdict(found.ratio <= 2)}` : '–'} |`);
    return found.ours;
  });
  const [hundred, largest] = [results.find(({ teams }) => teams === 100), results.at(-1)!];
  if (hundred !== undefined && largest.teams === 1000) {
    const growth = largest.cpuSeconds / hundred.cpuSeconds;
    print(`| 1,000 teams : 100 teams | ${growth.toFixed(1)} | 12, ${verdict(growth <= 12)} |`);
  }
  print(`| peak memory, ${largest.teams} teams | ${largest.peakMb.toFixed(0)} MB | ${largest.teams === 1000 ? `1,000 MB, ${verdict(largest.peakMb < 1000)}` : '–'} |`);
  print(`| largest template | ${largest.largestTemplate} bytes | CloudFormation: 1,000,000 |`);
  print(`| largest policy | ${largest.largestPolicy} characters, references included | IAM: 6,144 |`);
  if (options.tests) {
    print(`| \`npm test\` | ${seconds('npm', ['test', '--silent'], PROJECT).toFixed(0)} s | – |`);
  }
}

new Command('npm run bench --')
  .description('Measures synthesis as ratios taken in one run.')
  .option('--rounds <n>', 'how often each pair is run, in turns', '5')
  .option('--largest <teams>', 'the most teams', '1000')
  .option('--tests', 'also how long npm test takes')
  .action(run)
  .parse();
