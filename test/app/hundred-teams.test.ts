import { stringify } from 'yaml';
import { synthesizeText, templatesOf } from '../support/synthesis';

/** CloudFormation takes a template of a megabyte, a dashboard 2,500 metrics. */
test('the dashboards of a hundred teams of four tiers keep every limit', () => {
  const team = { budget: { monthlyUsd: 100 } };
  const templates = templatesOf(synthesizeText(stringify({
    region: 'us-east-1',
    geography: 'us',
    models: { opus: 'claude-opus-5-5', sonnet: 'claude-sonnet-5-5', haiku: 'claude-haiku-5-5', fable: 'claude-fable-5-1' },
    alerts: { emails: ['platform@example.com'] },
    dashboard: true,
    teams: Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`team-${index}`, team])),
  })));
  const sizes = Object.entries(templates).map(([name, template]) => [name, JSON.stringify(template).length] as const);
  const dashboards = Object.values(templates).flatMap((template) => Object.values<any>(template.Resources))
    .filter((resource) => resource.Type === 'AWS::CloudWatch::Dashboard');
  const largest = sizes.reduce((a, b) => (a[1] > b[1] ? a : b));
  process.stdout.write(`100 teams: ${dashboards.length} dashboards, the largest template is ${largest[0]} with ${largest[1]} characters\n`);

  expect(dashboards).toHaveLength(sizes.filter(([name]) => name.includes('-Usage')).length);
  expect(largest[1]).toBeLessThan(500_000);
  Object.values(templates).forEach((template) => expect(Object.keys(template.Resources).length).toBeLessThan(400));
});
