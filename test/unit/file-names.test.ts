/** The tree can be checked out, and its modules resolve, on the file systems of macOS and Windows too. */

import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const MOST_CHARACTERS = 180;
const MODULE = /(\.d)?\.(tsx?|mjs|js)$/;
/** Device names, which Windows refuses with any ending. */
const RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern lists refused characters.
const REFUSED = /[<>:"|?*\\\u0000-\u001f]|[. ]$/;

/** Lists the files that git tracks or would add; without git, all except generated ones. */
function files(): string[] {
  try {
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      encoding: 'utf8',
    });
    return listed.split('\0').filter(Boolean);
  } catch {
    return walk('.');
  }
}

function walk(folder: string): string[] {
  const MADE = ['.git', '.cache', 'node_modules', 'dist', 'dist-stand-ins', 'test-results'];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name).replaceAll('\\', '/');
    if (entry.isDirectory()) return MADE.includes(entry.name) ? [] : walk(path);
    return [path];
  });
}

/** Returns groups of paths that collide if case is ignored: whole, and as imports without an ending. */
function collisions(paths: readonly string[]): string[][] {
  const groups = new Map<string, Set<string>>();
  const note = (key: string, path: string) => groups.set(key, (groups.get(key) ?? new Set()).add(path));
  for (const path of paths) {
    const folded = path.toLowerCase();
    note(folded, path);
    if (MODULE.test(path)) note(`import ${folded.replace(MODULE, '')}`, path);
  }
  return [...groups.values()].filter((group) => group.size > 1).map((group) => [...group]);
}

function refused(path: string): boolean {
  return (
    path.length > MOST_CHARACTERS || path.split('/').some((name) => RESERVED.test(name) || REFUSED.test(name))
  );
}

describe('the tree', () => {
  test('has no two files, and no two modules, that differ only in case or ending', () => {
    expect(files().length).toBeGreaterThan(500);
    expect(collisions(files())).toEqual([]);
  });

  test('has no name that Windows refuses, and no path too long for it', () => {
    expect(files().filter(refused)).toEqual([]);
  });
});

describe('the check of the tree', () => {
  test.each([
    ['ui/Chips.tsx', 'ui/chips.ts'],
    ['ui/Chips.module.css', 'ui/chips.module.css'],
    ['core/a.ts', 'core/a.mjs'],
    ['finding/cities.ts', 'finding/cities.d.ts'],
  ])('reports %s beside %s', (...pair) => {
    expect(collisions(pair)).toContainEqual(pair);
  });

  test.each(['a/con.ts', 'a/NUL', 'a/what?.ts', 'a/dot.', 'a/blank ', `a/${'x'.repeat(180)}`])(
    'reports %s',
    (path) => {
      expect(refused(path)).toBe(true);
    },
  );

  test('accepts a component and its style', () => {
    expect(collisions(['ui/Chips.tsx', 'ui/Chips.module.css', 'search/Chips.tsx'])).toEqual([]);
  });
});
