import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_LABELS, mostQueries, readLabels, readQueries } from '#core/label-text';

test.each([
  ['cat, dog, bird', ['cat', 'dog', 'bird']],
  ['猫、犬、鳥', ['猫', '犬', '鳥']],
  ['猫，狗；鸟', ['猫', '狗', '鸟']],
  ['a red  car\n\n boat;', ['a red car', 'boat']],
  ['cat, Cat, CAT', ['cat']],
  ['パンダ, ﾊﾟﾝﾀﾞ, ハ\u309aンタ\u3099, ｃａｔ, cat', ['パンダ', 'ｃａｔ']],
  [' , ;\n', []],
])('%j is read as %j', (text, labels) => {
  expect(readLabels(text)).toEqual(labels);
});

test('the labels of any text are not empty, unique, and limited in number', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const labels = readLabels(text);
      expect(labels.every((label) => label === label.trim() && label !== '')).toBe(true);
      expect(new Set(labels.map((label) => label.toLowerCase())).size).toBe(labels.length);
    }),
  );
  const many = Array.from({ length: 500 }, (_, i) => `class ${i}`).join();
  expect(readLabels(many)).toHaveLength(MOST_LABELS);
});

test('each line is a query, so queries may have commas', () => {
  expect(readQueries('a dog, running\r\n\r\na cat\n')).toEqual({
    queries: ['a dog, running', 'a cat'],
    withVector: 0,
  });
});

test('lines of the demo that name a file with a vector are counted, not read as queries', () => {
  const read = readQueries('bird:text_feat/bird.bin\na dog\nat 10:30 in the morning');
  expect(read).toEqual({ queries: ['a dog', 'at 10:30 in the morning'], withVector: 1 });
});

test('the limit of queries decreases with the number of photos', () => {
  expect(mostQueries(0)).toBe(200);
  expect(mostQueries(20_000)).toBe(200);
  expect(mostQueries(100_000)).toBe(40);
  expect(mostQueries(10_000_000)).toBe(1);
});
