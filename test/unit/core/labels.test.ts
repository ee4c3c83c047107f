import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge, logSums, noneCosine, probability, withOneMore } from '#core/labels';
import { dot } from '#core/vector';
import { TEST_DATA } from '../../fixtures/test-data';

/** Computes both softmaxes in full. @returns photos x texts each */
function softmaxes(cosines: Float32Array, texts: number) {
  const { perPhoto, perText } = logSums(cosines, texts);
  return {
    perPhoto: Array.from(cosines, (cosine, i) => probability(cosine, perPhoto[Math.floor(i / texts)] ?? 0)),
    perText: Array.from(cosines, (cosine, i) => probability(cosine, perText[i % texts] ?? 0)),
  };
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

describe('the softmaxes', () => {
  // A logit is 100 x cosine: photo 1 has logits 30 and 29, photo 2 has 28 and 30.
  const cosines = Float32Array.of(0.3, 0.29, 0.28, 0.3);

  test('along the texts of a photo are e^1 to 1, and 1 to e^2', () => {
    const { perPhoto } = softmaxes(cosines, 2);
    const expected = [0.7310586, 0.2689414, 0.1192029, 0.8807971];
    perPhoto.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? 0, 5);
    });
  });

  test('along the photos of a text are e^2 to 1, and 1 to e^1', () => {
    const { perText } = softmaxes(cosines, 2);
    const expected = [0.8807971, 0.2689414, 0.1192029, 0.7310586];
    perText.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? 0, 5);
    });
  });

  test('of a single text, or of a single photo, are 1', () => {
    expect(softmaxes(Float32Array.of(0.2, -0.7), 1).perPhoto).toEqual([1, 1]);
    expect(softmaxes(Float32Array.of(0.2, -0.7), 2).perText).toEqual([1, 1]);
  });

  test('of no photos have no sums', () => {
    expect(logSums(new Float32Array(), 3).perPhoto).toHaveLength(0);
    expect(logSums(new Float32Array(), 0).perText).toHaveLength(0);
  });
});

test('both softmaxes add up to 1 for any cosines, also if their exponentials overflow', () => {
  const scores = fc.integer({ min: 1, max: 9 }).chain((texts) =>
    fc.record({
      texts: fc.constant(texts),
      rows: fc.array(
        fc.array(fc.float({ min: -50, max: 50, noNaN: true }), { minLength: texts, maxLength: texts }),
        {
          minLength: 1,
          maxLength: 20,
        },
      ),
    }),
  );
  fc.assert(
    fc.property(scores, ({ texts, rows }) => {
      const { perPhoto, perText } = softmaxes(Float32Array.from(rows.flat()), texts);
      for (let photo = 0; photo < rows.length; photo++) {
        expect(sum(perPhoto.slice(photo * texts, (photo + 1) * texts))).toBeCloseTo(1, 6);
      }
      for (let text = 0; text < texts; text++) {
        expect(sum(perText.filter((_, i) => i % texts === text))).toBeCloseTo(1, 6);
      }
    }),
  );
});

describe('none of these', () => {
  const none = noneCosine({ mean: 0.1, deviation: 0.04 });
  const cosines = Float32Array.of(0.3, 0.19, 0.1, 0.05);
  const { perPhoto } = logSums(cosines, 2);

  test('lies 2.5 standard deviations above the mean of unrelated photos', () => {
    expect(none).toBeCloseTo(0.2, 12);
  });

  test('wins over labels with lower logits: 10 and 5 against 20', () => {
    const likely = judge(cosines, 2, perPhoto, none, { several: false, none: true });
    const all = Math.exp(10) + Math.exp(5) + Math.exp(20);
    expect(likely[2]).toBeCloseTo(Math.exp(10) / all, 6);
    expect((likely[2] ?? 1) + (likely[3] ?? 1)).toBeLessThan(0.001);
    expect(likely[0]).toBeGreaterThan(0.99);
  });

  test('leaves the likelihoods of the labels to add up to 1 if it is not used', () => {
    const likely = judge(cosines, 2, perPhoto, none, { several: false, none: false });
    expect((likely[2] ?? 0) + (likely[3] ?? 0)).toBeCloseTo(1, 6);
  });

  test('is compared with each label alone if several may fit', () => {
    const likely = judge(cosines, 2, perPhoto, none, { several: true, none: false });
    expect(likely[0]).toBeGreaterThan(0.99);
    // One logit below "none": 1 to e.
    expect(likely[1]).toBeCloseTo(1 / (1 + Math.E), 4);
  });

  test('can be added to a sum as if it had been there from the start', () => {
    const three = logSums(Float32Array.of(0.3, 0.19, 0.25), 3).perPhoto[0] ?? 0;
    expect(withOneMore(perPhoto[0] ?? 0, Math.fround(0.25))).toBeCloseTo(three, 5);
  });
});

const DEMO = ['bird', 'cat', 'dog'].map((name) => `${TEST_DATA}/ax650n/${name}.bin`);

test.skipIf(!DEMO.every((file) => existsSync(file)))(
  'the vectors of the AX650N demo give their published cosines and softmax (skipped without TEST_DATA)',
  () => {
    const vectors = DEMO.map((file) => new Float32Array(new Uint8Array(readFileSync(file)).buffer));
    const cosines = Float32Array.from(vectors.flatMap((a) => vectors.map((b) => dot(a, b))));
    const published = [1, 0.842627, 0.859954, 0.842627, 1, 0.912207, 0.859954, 0.912207, 1];
    published.forEach((cosine, i) => {
      expect(cosines[i]).toBeCloseTo(cosine, 5);
    });
    // By hand: "cat" as the photo has logits 84.2627, 100 and 91.2207.
    const all = Math.exp(84.2627 - 100) + 1 + Math.exp(91.2207 - 100);
    const { perPhoto, perText } = softmaxes(cosines, 3);
    expect(perPhoto[4]).toBeCloseTo(1 / all, 6);
    expect(perPhoto[5]).toBeCloseTo(Math.exp(91.2207 - 100) / all, 6);
    // The matrix is symmetric, so both ways agree, transposed.
    expect(perText[7]).toBeCloseTo(perPhoto[5] ?? 0, 9);
  },
);
