/** Compares with the published token ids of CLIP. The real tokenizer is not in this repository. */

import { describe, expect, inject, test } from 'vitest';
import type { Space, TextContract } from '#core/space';
import { JAPANESE_CLIP_BASE } from '#models/spaces/japanese-clip';
import { UFORM3_MULTILINGUAL } from '#models/spaces/uform';
import { makeTokenizer } from '#workers/encode/tokenizer';
import { standIn } from './stand-ins';

const CLIP: TextContract = {
  length: 77,
  pad: 'longest',
  padToken: '<|endoftext|>',
  lowerCase: false,
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

describe("a stand-in's tokenizer with its entry's contract", () => {
  async function tokensOf(space: Space, texts: string[]) {
    const [entry] = space.texts;
    if (!entry) throw new Error(`${space.id} has no text encoder.`);
    const file = await standIn(entry.home, 'tokenizer.json');
    return makeTokenizer(JSON.parse(await file.text()), entry)(texts);
  }

  test('pads UForm to 50 with id 1, which the mask leaves out', async () => {
    const { ids, mask, length } = await tokensOf(UFORM3_MULTILINGUAL, ['猫の写真']);
    expect(length).toBe(50);
    expect([...ids.slice(6)]).toEqual(new Array(44).fill(1));
    expect([...mask]).toEqual([...new Array(6).fill(1), ...new Array(44).fill(0)]);
  });

  test('puts [CLS] in front of at most 76 Japanese tokens, and nothing behind them', async () => {
    const short = await tokensOf(JAPANESE_CLIP_BASE, ['猫']);
    expect([short.ids.length, short.ids[0]]).toEqual([2, 4]);
    const long = await tokensOf(JAPANESE_CLIP_BASE, ['犬'.repeat(100)]);
    expect([long.length, long.ids[0]]).toEqual([77, 4]);
    expect(new Set(long.ids.slice(1)).size).toBe(1);
    expect([...long.mask]).toEqual(new Array(77).fill(1));
  });
});
