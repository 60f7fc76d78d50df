import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { withoutHashes } from '../support/snapshot';
import { fixture, synthesizeFile, templatesOf } from '../support/synthesis';

/** Every option about money at once. Read a change here as the reviewer of security and of cost who signs it. */
let app!: App;
const templates = templatesOf(synthesizeFile(fixture('cost.yaml'), (created) => {
  app = created;
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}));

test('no finding of the template validation or of AwsSolutions', () => {
  const report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));

  expect(report.pluginReports.flatMap((plugin: { violations: unknown[] }) => plugin.violations)).toEqual([]);
});

test.each(Object.keys(templates).sort())('%s', (stack) => {
  expect(withoutHashes(templates[stack]!)).toMatchSnapshot();
});
