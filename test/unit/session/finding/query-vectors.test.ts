/** The vectors of texts: which are encoded, and which are known. */

import { expect, test, vi } from 'vitest';
import { dot } from '#core/vector';
import { QueryVectors } from '#session/finding/query-vectors';
import { openSpace, SPACE, textEntry } from '../fixtures';

const ENTRY = textEntry('en', ['en']);

function vectors() {
  const encoded = vi.fn(async (texts: readonly string[]) => new Float32Array(texts.length * 2).fill(1));
  const texts = {
    speakerFor: async () => ({ entry: ENTRY, unspoken: null }),
    open: async () => ({ texts: encoded }),
  };
  const never = () => Promise.reject(new Error('not asked for'));
  const calibration = { ofTexts: never, ofPhotos: never, unrelated: never };
  return { vectors: new QueryVectors(texts, calibration, never), encoded };
}

test.each([
  ['panda', 'ｐａｎｄａ'],
  ['パンダ', 'ﾊﾟﾝﾀﾞ'],
  ['パンダ', 'ハ\u309aンタ\u3099'],
])('%j and %j are one text, encoded once', async (plain, other) => {
  const it = vectors();
  await it.vectors.ofText(other, SPACE);
  await it.vectors.ofText(plain, SPACE);
  expect(it.encoded.mock.calls).toEqual([[[plain]]]);
});

/** Four photos: two of each of two kinds, in a space of two dimensions. */
const PHOTOS = new Map([
  [1, Float32Array.of(0.6, 0.8)],
  [2, Float32Array.of(0.8, 0.6)],
  [3, Float32Array.of(-0.6, 0.8)],
  [4, Float32Array.of(-0.8, 0.6)],
]);
const WORD = { id: 'w', name: 'Momo', judgements: [{ photos: [1, 2, 99], wanted: true }] };
const OWN = { text: 'Momo', weight: 1, own: true } as const;

function library() {
  const plain = [...PHOTOS.values()];
  const photos = { key: 'photos', centre: Float32Array.of(0, 0.7), queries: plain, plain };
  const texts = { key: 'en', centre: Float32Array.of(0, 0), queries: [], plain: [] };
  const calibration = {
    ofTexts: async () => texts,
    ofPhotos: async () => photos,
    unrelated: async () => ({ mean: 0.1, deviation: 0.02 }),
  };
  const speaking = {
    speakerFor: async () => ({ entry: ENTRY, unspoken: null }),
    open: async () => ({ texts: async () => Float32Array.of(0, 1) }),
  };
  const never = () => Promise.reject(new Error('not asked for'));
  const vectors = new QueryVectors(speaking, calibration, never);
  const open = openSpace({ vectorOf: async (photo: number) => PHOTOS.get(photo) ?? null });
  const compose = (...terms: Parameters<QueryVectors['compose']>[0]) =>
    vectors.compose(terms, { photo: null, judgements: [] }, open, [WORD]);
  return { compose };
}

test('an own word alone points to what its photos have beyond the library, without a text encoder', async () => {
  const { vector, unrelated } = await library().compose(OWN);
  expect(dot(vector as Float32Array, vector as Float32Array)).toBeCloseTo(1, 5);
  expect(vector?.[0]).toBeGreaterThan(0.9);
  expect(unrelated?.deviation).toBeGreaterThan(0.5);
});

test('beside a text an own word counts as much as the text, by how unrelated photos differ along both', async () => {
  const { vector, unrelated } = await library().compose({ text: 'beach', weight: 1 }, OWN);
  const [along = 0, text = 0] = vector ?? [];
  // Photos differ by 0.7 along the word, and by 0.02 along the text.
  expect(along / text).toBeCloseTo(0.02 / 0.7, 2);
  expect(unrelated?.deviation).toBeCloseTo(0.02 * Math.SQRT2, 3);
});

test('unwanted it points away, and a word of photos that are gone says nothing', async () => {
  const { compose } = library();
  expect((await compose({ ...OWN, weight: -0.75 })).vector?.[0]).toBeLessThan(-0.9);
  expect(await compose({ ...OWN, text: 'Waldo' })).toEqual({ vector: null, unrelated: null, unspoken: null });
});
