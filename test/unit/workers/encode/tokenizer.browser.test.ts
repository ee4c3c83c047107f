/** Compares with the published token ids of CLIP. The real tokenizer is not in this repository. */

import { describe, expect, inject, test } from 'vitest';
import type { TextContract } from '#core/space';
import { makeTokenizer } from '#workers/encode/tokenizer';

const CLIP: TextContract = {
  length: 77,
  pad: 'longest',
  padToken: '<|endoftext|>',
  lowerCase: false,
  zeroPadding: false,
  dense: null,
};
const [START, END] = [49406, 49407];

const json = inject('clipTokenizer');

/** Returns the ids of one text, without padding. */
function ids(text: string): number[] {
  const tokens = makeTokenizer(json as object, CLIP)([text]);
  return [...tokens.ids].map(Number);
}

// Without the files of TEST_DATA, only the stand-ins' tokenizers are tested.
describe.skipIf(json === null)("CLIP's own tokenizer", () => {
  test.each([
    ['a photo of a cat', [320, 1125, 539, 320, 2368]],
    ['A  PHOTO\tof a Cat', [320, 1125, 539, 320, 2368]],
    ['hello world!', [3306, 1002, 256]],
    ['2024', [273, 271, 273, 275]],
  ])('gives %j its published ids', (text, expected) => {
    expect(ids(text)).toEqual([START, ...expected, END]);
  });

  test('has a token for every byte of emoji, Chinese and letters', () => {
    for (const text of ['🐱', '猫の写真', 'café 🐱 in 東京']) {
      const all = ids(text);
      expect(all[0]).toBe(START);
      expect(all.at(-1)).toBe(END);
      expect(all.length).toBeGreaterThan(2);
      expect(all.slice(1, -1)).not.toContain(END);
    }
    // The emoji is a word of the vocabulary: its id is its line in the published list.
    expect(ids('🐱')).toEqual([START, 22979, END]);
  });

  test('truncates a long text to 77 tokens, and keeps its end', () => {
    const all = ids('cat '.repeat(200));
    expect(all).toEqual([START, ...new Array(75).fill(2368), END]);
  });

  test('gives an empty text a start and an end', () => {
    expect(ids('')).toEqual([START, END]);
  });

  test('pads shorter texts with the end of text, and masks the padding', () => {
    const { ids, mask, length } = makeTokenizer(json as object, CLIP)(['a photo of a cat', 'cat']);
    expect(length).toBe(7);
    expect([...ids.slice(7)].map(Number)).toEqual([START, 2368, END, END, END, END, END]);
    expect([...mask.slice(7)].map(Number)).toEqual([1, 1, 1, 0, 0, 0, 0]);
  });
});
