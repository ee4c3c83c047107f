import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldWords, lookAlike } from '#core/words-folding';

const plain = (text: string) => String.fromCodePoint(...foldWords(text).symbols);
const alike = (text: string) => String.fromCodePoint(...foldWords(text).symbols.map(lookAlike));

/** Returns the text with a bar before each symbol at which a word may begin. */
function words(text: string): string {
  const { symbols, starts } = foldWords(text);
  return symbols.map((symbol, i) => (starts[i] ? '|' : '') + String.fromCodePoint(symbol)).join('');
}

describe('the words of photos and of queries have one form', () => {
  test.each([
    ['width and case', 'ＯＰＥＮ　9：00', 'open 9:00'],
    ['spaces between Chinese or Japanese and digits', '3月17日 18:42', '3月17日18:42'],
    ['spaces between words', 'NOPARKING', 'No parking'],
    ['half-width kana and their marks', 'ｶﾞｿﾘﾝｽﾀﾝﾄﾞ', 'ガソリンスタンド'],
    ['hiragana and katakana', 'らーめん', 'ラーメン'],
    ['simplified and traditional Chinese', '给我号码', '給我號碼'],
    ['Chinese and Japanese forms', '乘車券', '乗车券'],
    ['the forms of Hong Kong and Taiwan', '衞生裏', '卫生里'],
    ['accents', 'pRÍORy galleRíes', 'priory galleries'],
    ['accents beside letters', 'e\u0301x\u0303', 'éx'],
    ['letters beyond English', 'Straße', 'STRASSE'],
    ['wave dashes', '10時〜18時', '10時～18時'],
    ['wave dashes and dashes', '9:00〜17:00', '9:00-17:00'],
    ['the long mark and the numeral one', 'ラ一メン', 'ラーメン'],
    ['the long mark and a dash', 'ラ-メン', 'ラーメン'],
    ['minus and hyphen', '−5℃', '-5°C'],
    ['numbers with and without hyphens', '03-1234-5678', '0312345678'],
    ['prices', '¥1,980', '1980'],
    ['circles', '○月○日', '〇月〇日'],
    ['punctuation', "McDonald's", 'McDonalds'],
  ])('%s', (_, one, other) => {
    expect(plain(one)).toBe(plain(other));
    expect(plain(one)).not.toBe('');
  });

  test.each([
    ['ー', 'ー'],
    ['一', 'ー'],
    ['一番', 'ー番'],
    ['第一', '第ー'],
    ['- -', ''],
    ['山 --- 川', '山ー川'],
    ['A - B', 'ab'],
    ['😀 ♪ …', ''],
  ])('%j is %j', (text, form) => {
    expect(plain(text)).toBe(form);
  });
});

describe('look-alikes have one symbol', () => {
  test.each([
    ['0pen', 'Open'],
    ['2〇24', '2O24'],
    ['b111', 'bill'],
    ['ロ座', '口座'],
    ['二ュース', 'ニュース'],
    ['力メラ', 'カメラ'],
    ['しよう', 'しょう'],
    ['乘る', '乗る'],
  ])('%s and %s', (one, other) => {
    expect(alike(one)).toBe(alike(other));
  });

  test('but the form of the words keeps them apart', () => {
    expect(plain('びよういん')).not.toBe(plain('びょういん'));
    expect(plain('hail')).not.toBe(plain('hall'));
  });
});

describe('words begin', () => {
  test.each([
    ['Open9am-5pm', '|open|9|am|5|pm'],
    ["don't stop", '|don|t|stop'],
    ['味噌ラーメン大盛', '|味|噌|ラーメン|大|盛'],
    ['コーヒー ミルク', '|コーヒー|ミルク'],
    ['Tシャツ', '|t|シャツ'],
    ['おいしい', '|オ|イ|シ|イ'],
    ['ラーメン-大盛', '|ラーメン|ー|大|盛'],
    ['一番ホーム', '|ー|番|ホーム'],
  ])('in %j: %s', (text, form) => {
    expect(words(text)).toBe(form);
  });
});

test('says before which symbols there was white space', () => {
  expect(foldWords(' a b,c').spaced).toEqual([true, true, false]);
});

test('folding is idempotent', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(plain(plain(text))).toBe(plain(text));
    }),
    { numRuns: 3000, seed: 19 },
  );
});
