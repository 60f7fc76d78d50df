import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { loadConfiguration } from '../app/config/load';
import { createStacks } from '../app/stacks/create-stacks';
import { renderDashboard } from './dashboard/render';

/** Draws the dashboard of the shipped `claude-code.yaml`, with the options switched on that show in it. */
const PROJECT = join(__dirname, '..');
const OPTIONS = 'dashboard: true\nalarms: { hourlyUsd: 30 }\n';

export function dashboardPicture(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-'));
  const file = join(folder, 'claude-code.yaml');
  writeFileSync(file, readFileSync(join(PROJECT, 'claude-code.yaml'), 'utf8') + OPTIONS);
  const { context } = JSON.parse(readFileSync(join(PROJECT, 'cdk.json'), 'utf8'));
  const app = new App({ context, analyticsReporting: false, outdir: join(folder, 'cdk.out') });
  createStacks(app, loadConfiguration(file));
  const { template } = app.synth().stacks.find((stack) => stack.stackName.endsWith('-Usage'))!;
  const [dashboard] = Object.values<any>(template.Resources);
  return renderDashboard(JSON.parse(dashboard.Properties.DashboardBody['Fn::Sub'][0]));
}

if (require.main === module) {
  const picture = join(PROJECT, 'docs/images/usage-dashboard.svg');
  mkdirSync(dirname(picture), { recursive: true });
  writeFileSync(picture, dashboardPicture());
}
