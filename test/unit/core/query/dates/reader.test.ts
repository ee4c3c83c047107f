import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateReader } from '#core/query/dates/reader';
import { readQuery } from '#core/query/grammar';
import { writePeriod } from '#core/query/period';
import { writeQuery } from '#core/query/writing';
import { wallTime } from '#core/wall-clock';

/** A Wednesday in autumn. */
const NOW = wallTime(2026, 11, 25, 12);
const knows = { dates: dateReader('en-US', NOW) };

/** Reads a query. @returns the words that are left, and the dates that were found */
function read(text: string, locale = 'en-US') {
  const { terms, filter } = readQuery(text, { dates: dateReader(locale, NOW) });
  return [terms.map((term) => term.text).join('|'), filter.taken ? writePeriod(filter.taken) : ''];
}

describe('English', () => {
  test.each([
    ['beach last summer', 'beach', '2026-06..2026-08'],
    ['ｄｏｇ　ｌａｓｔ　ｓｕｍｍｅｒ', 'ｄｏｇ', '2026-06..2026-08'],
    ['ｊｕｎｅ　２０２３', '', '2023-06'],
    ['last summer at the beach', 'at the beach', '2026-06..2026-08'],
    ['dog in 2024', 'dog', '2024'],
    ['2024', '', '2024'],
    ['cats from 2019 to 2021', 'cats', '2019..2021'],
    ['2019-2021 cats', 'cats', '2019..2021'],
    ['since 2020', '', '2020..'],
    ['taken in 2024', '', '2024'],
    ['dogs before 2020', 'dogs', '..2019'],
    ['after june 2020', '', '2020-07..'],
    ['in June 2023', '', '2023-06'],
    ['june, 2023 garden', 'garden', '2023-06'],
    ['2023 june', '', '2023-06'],
    ['june to august 2023', '', '2023-06..2023-08'],
    ['a dog in june', 'a dog', '2026-06'],
    ['in december', '', '2025-12'],
    ['last march', '', '2026-03'],
    ['last december', '', '2025-12'],
    ['june last year', '', '2025-06'],
    ['summer 2023', '', '2023-06..2023-08'],
    ['winter of 2023', '', '2023-12..2024-02'],
    ['last winter', '', '2025-12..2026-02'],
    ['this fall', '', '2026-09..2026-11'],
    ['summer last year', '', '2025-06..2025-08'],
    ["last year's spring", '', '2025-03..2025-05'],
    ['yesterday', '', '2026-11-24'],
    ['dog today', 'dog', '2026-11-25'],
    ['the day before yesterday', '', '2026-11-23'],
    ['last night', '', '2026-11-24'],
    ['last week', '', '2026-11-16..2026-11-22'],
    ['this week', '', '2026-11-23..2026-11-29'],
    ['last weekend', '', '2026-11-21..2026-11-22'],
    ['last month', '', '2026-10'],
    ['last year', '', '2025'],
    ['last friday', '', '2026-11-20'],
    ['last monday', '', '2026-11-23'],
    ['two weeks ago', '', '2026-11-09..2026-11-15'],
    ['3 days ago', '', '2026-11-22'],
    ['a year ago', '', '2025'],
    ['the last 3 months', '', '2026-08-25..2026-11-25'],
    ['party in the 1990s', 'party', '1990..1999'],
    ['the 90s', '', '1990..1999'],
    ['mid-2023', '', '2023-05-02..2023-08-31'],
    ['late 90s music', 'music', '1996-08-31..1999-12-31'],
    ['June 15, 2023', '', '2023-06-15'],
    ['15th of june 2023 lake', 'lake', '2023-06-15'],
    ['june 15', '', '2026-06-15'],
    ['dec 24', '', '2025-12-24'],
    ['2023-06-15', '', '2023-06-15'],
    ['6/5/2023', '', '2023-06-05'],
    ['from june 3 to june 10 2023', '', '2023-06-03..2023-06-10'],
    ['2022 2023', '', '2022..2023'],
  ])('%j leaves %j and means %s', (text, words, range) => {
    expect(read(text)).toEqual([words, range]);
  });

  test.each([
    'may',
    'may I march',
    'march of the penguins',
    'sun',
    'the cat sat on the sofa',
    'second hand shop',
    'fall',
    'leaves fall in autumn',
    'summer dress',
    'this may be',
    'new year',
    'now and then',
    'at 5',
    'red car 12:30',
    '3/4 view',
    '1500 people',
    '1825 or 2028',
    'boeing 747',
    'iso 3200',
    'room b2024 and IMG_2024 and 2024px',
    '2024-abc',
    '90s',
    'one day',
    'decade',
    'next to last',
    'day and night',
    'monday blues',
    '5 minutes ago',
    'in 5 days',
    'ten to two',
  ])('%j holds no date', (text) => {
    expect(read(text)).toEqual([text, '']);
  });

  test('seasons and number formats follow the locale', () => {
    expect(read('last summer', 'en-AU')).toEqual(['', '2025-12..2026-02']);
    expect(read('winter 2023', 'en-NZ')).toEqual(['', '2023-06..2023-08']);
    expect(read('6/5/2023', 'en-GB')).toEqual(['', '2023-05-06']);
  });
});

