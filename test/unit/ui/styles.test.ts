/** Values that only theme.css may define, and classes that components use. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const THEME = join('src', 'ui', 'theme.css');
const SHEETS = readdirSync('src/ui', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.css'))
  .map((path) => join('src', 'ui', path));

/** Widths of media queries; theme.css says what each one is. */
const BREAKPOINTS = new Set(['600px', '900px', '1240px']);

describe.each(SHEETS)('%s', (sheet) => {
  const css = readFileSync(sheet, 'utf8');

  test('has no breakpoint of its own', () => {
    const queries = css.match(/@media[^{]*/g) ?? [];
    const widths = queries.flatMap((query) => query.match(/\d[\d.]*(px|r?em)/g) ?? []);
    expect(widths.filter((width) => !BREAKPOINTS.has(width))).toEqual([]);
  });

  test('takes pills and both themes from theme.css', () => {
    if (sheet === THEME) return;
    expect(css).not.toContain('999px');
    expect(css).not.toContain('light-dark(');
    expect(css).not.toContain('prefers-color-scheme');
  });
});

/** Classes that components use, by the sheet of their module. */
const taken = new Map<string, Set<string>>();
/** Sheets with a class that is chosen by a variable. */
const chosen = new Set<string>();

for (const path of readdirSync('src/ui', { recursive: true, encoding: 'utf8' })) {
  if (!path.endsWith('.tsx')) continue;
  const file = join('src', 'ui', path);
  const text = readFileSync(file, 'utf8');
  for (const [, name, from] of text.matchAll(/import (\w+) from '(\.[^']+\.module\.css)'/g)) {
    const sheet = join(dirname(file), String(from));
    const classes = taken.get(sheet) ?? new Set();
    for (const [, one] of text.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))) classes.add(String(one));
    taken.set(sheet, classes);
    if (text.includes(`${name}[`)) chosen.add(sheet);
  }
}

describe.each([...taken])('components use from %s', (sheet, classes) => {
  const css = readFileSync(sheet, 'utf8').replace(/\/\*.*?\*\//gs, '');
  const written = new Set([...css.matchAll(/\.([a-zA-Z]\w*)(?=[^{}]*\{)/g)].map(([, name]) => String(name)));

  test('only classes that it defines', () => {
    expect([...classes].filter((name) => !written.has(name))).toEqual([]);
  });

  test('every class that it defines', () => {
    if (chosen.has(sheet)) return;
    expect([...written].filter((name) => !classes.has(name))).toEqual([]);
  });
});
