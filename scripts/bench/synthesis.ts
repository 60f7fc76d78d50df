import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { loadConfiguration } from '../../app/config/load';
import { createStacks } from '../../app/stacks/create-stacks';
import { createFloor } from './floor';

/** One synthesis in a process of its own: `synthesis.ts ours|floor <teams>` prints what it took as JSON. */
const [kind, count] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const outdir = join(folder, 'cdk.out');
const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
const file = join(folder, 'claude-code.yaml');
writeFileSync(file, configuration(Number(count)));

const startedAt = performance.now();
const cpuAtStart = process.cpuUsage();
const app = new App({ context, analyticsReporting: false, outdir });
if (kind === 'floor') {
  createFloor(app, Number(count));
} else {
  createStacks(app, loadConfiguration(file));
}
const createdAt = performance.now();
app.synth();
const endedAt = performance.now();
const cpu = process.cpuUsage(cpuAtStart);

const templates = readdirSync(outdir).filter((name) => name.endsWith('.template.json')).map((name) => join(outdir, name));
const resources = templates.flatMap((name) => Object.values<any>(JSON.parse(readFileSync(name, 'utf8')).Resources));
process.stdout.write(JSON.stringify({
  ms: endedAt - startedAt,
  createMs: createdAt - startedAt,
  cpuMs: (cpu.user + cpu.system) / 1000,
  peakMb: process.resourceUsage().maxRSS / 1024,
  types: [...new Set(resources.map(({ Type }) => Type))].sort().map((type) => `${type} ${resources.filter(({ Type }) => Type === type).length}`),
  resources: resources.length,
  largestTemplate: Math.max(...templates.map((name) => statSync(name).size)),
  largestPolicy: Math.max(...resources.filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy').map(({ Properties }) => JSON.stringify(Properties.PolicyDocument).length)),
}));
rmSync(folder, { recursive: true });

function configuration(teams: number): string {
  const head = 'region: us-east-1\ngeography: us\nmodels: { opus: claude-opus-5-5, sonnet: claude-sonnet-5-5, haiku: claude-haiku-5-5 }\n' +
    'alerts: { emails: [platform@example.com] }\nbudget: { monthlyUsd: 5000 }\nteams:\n';
  const team = (index: number): string =>
    `  team-${index}: { costCenter: CC-${index}, access: { developers: { identityCenter: Team${index} } }, budget: { monthlyUsd: 100 } }\n`;
  return head + Array.from({ length: teams }, (_, index) => team(index)).join('');
}
