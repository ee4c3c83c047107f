/** 150 sentences in three languages, and exactly what each means. The tables were written before the code. */

import { expect, test } from 'vitest';
import { CHINESE } from './chinese';
import { ENGLISH } from './english';
import { JAPANESE } from './japanese';
import { expected } from './notation';

const TABLES = { en: ENGLISH, ja: JAPANESE, zh: CHINESE };

test.each(Object.entries(TABLES))('the table in %s has fifty sentences, each once', (_, rows) => {
  expect(new Set(rows.map(([sentence]) => sentence)).size).toBe(50);
  expect(rows).toHaveLength(50);
});

const ROWS = Object.values(TABLES)
  .flat()
  .map(([sentence, chips, also]) => ({ sentence, chips, also }));

test.each(ROWS)('$sentence: its chips say what was typed, in that order', ({ sentence, chips }) => {
  const plain = (text = '') => text.trim().normalize('NFKC').toLowerCase();
  let at = 0;
  for (const chip of expected(chips).chips) {
    const [, value] = /^\w+ ([^=~]+)/.exec(chip) ?? [];
    if (['only', 'none'].includes(plain(value))) continue;
    const found = plain(sentence).indexOf(plain(value), at);
    expect(found, chip).toBeGreaterThanOrEqual(at);
    at = found + plain(value).length;
  }
});
