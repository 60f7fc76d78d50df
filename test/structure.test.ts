import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { PROJECT } from './support/synthesis';

const WINGS = ['lib', 'app', 'review', 'commands', 'bin'];

const FILES = WINGS.flatMap((wing) => readdirSync(join(PROJECT, wing), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts')).map((name) => join(wing, name)));

/** The files that a file imports, types too. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(PROJECT, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)].map(([, target]) => {
    const path = resolve(PROJECT, dirname(file), target!);
    const found = [`${path}.ts`, join(path, 'index.ts')].find((each) => existsSync(each));
    return found === undefined ? '' : relative(PROJECT, found);
  }).filter((each) => each.endsWith('.ts'));
}

test('no file leads back to itself, not even by its types', () => {
  const imports = new Map(FILES.map((file) => [file, importsOf(file)]));
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) {
      circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
    } else if (!done.has(file)) {
      (imports.get(file) ?? []).forEach((next) => walk(next, [...way, file]));
      done.add(file);
    }
  };
  FILES.forEach((file) => walk(file, []));

  expect(FILES.length).toBeGreaterThan(150);
  expect(circles).toEqual([]);
});
