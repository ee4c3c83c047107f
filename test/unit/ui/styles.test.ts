/** What stands once in the style sheets, and is used from there. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const THEME = join('src', 'ui', 'theme.css');
const SHEETS = readdirSync('src/ui', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.css'))
  .map((path) => join('src', 'ui', path));

/** Widths of media queries; theme.css says what each one is. */
const BREAKPOINTS = new Set(['600px', '900px', '1240px']);

describe.each(SHEETS)('%s', (sheet) => {
  const css = readFileSync(sheet, 'utf8');

  test('knows no breakpoint of its own', () => {
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
