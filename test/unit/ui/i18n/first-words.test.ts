/** Messages are split by when they load: code that draws before the later ones must not use them. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from '../../../../src/ui/i18n/en';

const ENTRY = 'src/app/main.tsx';
const STATIC = /^(?:import|export)\s[^'"]*?['"]([.#][^'"]+)['"]/gm;

function resolved(from: string, specifier: string): string | undefined {
  const base = specifier.startsWith('#')
    ? specifier.replace(/^#(workers|models)\//, '$1/').replace(/^#/, 'src/')
    : join(from, '..', specifier);
  return [base, `${base}.ts`, `${base}.tsx`, join(base, 'index.ts')].find(
    (path) => /\.tsx?$/.test(path) && existsSync(path),
  );
}

/** Returns all modules that the entry imports statically, directly or indirectly, with their text. */
function atOnce(entry: string): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (path: string) => {
    if (found.has(path)) return;
    const text = readFileSync(path, 'utf8');
    found.set(path, text);
    for (const [statement, specifier] of text.matchAll(STATIC)) {
      const next = specifier && !statement.startsWith('import type') && resolved(path, specifier);
      if (next) visit(next);
    }
  };
  visit(entry);
  return found;
}

/** Returns whether a key is among the first words; of a template, only the steps before its first value. */
function isThere(key: string): boolean {
  let at: unknown = en;
  const steps = key.split('.');
  for (const [i, step] of steps.entries()) {
    if (typeof at !== 'object' || at === null) return false;
    const names = Object.keys(at);
    if (step.includes('${')) return true;
    if (i === steps.length - 1) return names.some((name) => name === step || name.startsWith(`${step}_`));
    at = Reflect.get(at, step);
  }
  return true;
}

test('modules that load at once use only the first words', () => {
  const modules = atOnce(ENTRY);
  expect([...modules.keys()].map((path) => path.replaceAll('\\', '/'))).toEqual(
    expect.arrayContaining(['src/ui/search/SearchField.tsx', 'src/ui/grid/Grid.tsx']),
  );
  const later = [...modules].flatMap(([path, text]) =>
    [...text.matchAll(/\bt\(\s*['"`]([^'"`]+)['"`]/g)].flatMap(([, key = '']) =>
      isThere(key) ? [] : [`${path}: ${key}`],
    ),
  );
  expect(later).toEqual([]);
});
