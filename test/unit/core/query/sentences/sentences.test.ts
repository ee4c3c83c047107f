/** 150 sentences in three languages, and exactly what each means. The tables were written before the code. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cities } from '#core/query/cities';
import { dateReader } from '#core/query/dates/reader';
import { readQuery } from '#core/query/grammar';
import { writePeriod } from '#core/query/period';
import { placeNames } from '#core/query/place-names';
import type { QueryPart, Reading } from '#core/query/reading';
import { takenAs, withoutPart } from '#core/query/writing';
import { wallTime } from '#core/wall-clock';
import { CHINESE } from './chinese';
import { ENGLISH } from './english';
import { GAZETTEER, OWN_WORDS, PEOPLE, TAKEN_AT } from './fixture';
import { JAPANESE } from './japanese';
import { expected } from './notation';
import { TRAPS } from './traps';

const TABLES = { en: ENGLISH, ja: JAPANESE, zh: CHINESE };

test.each(Object.entries(TABLES))('the table in %s has fifty sentences, each once', (_, rows) => {
  expect(new Set(rows.map(([sentence]) => sentence)).size).toBe(50);
  expect(rows).toHaveLength(50);
});

const LOCALES = { en: 'en-US', ja: 'ja-JP', zh: 'zh-CN', traps: 'en-US' };
const ROWS = Object.entries({ ...TABLES, traps: TRAPS }).flatMap(([language, rows]) =>
  rows.map(([sentence, chips, also]) => ({
    ...{ sentence, chips, also },
    locale: LOCALES[language as keyof typeof LOCALES],
  })),
);
const cities = new Cities(GAZETTEER);
const places = placeNames(cities, TAKEN_AT);

function reader({ locale, also }: Pick<(typeof ROWS)[number], 'locale' | 'also'>) {
  const knows = {
    ...{ places, ownWords: OWN_WORDS, place: (name: string) => cities.area(name) },
    dates: dateReader(locale, wallTime(2026, 11, 25, 12)),
    people: [...PEOPLE, ...(also?.people ?? [])],
  };
  return (text: string) => readQuery(text, knows);
}

/** A part as the tables write it. That every one of these is plain words too is left out there. */
function written({ kind, value, others = [] }: QueryPart, { filter, parts }: Reading): string {
  const isOnlyDate = kind === 'date' && parts.filter((part) => part.kind === 'date').length === 1;
  const days = isOnlyDate && filter.taken ? ` = ${writePeriod(filter.taken)}` : '';
  const also = others
    .filter((other) => other.kind !== 'words')
    .map((other) => ` ~ ${other.kind} ${other.value}`);
  return `${kind} ${value}${days}${also.join('')}`;
}

test.each(ROWS)('$sentence', (row) => {
  const reading = reader(row)(row.sentence);
  const { chips, visual } = expected(row.chips);
  expect(reading.parts.map((part) => written(part, reading))).toEqual(chips);
  const plain = reading.terms.find(({ weight, own }) => weight === 1 && !own);
  expect(plain?.text ?? '').toBe(visual);
});

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

test.each([
  ['a street without cars or bicycles', 0, 'a street without bicycles'],
  ['a street without cars or bicycles', 1, 'a street without cars'],
  ['without Anna or Ben', 0, 'without Ben'],
  ['没有汽车和自行车', 0, '没有自行车'],
])('“%s” without the unwanted part %i leaves the other unwanted', (text, which, left) => {
  const read = reader({ locale: 'en-US', also: undefined });
  const isUnwanted = ({ kind }: QueryPart) => /^(?:unwanted|without)/.test(kind);
  const part = read(text).parts.filter(isUnwanted)[which] as QueryPart;
  expect(withoutPart(text, part)).toBe(left);
  expect(read(left).parts.filter(isUnwanted)).toHaveLength(1);
  // The same if it becomes plain words.
  expect(
    read(takenAs(text, part, { kind: 'words', value: part.value })).parts.filter(isUnwanted),
  ).toHaveLength(1);
});

test.each(ROWS)('$sentence: each part becomes plain words, and stays so while one types on', (row) => {
  const read = reader(row);
  for (const part of read(row.sentence).parts) {
    const { said, others } = part;
    const words = others?.find(({ kind }) => kind === 'words');
    if (!words || !said) continue;
    const text = takenAs(row.sentence, part, words);
    const covered = read(`${text} xyz`).parts.filter(
      ({ from, to }) => from < said.from + words.value.length + 2 && to > said.from,
    );
    expect(
      covered.map(({ kind }) => kind),
      text,
    ).toEqual(['words']);
    // And what it is offered as takes it back.
    const [plain] = covered;
    for (const other of plain?.others ?? []) {
      const again = read(takenAs(`${text} xyz`, plain as QueryPart, other));
      expect(
        again.parts.map(({ kind, value }) => `${kind} ${value}`),
        text,
      ).toContain(`${other.kind} ${other.value}`);
    }
  }
});

test('of any text nothing but space is outside of its parts, which are in order, and each can be undone', () => {
  const read = reader({ locale: 'en-US', also: undefined });
  const pieces = fc.constantFrom(
    ...[
      ...PEOPLE,
      ...OWN_WORDS,
      'Kyoto',
      '京都',
      'orange',
      'Tokyo Tower',
      '東京タワー',
      '上海',
      'near',
      'in',
      '在',
      '近く',
    ],
    ...[
      ' ',
      ' ',
      ' ',
      '　',
      ',',
      '、',
      "'",
      '’',
      '‘',
      "'s",
      '-',
      '+',
      '"',
      '(',
      ')',
      'person:',
      '^2',
      'and',
      'with',
      'a',
    ],
    ...[
      'の',
      'と',
      'で',
      'に',
      'も',
      'なし',
      '以外',
      'のない',
      '的',
      '和',
      '不要',
      '没有',
      '除了',
      'no',
      'without',
      'but not',
    ],
    ...[
      'last summer',
      'in May',
      '去年の夏',
      '昨天',
      '2024',
      '海',
      'dog',
      'nobody',
      'only',
      'だけ',
      '人',
      'さん',
      '花火',
    ],
  );
  const texts = fc.array(pieces, { maxLength: 14 }).map((all) => all.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      let at = 0;
      for (const part of read(text).parts) {
        expect(text.slice(at, part.from).trim()).toBe('');
        expect(part.to).toBeGreaterThan(part.from);
        at = part.to;
        if (part.said) expect(part.said.from >= part.from && part.said.to <= part.to).toBe(true);
        for (const other of part.others ?? []) {
          expect(() => read(takenAs(text, part, other))).not.toThrow();
        }
      }
      expect(text.slice(at).trim()).toBe('');
    }),
    { numRuns: 200, seed: 19 },
  );
});
