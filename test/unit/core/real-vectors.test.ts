/**
 * The app's judgements on vectors of real models, whose cosines are far from the starter's. The data are not in the
 * repository; without them the tests are skipped.
 */

import { describe, expect, test } from 'vitest';
import { GOOD_ERROR, LINES, STRONG_ERROR } from '#core/rank';
import { alike, labels, minus, minusAmong, strength } from '../../fixtures/real-vectors/judging';
import { HAS_REAL_VECTORS, lit, nouns, products } from '../../fixtures/real-vectors/vectors';

const SIZES = ['tiny', 'small'] as const;

describe.skipIf(!HAS_REAL_VECTORS)('on vectors of LiT', () => {
  test.each(SIZES)('%s, strong matches are right, and seldom claimed where nothing fits', (size) => {
    const { above, fit, found, falseAlarms, queries } = strength(lit(size), STRONG_ERROR);
    expect(1 - fit / above).toBeLessThanOrEqual(STRONG_ERROR);
    expect(found / queries).toBeGreaterThan(0.5);
    expect(falseAlarms / queries).toBeLessThan(0.06);
  });

  test.each(SIZES.flatMap((size) => LINES.map((error) => [size, error] as const)))(
    '%s, with the line at %d no larger share of a query’s matches is wrong',
    (size, error) => {
      expect(strength(lit(size), error).wrong).toBeLessThanOrEqual(error);
    },
  );

  test.each(SIZES)('%s, most pictures are above the line, and few where nothing fits', (size) => {
    const { found, falseAlarms, queries } = strength(lit(size), GOOD_ERROR);
    expect(found / queries).toBeGreaterThan(0.9);
    // A query that nothing fits has a match with the probability that the line allows: one in five.
    expect(falseAlarms / queries).toBeLessThan(GOOD_ERROR + 0.06);
  });

  test.each(SIZES)('%s, pictures get their label, and others "none of these"', (size) => {
    const { pictures, right, others, wrong } = labels(lit(size), 3);
    expect(right / pictures).toBeGreaterThan(0.88);
    expect(wrong / others).toBeLessThan(0.025);
  });

  test.each(SIZES)('%s, so they do with nine labels, each of which is another chance to be wrong', (size) => {
    const { pictures, right, others, wrong } = labels(lit(size), 9);
    expect(right / pictures).toBeGreaterThan(0.88);
    expect(wrong / others).toBeLessThan(0.06);
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
    const { queries, gone, stays } = minusAmong(nouns(), 4);
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
