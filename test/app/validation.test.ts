import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ApplicationInferenceProfile, ClaudeModel, Geography } from '../../lib';
import { DEFAULT_FILE, fixture, newApp, PROJECT, synthesizeFile } from '../support/synthesis';

(globalThis as { validatesTemplates?: boolean }).validatesTemplates = true;

/** The violations that the CDK's own template validation and cdk-nag report. */
function violationsOf(app: App): unknown[] {
  const report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  return report.pluginReports.flatMap((plugin: { violations: unknown[] }) => plugin.violations);
}

function addChecks(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}

const FIXTURES = readdirSync(join(PROJECT, 'test/fixtures')).filter((name) => name.endsWith('.yaml')).map((name) => name.replace('.yaml', ''));

test('every fixture is among the configurations', () => {
  expect(FIXTURES.length).toBeGreaterThanOrEqual(9);
});

test.each(['default', ...FIXTURES])('%s: no finding of the template validation or of AwsSolutions', (name) => {
  let app!: App;

  synthesizeFile(name === 'default' ? DEFAULT_FILE : fixture(`${name}.yaml`), (created) => {
    app = created;
    addChecks(app);
  });

  expect(violationsOf(app)).toEqual([]);
});

test('the checks find a wildcard that nobody acknowledged', () => {
  const app = newApp();
  addChecks(app);
  const role = new iam.Role(new Stack(app, 'Stack'), 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  role.addToPolicy(new iam.PolicyStatement({ actions: ['bedrock:InvokeModel'], resources: ['arn:aws:bedrock:*::foundation-model/*'] }));

  expect(() => app.synth()).toThrow(/wildcard permissions/);
});

test('the template validation fails the synthesis of a template that CloudFormation would refuse', () => {
  const app = newApp();
  const profile = new ApplicationInferenceProfile(new Stack(app, 'Stack', { env: { region: 'us-east-1' } }), 'Profile', {
    model: ClaudeModel.OPUS_5_5, geography: Geography.US,
  });
  (profile.node.defaultChild as any).addPropertyDeletionOverride('InferenceProfileName');

  expect(() => app.synth()).toThrow(/InferenceProfileName/);
});
