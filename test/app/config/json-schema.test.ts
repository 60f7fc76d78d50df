import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchema } from '../../../app/config/json-schema';
import { PROJECT } from '../../support/synthesis';
import { configurationPage } from '../../../scripts/configuration-page';

const schema = jsonSchema() as any;

test('the committed JSON Schema is that of the checks (npm run schema writes it)', () => {
  expect(JSON.parse(readFileSync(join(PROJECT, 'claude-code.schema.json'), 'utf8'))).toEqual(schema);
});

test('every key says what it is for', () => {
  const undescribed: string[] = [];
  const visit = (node: any, path: string): void => {
    for (const [key, property] of Object.entries<any>(node.properties ?? {})) {
      const tier = /models$/.test(path);
      if (!tier && !property.description && !property.not) {
        undescribed.push(`${path}.${key}`);
      }
      visit(property, `${path}.${key}`);
    }
    if (node.additionalProperties) {
      visit(node.additionalProperties, `${path}.*`);
    }
    node.anyOf?.forEach((branch: any) => visit(branch, path));
  };
  visit(schema, '');

  expect(undescribed).toEqual([]);
});

test('editors complete tiers and refuse unknown keys', () => {
  expect(Object.keys(schema.properties.models.properties)).toEqual(['opus', 'sonnet', 'haiku', 'fable']);
  expect(schema.additionalProperties).toBe(false);
  expect(schema.required.sort()).toEqual(['geography', 'models', 'region', 'teams']);
});

test('docs/configuration.md says what the schema says (npm run configuration writes it anew)', () => {
  expect(configurationPage()).toBe(readFileSync(join(PROJECT, 'docs/configuration.md'), 'utf8'));
});
