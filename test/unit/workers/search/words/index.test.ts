import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rarityOf } from '#workers/search/words/answer';
import { WordIndex } from '#workers/search/words/index';
import { naive } from './naive';

const ALL = { limit: 1000, passing: null };

/** Indexes photos 1, 2, 3 and so on, each of several lines. */
function indexOf(photos: readonly (readonly string[])[]): WordIndex {
  const index = new WordIndex();
  for (const [i, lines] of photos.entries()) index.add(i + 1, lines.map(sure));
  return index;
}

const sure = (text: string) => ({ text, score: 0.99 });

/** Returns the kind of the match in a photo of these lines; undefined if it is not found. */
const kindIn = (lines: readonly string[], query: string) => indexOf([lines]).find(query, ALL)[0]?.kind;

/** Returns the photos that are found, best first. */
const photosOf = (index: WordIndex, query: string) => index.find(query, ALL).map(({ photo }) => photo);

describe('words are found', () => {
  test.each([
    ['case', ['NO SMOKING'], 'no smoking'],
    ['spaces that the reader lost', ['NOPARKING'], 'no parking'],
    ['spaces that the reader added', ['ca fe latte'], 'cafe'],
    ['full width', ['営業時間 ９：００～１７：００'], '9:00-17:00'],
    ['spaces between Chinese characters', ['領 収 書'], '領収書'],
    ['spaces before digits', ['3月17日18:42'], '3月17日 18:42'],
    ['half-width kana', ['ｶﾗｵｹ'], 'カラオケ'],
    ['hiragana and katakana', ['味噌ラーメン'], 'らーめん'],
    ['traditional by simplified', ['請給我號碼'], '号码'],
    ['simplified by traditional', ['营业时间'], '營業時間'],
    ['Japanese by Chinese', ['鉄道駅'], '鐵道驛'],
    ['accents', ['Crème brûlée'], 'creme brulee'],
    ['ー read as 一', ['ラ一メン'], 'ラーメン'],
    ['one Chinese character', ['お茶'], '茶'],
    ['a price', ['合計 ¥1,980'], '1980'],
    ['an inner word', ['Open9am-5pm'], 'open'],
  ])('whole: %s', (_, lines, query) => {
    expect(kindIn(lines, query)).toBe('whole');
  });

  test.each([
    ['a word begun', ['Restaurant'], 'restau'],
    ['the end of a word', ['Supermarket'], 'market'],
    ['one Chinese character in a row of others', ['紅茶館'], '茶'],
    ['a part of a word in katakana', ['コーヒーメーカー'], 'コーヒー'],
    ['a word over two lines', ['Restau-', 'rant'], 'restaurant'],
    ['a Chinese word over two lines', ['小心地', '滑請勿'], '小心地滑'],
  ])('part: %s', (_, lines, query) => {
    expect(kindIn(lines, query)).toBe('part');
  });

  test.each([
    ['0 for O', ['0PEN'], 'open'],
    ['〇 for 0', ['2〇24'], '2024'],
    ['1 for l', ['Hote1'], 'hotel'],
    ['I for l', ['Wa11'], 'WAIl'],
    ['口 for ロ', ['ロ座'], '口座'],
    ['二 for ニ', ['二ュース'], 'ニュース'],
    ['力 for カ', ['力ラオケ'], 'カラオケ'],
    ['large kana for small ones', ['びよういん'], 'びょういん'],
    ['another letter', ['Edinburqh'], 'edinburgh'],
    ['a digit lost at the end', ['884127'], '8841273'],
    ['a letter lost at the end', ['Edinburg'], 'edinburgh'],
    ['a letter lost at the start', ['dinburgh'], 'edinburgh'],
    ['a letter too many', ['Edinnburgh'], 'edinburgh'],
    ['another Chinese character', ['非棠口'], '非常口'],
    ['a Chinese character lost', ['非常'], '非常口'],
  ])('near: %s', (_, lines, query) => {
    expect(kindIn(lines, query)).toBe('near');
  });

  test.each([
    ['two letters wrong', ['Edimburqh'], 'edinburgh'],
    ['a letter wrong in a short word', ['like'], 'lake'],
    ['a digit wrong in a short number', ['1980'], '1990'],
    ['a letter wrong inside a longer word', ['unsmokinq'], 'smoking'],
    ['look-alikes inside a longer word', ['follow'], 'oil'],
    ['a character wrong of two', ['東北'], '東京'],
    ['one letter', ['a b c'], 'a'],
    ['a short word over two lines', ['sofa', 'ticket'], 'at'],
    ['a long word over two lines with a letter wrong', ['Restau-', 'ramt'], 'restaurant'],
    ['nothing', ['Open'], '…'],
  ])('not: %s', (_, lines, query) => {
    expect(kindIn(lines, query)).toBeUndefined();
  });

  test('乗 and 乘 are one', () => {
    expect(kindIn(['乘車券'], '乗車券')).toBe('whole');
  });
});

