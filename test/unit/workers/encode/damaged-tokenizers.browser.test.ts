/** Tokenizers of models, damaged by chance: each gives ids that a graph takes, or is refused with a reason. */

import { describe, expect, test } from 'vitest';
import { Problem } from '#core/errors';
import type { TextContract } from '#core/space';
import { makeTokenizer, type Tokens } from '#workers/encode/tokenizer';
import { damagedJson } from '../../../fixtures/damaged-json';
import { Random } from '../../../fixtures/standins/numbers';
import {
  bertTokenizer,
  CLIP_TOKENIZER,
  GEMMA_TOKENIZER,
  LINE_TOKENIZER,
  type Tokenizer,
  XLM_TOKENIZER,
} from '../../../fixtures/standins/tokenizers';

const CONTRACT: TextContract = { length: 20, pad: 'longest', padToken: 0, lowerCase: false, dense: null };
const TEXTS = ['', 'A  cat', '猫の写真', '🐱 2!', 'zebra '.repeat(40), '\u0000\uD800'];
const COUNT = 150;

/** Returns null if it was refused with a reason. */
function attempt(seed: number, json: unknown, contract: TextContract): Tokens[] | null {
  try {
    const tokenize = makeTokenizer(json as object, contract);
    return [tokenize(TEXTS), ...TEXTS.map((text) => tokenize([text]))];
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'model-unsupported') {
      throw new Error(`Seed ${seed}: ${error}`, { cause: error });
    }
    expect(error.message.length, `Seed ${seed}`).toBeGreaterThan(9);
    return null;
  }
}

describe.each<[string, Tokenizer, Partial<TextContract>]>([
  ['CLIP', CLIP_TOKENIZER, { padToken: '<|endoftext|>' }],
  ['BERT', bertTokenizer(true), { pad: 'length', padToken: '[PAD]' }],
  ['the Japanese model', LINE_TOKENIZER, { firstToken: 4 }],
  ['XLM-RoBERTa', XLM_TOKENIZER, { padToken: '<pad>' }],
  ['Gemma', GEMMA_TOKENIZER, { lowerCase: true }],
])('the tokenizer of %s', (_, { json }, own) => {
  const contract = { ...CONTRACT, ...own };

  test('is read while it is whole', () => {
    expect(attempt(0, json, contract)).toHaveLength(1 + TEXTS.length);
  });

  test(`gives ids or a reason after each of ${COUNT} damages`, () => {
    let refused = 0;
    for (let seed = 1; seed <= COUNT; seed++) {
      const all = attempt(seed, damagedJson(json, new Random(seed)), contract);
      if (!all) refused++;
      for (const [i, { ids, mask, length }] of (all ?? []).entries()) {
        expect(length, `Seed ${seed}`).toBeLessThanOrEqual(contract.length);
        expect(ids.length, `Seed ${seed}`).toBe(length * (i === 0 ? TEXTS.length : 1));
        expect(mask.length, `Seed ${seed}`).toBe(ids.length);
        expect(Math.min(0, ...ids), `Seed ${seed}`).toBe(0);
      }
    }
    expect(refused, 'refused').toBeGreaterThan(COUNT / 20);
    expect(refused, 'refused').toBeLessThan(COUNT);
  });
});