describe('Japanese and Chinese', () => {
  test.each([
    ['去年の夏の海', '海', '2025-06..2025-08'],
    ['去年夏天的海', '海', '2025-06..2025-08'],
    ['去年夏天 海', '海', '2025-06..2025-08'],
    ['昨日', '', '2026-11-24'],
    ['一昨日の犬', '犬', '2026-11-23'],
    ['前天', '', '2026-11-23'],
    ['今日の犬', '犬', '2026-11-25'],
    ['2024年6月', '', '2024-06'],
    ['２０２４年６月１５日　花火', '花火', '2024-06-15'],
    ['二〇二四年', '', '2024'],
    ['令和5年の桜', '桜', '2023'],
    ['平成元年', '', '1989'],
    ['6月15日', '', '2026-06-15'],
    ['12月の雪', '雪', '2025-12'],
    ['2024年冬', '', '2024-12..2025-02'],
    ['2024夏天', '', '2024-06..2024-08'],
    ['この夏', '', '2026-06..2026-08'],
    ['上个夏天', '', '2026-06..2026-08'],
    ['上个月', '', '2026-10'],
    ['先月の旅行', '旅行', '2026-10'],
    ['先々月', '', '2026-09'],
    ['今月', '', '2026-11'],
    ['先週', '', '2026-11-16..2026-11-22'],
    ['上周末', '', '2026-11-21..2026-11-22'],
    ['上个星期', '', '2026-11-16..2026-11-22'],
    ['上周五', '', '2026-11-20'],
    ['先週の金曜日', '', '2026-11-20'],
    ['三日前', '', '2026-11-22'],
    ['两周前', '', '2026-11-09..2026-11-15'],
    ['3か月前の犬', '犬', '2026-08'],
    ['三个月前', '', '2026-08'],
    ['5年前', '', '2021'],
    ['最近三个月', '', '2026-08-25..2026-11-25'],
    ['過去2週間', '', '2026-11-11..2026-11-25'],
    ['1990年代', '', '1990..1999'],
    ['九十年代', '', '1990..1999'],
    ['2019年から2021年まで', '', '2019..2021'],
    ['2020年以降', '', '2020..'],
    ['2020年以前的照片', '照片', '..2020'],
    ['在去年夏天', '', '2025-06..2025-08'],
  ])('%j leaves %j and means %s', (text, words, range) => {
    expect(read(text, 'ja')).toEqual([words, range]);
  });

  test.each(['秋', '秋の山', '夏休み', '冬至', '三月', '月', '日の出', '三年生', '一年', '年賀状', '日曜日'])(
    '%j holds no date',
    (text) => {
      expect(read(text, 'ja')).toEqual([text, '']);
    },
  );

  test('a compound with a season stays a word', () => {
    expect(read('去年の夏休み')).toEqual(['夏休み', '2025']);
  });
});

describe('date:', () => {
  test.each([
    ['date:"last summer"', '2026-06..2026-08'],
    ['date:summer', '2026-06..2026-08'],
    ['date:june', '2026-06'],
    ['日付:夏', '2025-06..2025-08'],
    ['date:yesterday', '2026-11-24'],
  ])('%s means %s', (text, range) => {
    expect(read(text)).toEqual(['', range]);
  });

  test('a value that is not a date stays a word', () => {
    expect(read('date:"blue sea"')).toEqual(['date:"blue sea"', '']);
  });
});

test('any text is read, with its dates in order', () => {
  const words = [
    'last',
    'summer',
    '2024',
    ' ',
    '-',
    'to',
    'june',
    '15',
    '去年',
    'の',
    '夏',
    '6月',
    '15日',
    '前',
    '3',
    '三',
  ];
  const text = fc.array(
    fc.oneof(fc.constantFrom(...words, ' ', ' '), fc.string({ unit: 'binary', maxLength: 3 })),
  );
  fc.assert(
    fc.property(text, (pieces) => {
      const said = pieces.join('');
      let at = 0;
      for (const { from, to, range } of knows.dates.among(said)) {
        expect(from).toBeGreaterThanOrEqual(at);
        expect(to).toBeLessThanOrEqual(said.length);
        expect(range.before).toBeGreaterThan(range.from);
        at = to;
      }
      const kept = readQuery(said, knows)
        .parts.map(({ from, to }) => said.slice(from, to))
        .join('');
      expect(kept.replace(/\s/g, '')).toBe(said.replace(/\s/g, ''));
    }),
    { numRuns: 500 },
  );
});

test.each(['beach last summer +sun', '去年の夏の海', 'since 2020 -people', 'june 3 to june 10 2023 tag:x'])(
  '%j keeps its words and dates when it is written and read again',
  (text) => {
    const { terms, filter } = readQuery(text, knows);
    expect(readQuery(writeQuery({ terms, filter }), knows)).toMatchObject({ terms, filter });
  },
);
