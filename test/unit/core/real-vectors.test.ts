/**
 * The app's judgements on vectors of real models, whose cosines are far from the starter's. The data are not in the
 * repository; without them the tests are skipped.
 */

import { describe, expect, test } from 'vitest';
import { GOOD_ERROR, STRONG_ERROR } from '#core/rank';
import { alike, labels, minus, minusAmong, strength } from '../../fixtures/real-vectors/judging';
import { HAS_REAL_VECTORS, lit, nouns, products } from '../../fixtures/real-vectors/vectors';

const SIZES = ['tiny', 'small'] as const;

describe.skipIf(!HAS_REAL_VECTORS)('on vectors of LiT', () => {
  test.each(SIZES)('%s, strong matches are right, and absent pictures have none', (size) => {
    const { above, right, falseAlarms, queries } = strength(lit(size), STRONG_ERROR);
    expect(right / above).toBeGreaterThan(0.95);
    expect(right / queries).toBeGreaterThan(0.5);
    expect(falseAlarms / queries).toBeLessThanOrEqual(0.02);
  });

  test.each(SIZES)('%s, most pictures are above the line', (size) => {
    const { above, right, falseAlarms, queries } = strength(lit(size), GOOD_ERROR);
    // Several pictures fit some captions, but only one counts.
    expect(right / above).toBeGreaterThan(0.5);
    expect(right / queries).toBeGreaterThan(0.8);
    expect(falseAlarms / queries).toBeLessThan(0.4);
  });

  test.each(SIZES)('%s, pictures get their label, and others "none of these"', (size) => {
    const { pictures, right, others, wrong } = labels(lit(size));
    expect(right / pictures).toBeGreaterThan(0.88);
    expect(wrong / others).toBeLessThan(0.05);
  });

  test.each(SIZES)('%s, minus moves away what it names, and keeps the rest', (size) => {
    const { queries, gone, stays } = minus(lit(size));
    expect(gone / queries).toBeGreaterThan(0.9);
    expect(stays / queries).toBeGreaterThan(0.85);
  });

  test('no different photographs count as alike', () => {
    expect(alike(lit('tiny').pictures)).toMatchObject({ stacked: 0, first: 0, last: 0 });
  });
});

describe.skipIf(!HAS_REAL_VECTORS)("on vectors of OpenAI's CLIP", () => {
  test('minus moves away the noun most like the wanted one, which stays first', () => {
    const { queries, gone, stays } = minusAmong(nouns());
    expect(gone / queries).toBeGreaterThan(0.9);
    expect(stays / queries).toBeGreaterThan(0.98);
  });
});

describe.skipIf(!HAS_REAL_VECTORS)('on vectors of MobileCLIP2', () => {
  test('hardly any products are hidden in stacks, although they look alike', () => {
    const { photos, stacked, first, last } = alike(products());
    expect(stacked / photos).toBeLessThan(0.03);
    expect(first / photos).toBeLessThan(0.15);
    // "Similar" is meant to find look-alikes.
    expect(last / photos).toBeGreaterThan(0.3);
  });
});
