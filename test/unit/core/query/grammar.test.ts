import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_FILTER } from '#core/filter';
import { readQuery, UNWANTED } from '#core/query/grammar';
import type { DateReader, Knowledge } from '#core/query/reading';
import { wallTime } from '#core/wall-clock';

/** Returns terms as "text weight". */
const terms = (text: string) => readQuery(text).terms.map(({ text: said, weight }) => `${said} ${weight}`);
/** Returns parts as "kind value". */
const parts = (text: string, knows?: Knowledge) =>
  readQuery(text, knows).parts.map(({ kind, value }) => `${kind} ${value}`);
const filter = (text: string) => {
  const { filter: asked } = readQuery(text);
  return Object.fromEntries(
    Object.entries(asked).filter(
      ([name, value]) => value !== NO_FILTER[name as keyof typeof NO_FILTER] && String(value) !== '',
    ),
  );
};

describe('words', () => {
  test.each([
    ['', []],
    [' \u3000 ', []],
    ['dog on  the beach ', ['dog on the beach 1']],
    ['t-shirt C++ 1-2 rock-n-roll', ['t-shirt C++ 1-2 rock-n-roll 1']],
    ['-5 degrees, +1', ['-5 degrees, +1 1']],
    ['- dog -- +', ['- dog -- + 1']],
    ['(red car) at 5" and :-)', ['(red car) at 5" and :-) 1']],
    ['http://a.b/c shape:banana re: date:', ['http://a.b/c shape:banana re: date: 1']],
    ['2^10 x^ y^0 z^11', ['2^10 x^ y^0 z^11 1']],
    ['浜辺の犬　夕日', ['浜辺の犬 夕日 1']],
  ])('in %j are %j', (text, expected) => {
    expect(terms(text)).toEqual(expected);
    expect(filter(text)).toEqual({});
  });
});

describe('plus, minus and weights', () => {
  test.each([
    ['beach +sunset -people', ['beach 1', 'sunset 1', `people ${-UNWANTED}`]],
    ['-people dog +sunset beach', ['dog beach 1', `people ${-UNWANTED}`, 'sunset 1']],
    ['+sunset^2 -people^3', ['sunset 2', `people ${-3 * UNWANTED}`]],
    ['beach^0.5 dog', ['dog 1', 'beach 0.5']],
    ['+(red  car) -(people, cars)^2', ['red car 1', `people, cars ${-2 * UNWANTED}`]],
    ['(red car)^.5', ['red car 0.5']],
    ['+(smile :) now)', ['now) 1', 'smile : 1']],
    ['海　＋夕日　－（人　車）', ['海 1', '夕日 1', `人 車 ${-UNWANTED}`]],
    ['sea \u2212people', ['sea 1', `people ${-UNWANTED}`]],
    ['-🐕', [`🐕 ${-UNWANTED}`]],
    ['+(5)', ['5 1']],
    ['-t-shirt +C++', [`t-shirt ${-UNWANTED}`, 'C++ 1']],
    ['-http://x', [`http://x ${-UNWANTED}`]],
    ['+(red car', ['car 1', '(red 1']],
  ])('%j is %j', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });
});

describe('quotes', () => {
  test.each([
    ['"IMG 12" dog', { texts: ['IMG 12'] }],
    ['-"draft"', { withoutTexts: ['draft'] }],
    ['+"draft"', { texts: ['draft'] }],
    ['“curly” ＂wide＂ 「角」 『二重』', { texts: ['curly', 'wide', '角', '二重'] }],
    ['"not closed', {}],
    ['"" " "', {}],
  ])('%j asks for %j', (text, expected) => {
    expect(filter(text)).toEqual(expected);
  });

  test('end before a word that follows directly', () => {
    expect(terms('「犬」の写真')).toEqual(['の写真 1']);
  });
});

