import { jsonSchema } from '../app/config/json-schema';

/** A part of the schema that has keys, with the path that leads to it. */
interface Section {
  readonly path: string;
  readonly description: string;
  readonly rows: readonly (readonly [string, string, string])[];
}

const INTRODUCTION = `# Every key of \`claude-code.yaml\`

Generated from the checks of the file (\`npm run configuration\`); [claude-code.schema.json](../claude-code.schema.json) says the same to editors.
\`*\` stands for a name of your own. Keys without a default are left out unless you need them.
`;

/** The page of the documentation that lists every key with what it does. */
export function configurationPage(): string {
  return `${INTRODUCTION}\n${sectionsOf('', jsonSchema()).map(render).join('\n')}`;
}

function render({ path, description, rows }: Section): string {
  const heading = path === '' ? '' : `## \`${path}\`\n\n${description}\n\n`;
  return `${heading}| key | value | what it does |\n|---|---|---|\n${rows.map(([key, kind, text]) => `| \`${key}\` | ${kind} | ${text} |`).join('\n')}\n`;
}

/** A mapping, and the mappings inside it, in the order of the file. */
function sectionsOf(path: string, schema: any, description = ''): Section[] {
  const node = mappingOf(schema);
  if (node === undefined) {
    return [];
  }
  const entries = Object.entries<any>(node.properties ?? {});
  const named = typeof node.additionalProperties === 'object' && mappingOf(node.additionalProperties) !== undefined
    ? sectionsOf(`${path}.*`, node.additionalProperties, description) : [];
  return [
    ...(entries.length === 0 ? [] : [{
      path, description,
      rows: entries.map(([key, value]) => [key, kindOf(value), cell(value.description ?? '')] as const),
    }]),
    ...named,
    ...entries.flatMap(([key, value]) => sectionsOf(path === '' ? key : `${path}.${key}`, value, cell(value.description ?? ''))),
  ];
}

function mappingOf(schema: any): any {
  const node = schema.type === 'array' ? schema.items : schema;
  const candidates = node?.anyOf ?? [node];
  return candidates.find((each: any) => each?.type === 'object' && (each.properties !== undefined || typeof each.additionalProperties === 'object'));
}

function kindOf(schema: any): string {
  if (schema.enum !== undefined) {
    return schema.enum.map((value: string) => `\`${value}\``).join(', ');
  }
  if (schema.anyOf !== undefined) {
    return [...new Set(schema.anyOf.map(kindOf))].join(' or ');
  }
  switch (schema.type) {
    case 'array': return `list of ${schema.items?.type === 'object' ? 'mappings' : kindOf(schema.items ?? {})}`;
    case 'object': return 'mapping';
    case 'boolean': return '`true`, `false`';
    case 'integer': return 'whole number';
    case 'null': return '`null`';
    case 'string': return 'text';
    default: return schema.type ?? 'any value';
  }
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
