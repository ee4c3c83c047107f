import { describe, expect, test } from 'vitest';
import { refine } from '#workers/search/exact';

/** Returns a unit vector at this many degrees. */
function at(degrees: number): Float32Array {
  const angle = (degrees * Math.PI) / 180;
  return Float32Array.of(Math.cos(angle), Math.sin(angle));
}

function found(...scores: number[]) {
  return { photos: Uint32Array.from(scores, (_, i) => i + 1), scores: Float32Array.from(scores) };
}

describe('refine', () => {
  test('re-ranks the top by the vectors in full, and leaves the rest', () => {
    const { photos, scores } = refine(at(0), found(0.9, 0.8, 0.7, 0.6), [at(60), at(0), at(90)], 0.95);
    expect([...photos]).toEqual([2, 1, 3, 4]);
    expect([...scores].map((score) => score.toFixed(2))).toEqual(['1.00', '0.50', '0.00', '0.60']);
  });

  test('puts the lower number first if scores are equal', () => {
    const { photos } = refine(
      at(0),
      { ...found(1, 1, 1), photos: Uint32Array.of(9, 3, 5) },
      [at(20), at(-20), at(20)],
      0.95,
    );
    expect([...photos]).toEqual([3, 5, 9]);
  });

  test('stacks nearly identical photos behind the best of them, and never behind a stacked one', () => {
    // 10 degrees are a cosine of 0.985, 20 degrees one of 0.940.
    const { photos, stacks } = refine(at(0), found(4, 3, 2, 1), [at(0), at(10), at(20), at(90)], 0.95);
    expect([...photos]).toEqual([1, 2, 3, 4]);
    expect([...stacks]).toEqual([0, 0, 2, 3]);
  });

  test('keeps the score of a photo that has no vector any more', () => {
    const { photos, stacks } = refine(at(0), found(0.9, 0.8), [undefined, at(0)], 0.95);
    expect([...photos]).toEqual([2, 1]);
    expect([...stacks]).toEqual([0, 1]);
  });

  test('accepts an empty result', () => {
    expect(refine(at(0), found(), [], 0.95).stacks.length).toBe(0);
  });
});