describe('conditions', () => {
  const year = { from: wallTime(2024, 1, 1), before: wallTime(2025, 1, 1) };
  test.each([
    ['date:2024', { taken: year }],
    ['日付：２０２４', { taken: year }],
    ['date:2024-06-30', { taken: { from: wallTime(2024, 6, 30), before: wallTime(2024, 7, 1) } }],
    ['date:2024/2..2023', { taken: { from: wallTime(2023, 1, 1), before: wallTime(2024, 3, 1) } }],
    ['date:2024..', { taken: { from: year.from, before: Number.POSITIVE_INFINITY } }],
    ['date:2024 date:2024-02', { taken: { from: wallTime(2024, 2, 1), before: wallTime(2024, 3, 1) } }],
    ['near:35.68,139.69', { places: [{ latitude: 35.68, longitude: 139.69, within: 25 }] }],
    ['near:-33.9,151.2,5', { places: [{ latitude: -33.9, longitude: 151.2, within: 5 }] }],
    ['camera:canon カメラ:"EOS R5" 相机：索尼', { cameras: [{ part: 'canon' }, 'EOS R5', { part: '索尼' }] }],
    ['Folder:/Trips/2024/', { folders: [{ source: null, path: 'Trips/2024' }] }],
    ['kind:JPG 形式:png', { kinds: ['jpeg', 'png'] }],
    ['kind:nef', { kinds: ['nef'] }],
    ['shape:portrait', { orientation: 'portrait' }],
    ['向き:横', { orientation: 'landscape' }],
    ['tag:trip -tag:「at work」', { tags: ['trip'], withoutTags: ['at work'] }],
    ['in:35.1,139.4,35.8,140.2', { places: [{ south: 35.1, west: 139.4, north: 35.8, east: 140.2 }] }],
    ['in:-20,175,-10,-178', { places: [{ south: -20, west: 175, north: -10, east: -178 }] }],
    ['範囲:３５，１３９，３６，１４０', { places: [{ south: 35, west: 139, north: 36, east: 140 }] }],
    ['is:favourite', { favourite: true }],
    ['is:お気に入り', { favourite: true }],
    ['ｋｉｎｄ：ｊｐｇ', { kinds: ['jpeg'] }],
    [
      'ﾌｫﾙﾀﾞ:Trips フォルタ\u3099:Work',
      { folders: ['Trips', 'Work'].map((path) => ({ source: null, path })) },
    ],
  ])('%j asks for %j', (text, expected) => {
    expect(filter(text)).toEqual(expected);
    expect(terms(text)).toEqual([]);
  });

  test.each([
    'date:2024-02-31',
    'date:1500',
    'date:..',
    'near:91,0',
    'in:36,139,35,140',
    'in:35,139,36,181',
    'in:35,139,36,',
    'in:35,139,36,140,5',
    'near:tokyo',
    'kind:pear',
    'is:new',
    'constructor:x',
    'kind:constructor',
    'shape:__proto__',
    'tag:"open',
  ])('that are invalid stay words: %j', (text) => {
    expect(filter(text)).toEqual({});
    expect(terms(text)).toEqual([`${text} 1`]);
  });

  test('resolve the name of a city if the reader knows cities', () => {
    const tokyo = { latitude: 35.7, longitude: 139.7, within: 30 };
    const { filter: asked } = readQuery('near:tokyo', { place: (name) => (name === 'tokyo' ? tokyo : null) });
    expect(asked.places).toEqual([tokyo]);
  });
});

describe('parts', () => {
  test('have their positions in the text', () => {
    const text = ' sea shore  -people "IMG" tag:x';
    const { parts: found } = readQuery(text);
    expect(found.map(({ from, to }) => text.slice(from, to))).toEqual([
      'sea shore',
      '-people',
      '"IMG"',
      'tag:x',
    ]);
    expect(parts(text)).toEqual(['words sea shore', 'unwanted people', 'text IMG', 'tag x']);
  });

  test('keep the spelling that was typed', () => {
    expect(parts('ｐａｎｄａ tag:ﾊﾟﾝﾀﾞ')).toEqual(['words ｐａｎｄａ', 'tag ﾊﾟﾝﾀﾞ']);
  });

  test('separate dates from words if the reader knows dates', () => {
    const range = { from: wallTime(2024), before: wallTime(2025) };
    const among: DateReader['among'] = (text) => {
      const from = text.indexOf('in 2024');
      return from < 0 ? [] : [{ from, to: from + 7, range }];
    };
    const knows = { dates: { among, only: () => null } };
    expect(parts('a dog in 2024 at the sea +sun', knows)).toEqual([
      'words a dog',
      'date in 2024',
      'words at the sea',
      'wanted sun',
    ]);
    expect(readQuery('a dog in 2024 at the sea', knows)).toMatchObject({
      terms: [{ text: 'a dog at the sea', weight: 1 }],
      filter: { taken: range },
    });
  });
});

test('any text is read, and its parts are pieces of it, in order', () => {
  const pieces = fc.constantFrom(
    ...[
      '-',
      '+',
      '"',
      '“',
      '(',
      ')',
      ':',
      '^',
      '^2',
      '^-1',
      'date:',
      'tag:',
      'near:',
      'is:',
      'size:>',
      '..',
      ' ',
      '　',
      '\0',
    ],
    ...['dog', '浜辺', '2024-02-30', '1e309', '\ud800', '́', '🐶', 'today', '昨日', '去年'],
  );
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const reading = readQuery(text);
      let at = 0;
      for (const { from, to } of reading.parts) {
        expect(from).toBeGreaterThanOrEqual(at);
        expect(to).toBeGreaterThan(from);
        at = to;
      }
      expect(at).toBeLessThanOrEqual(text.length);
      for (const { weight } of reading.terms) expect(Number.isFinite(weight)).toBe(true);
    }),
    { numRuns: 400, seed: 1 },
  );
});