describe('lines', () => {
  test('are named by their numbers, those that were left out counted', () => {
    const index = new WordIndex();
    const lines = [
      { text: 'Total', score: 0.3 },
      { text: '口', score: 0.8 },
      sure(''),
      sure('Total 12'),
      sure('Change'),
      sure('total'),
    ];
    index.add(7, lines);
    expect(index.find('total', ALL)).toMatchObject([{ photo: 7, lines: [3, 5] }]);
    expect(index.find('口', ALL)).toEqual([]);
  });

  test('are both named if a word goes over both, or words are in both', () => {
    expect(indexOf([['a', '領収', '書です']]).find('領収書', ALL)[0]?.lines).toEqual([1, 2]);
    expect(indexOf([['Coffee', 'Tea', 'Cake']]).find('cake coffee', ALL)[0]?.lines).toEqual([0, 2]);
    expect(indexOf([['Coffce', 'Coffbe']]).find('coffee', ALL)[0]?.lines).toEqual([0, 1]);
  });

  test('may end where a space was typed', () => {
    expect(kindIn(['NO', 'PARKING'], 'no parking')).toBe('whole');
  });

  test('a photo of very many symbols is indexed up to a limit', () => {
    const index = indexOf([[...Array.from({ length: 900 }, () => 'abcdefghij'), 'Lighthouse']]);
    expect(photosOf(index, 'jabcdefghija')).toEqual([1]);
    expect(photosOf(index, 'lighthouse')).toEqual([]);
  });
});

describe('the best come first', () => {
  test('by grade', () => {
    const best = [
      ['No parking here'],
      ['Parking: no'],
      ['Noble carparking'],
      ['N0 parking: park1ng'],
      ['No parkinq: a long time'],
      ['Parking', 'at the rear'],
    ];
    // "N0 parking" has all words in a row, with a look-alike.
    const index = indexOf(best.toReversed());
    expect(index.find('no parking', ALL).map(({ photo, kind }) => [best.length - photo, kind])).toEqual([
      [0, 'whole'],
      [1, 'whole'],
      [2, 'part'],
      [3, 'near'],
      [4, 'near'],
      [5, 'part'],
    ]);
  });

  test('of equal grade the one that says nothing else, then the newest', () => {
    const index = indexOf([['Way to the exit'], ['Exit'], ['Exit'], ['Emergency exit only']]);
    expect(photosOf(index, 'exit')).toEqual([3, 2, 1, 4]);
  });

  test('a limit keeps the best', () => {
    const index = indexOf([['exits'], ['exit'], ['exits']]);
    expect(index.find('exit', { limit: 1, passing: null }).map(({ photo }) => photo)).toEqual([2]);
  });
});

describe('several words', () => {
  const others = Array.from({ length: 200 }, (_, i) => [`Cup number ${i + 1000}`]);

  test('some are enough if one of them is whole and rare', () => {
    const index = indexOf([...others, ['Starbucks Coffee'], ['Starbuckle'], ['Tumbler']]);
    const hits = index.find('starbucks cup', ALL);
    expect(hits.map(({ photo, kind }) => [photo, kind])).toEqual([[201, 'part']]);
  });

  test('a common one alone is not', () => {
    expect(indexOf(others).find('blue cup', ALL)).toEqual([]);
  });

  test('of a number and a word both are looked for in a row', () => {
    const index = indexOf([['Platform 7'], ['Platform 17'], ['Platform 71']]);
    expect(index.find('platform 7', ALL)[0]).toMatchObject({ photo: 1, kind: 'whole' });
  });
});

describe('rarity', () => {
  const photos = Array.from({ length: 400 }, (_, i) => [
    i % 2 ? 'total' : 'subtotal',
    i < 19 ? 'museum' : '',
  ]);

  test('is a half for as many photos as the root of all, and falls to nothing', () => {
    const index = indexOf(photos);
    expect(index.find('museum', ALL)[0]?.rarity).toBeCloseTo(0.5, 1);
    expect(index.find('total', ALL)[0]?.rarity).toBeLessThan(0.15);
    expect(index.find('total', ALL).at(-1)?.rarity).toBe(0);
  });

  test('is high for one photo of few', () => {
    expect(indexOf([['museum'], ['exit']]).find('museum', ALL)[0]?.rarity).toBeGreaterThan(0.8);
  });

  test('does not depend on a filter', () => {
    const index = indexOf(photos);
    const [only] = index.find('museum', { limit: 10, passing: { bits: Uint32Array.of(1 << 3), version: 1 } });
    expect(only).toEqual(index.find('museum', ALL).find(({ photo }) => photo === 3));
  });
});

