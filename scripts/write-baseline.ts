import { writeFileSync } from 'node:fs';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { BASELINE_FILE, currentBaseline, currentTemplates } from '../test/support/baseline';

/** Of a type that CloudFormation's own data lacks, as of a custom resource, every property counts. */
function replacingProperties(type: string): string[] {
  const [resource] = loadAwsServiceSpecSync().lookup('resource', 'cloudFormationType', 'equals', type);
  return resource === undefined
    ? ['*']
    : Object.entries(resource.properties).filter(([, { causesReplacement }]) => ['yes', 'maybe'].includes(causesReplacement ?? 'no')).map(([name]) => name).sort();
}

const templates = Object.values(currentTemplates()).flatMap((stacks) => Object.values(stacks));
const types = [...new Set(templates.flatMap((template) => Object.values<any>(template.Resources).map(({ Type }) => Type)))].sort();
const baseline = currentBaseline(Object.fromEntries(types.map((type) => [type, replacingProperties(type)])));
writeFileSync(BASELINE_FILE, `${JSON.stringify(baseline, undefined, 1)}\n`);
