import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROJECT } from '../support/synthesis';

const documents = [
  ...readdirSync(PROJECT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(PROJECT, 'docs')).filter((name) => name.endsWith('.md') && name !== 'api.md').map((name) => `docs/${name}`),
  'examples/README.md',
];
const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));

describe.each(documents)('%s', (document) => {
  const text = readFileSync(join(PROJECT, document), 'utf8');

  test('names only npm scripts that exist', () => {
    const named = [...text.matchAll(/\bnpm run (?:-\w+ )?(\w[\w:-]*)/g)].map((match) => match[1]!);

    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('links only to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1]!);

    expect(links.filter((link) => !existsSync(join(PROJECT, dirname(document), link)))).toEqual([]);
  });
});