describe('photos that change', () => {
  test('a removed photo is not found, and one that is added again only by its new words', () => {
    const index = indexOf([['Museum'], ['Museum']]);
    index.remove([1, 99]);
    index.add(2, [sure('Garden')]);
    expect(photosOf(index, 'museum')).toEqual([]);
    expect(photosOf(index, 'garden')).toEqual([2]);
    expect(index.size).toBe(1);
  });

  test('memory of removed photos is given back', () => {
    const index = new WordIndex();
    for (let photo = 1; photo <= 5000; photo++) index.add(photo, [sure(`Museum ${photo} ticket`)]);
    const { bytes } = index;
    index.remove(Array.from({ length: 4990 }, (_, i) => i + 1));
    expect(index.bytes).toBeLessThan(bytes / 2);
    expect(photosOf(index, 'ticket')).toHaveLength(10);
    expect(photosOf(index, '4999')).toEqual([4999]);
  });

  test('words come in any order of photos', () => {
    const index = new WordIndex();
    for (const photo of [5, 3, 9]) index.add(photo, [sure('Museum')]);
    expect(photosOf(index, 'museum')).toEqual([9, 5, 3]);
  });
});

/** Few symbols, so that texts have much in common: look-alikes, twins of kana, lines, all kinds of words. */
const SYMBOLS = [
  'a',
  'b',
  'o',
  '0',
  'l',
  '1',
  '7',
  '口',
  'ロ',
  '店',
  '茶',
  'し',
  'シ',
  'ょ',
  'よ',
  'ー',
  '-',
  ' ',
];

const FEW = ['l', '1', 'o', '店', '茶', ' '];

const text = (symbols: readonly string[], maxLength: number) =>
  fc.array(fc.constantFrom(...symbols), { maxLength }).map((all) => all.join(''));

const photosAndQuery = fc
  .array(fc.array(text(SYMBOLS, 9), { maxLength: 4 }), { minLength: 1, maxLength: 25 })
  .chain((photos) =>
    fc.record({
      photos: fc.constant(photos),
      // A part of a photo's text with a few symbols changed, so that most queries find something.
      query: fc
        .tuple(
          fc.constantFrom(...photos),
          fc.nat(8),
          fc.integer({ min: 1, max: 8 }),
          fc.nat(8),
          text(SYMBOLS, 2),
        )
        .map(([lines, from, length, at, change]) => {
          const part = lines.join('').slice(from, from + length);
          return (part.slice(0, at) + change + part.slice(at + change.length)).replaceAll(' ', '');
        }),
    }),
  );

/** Returns what the rules say of each photo. */
function expected(photos: ReadonlyMap<number, readonly string[]>, query: string) {
  const found = [...photos].flatMap(([photo, lines]) => {
    const match = naive(lines, query);
    if (!match) return [];
    const kind = match.kind === 'alike' || match.kind === 'wrong' ? 'near' : match.kind;
    return [{ photo, kind, lines: match.lines, isWrong: match.kind === 'wrong' }];
  });
  // Behind many better ones, those with a wrong symbol are not looked for.
  const better = found.filter(({ isWrong }) => !isWrong).length;
  const isCommon = rarityOf(better, photos.size) < 0.5;
  return found
    .filter(({ isWrong }) => !isWrong || !isCommon)
    .map(({ photo, kind, lines }) => ({ photo, kind, lines }))
    .sort((a, b) => a.photo - b.photo);
}

const found = (index: WordIndex, query: string) =>
  index
    .find(query, ALL)
    .map(({ photo, kind, lines }) => ({ photo, kind, lines }))
    .sort((a, b) => a.photo - b.photo);

describe('the index finds what a scan of all texts finds', () => {
  test('in texts of few symbols', () => {
    fc.assert(
      fc.property(photosAndQuery, ({ photos, query }) => {
        const index = indexOf(photos);
        const all = new Map(photos.map((lines, i) => [i + 1, lines]));
        expect(found(index, query)).toEqual(expected(all, query));
      }),
      { numRuns: 2000, seed: 19 },
    );
  });

  test('while photos come, change and go', () => {
    const change = fc.tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.option(fc.array(text(SYMBOLS, 9), { maxLength: 3 })),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), text(SYMBOLS.slice(0, -1), 6), (changes, query) => {
        const index = new WordIndex();
        const all = new Map<number, readonly string[]>();
        for (const [photo, lines] of changes) {
          if (lines) {
            index.add(photo, lines.map(sure));
            all.set(photo, lines);
          } else {
            index.remove([photo]);
            all.delete(photo);
          }
        }
        expect(index.size).toBe(all.size);
        expect(found(index, query)).toEqual(expected(all, query));
      }),
      { numRuns: 500, seed: 19 },
    );
  });

  test('of two words at least the photos in which it finds each of them', () => {
    const lines = fc.array(text(FEW, 9), { minLength: 1, maxLength: 3 });
    const word = text(FEW.slice(0, -1), 3);
    let tried = 0;
    fc.assert(
      fc.property(fc.array(lines, { minLength: 1, maxLength: 8 }), word, word, (photos, one, other) => {
        const index = indexOf(photos);
        const each = [one, other].map((query) => new Set(photosOf(index, query)));
        const both = photosOf(index, `${one} ${other}`);
        const inBoth = photos.map((_, i) => i + 1).filter((photo) => each.every((found) => found.has(photo)));
        expect(both).toEqual(expect.arrayContaining(inBoth));
        tried += inBoth.length;
      }),
      { numRuns: 2000, seed: 19 },
    );
    expect(tried).toBeGreaterThan(100);
  });
});
