/** The vectors of texts: which are encoded, and which are known. */

import { expect, test, vi } from 'vitest';
import { QueryVectors } from '#session/finding/query-vectors';
import { SPACE, textEntry } from '../fixtures';

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
