import { describe, expect, test } from 'vitest';
import { judge, logSums } from '#core/labels';
import type { PhotoCard } from '#core/photo';
import type { Scores } from '#session/labels/contract';
import { sortPhotos } from '../../../../src/ui/labels/sorting';

const TEXTS = ['cat', 'dog'];
/** Two cats (the second fits better), a dog, neither, both. */
const COSINES = Float32Array.of(0.3, 0.1, 0.35, 0.1, 0.1, 0.3, 0.05, 0.05, 0.3, 0.299);

const scores: Scores = {
  texts: TEXTS,
  photos: Array.from({ length: 5 }, () => ({}) as PhotoCard),
  cosines: COSINES,
  ...logSums(COSINES, TEXTS.length),
  none: 0.2,
  unspoken: null,
};

function sorted(several: boolean, none: boolean, atLeast: number) {
  const judging = { several, none };
  const likely = judge(COSINES, TEXTS.length, scores.perPhoto, scores.none, judging);
  return sortPhotos(scores, likely, judging, atLeast);
}

describe('one label a photo', () => {
  test('is the likeliest, best matches first, or none of these', () => {
    const { labelled, none, unsure } = sorted(false, true, 0.5);
    expect(labelled).toEqual([[1, 0, 4], [2]]);
    expect(none).toEqual([3]);
    expect(unsure).toEqual([]);
  });

  test('is unsure if it is not likely enough', () => {
    const { labelled, unsure } = sorted(false, true, 0.9);
    expect(labelled).toEqual([[1, 0], [2]]);
    expect(unsure).toEqual([4]);
  });

  test('is equally likely to be any label without “none” if no label fits', () => {
    expect(sorted(false, false, 0.5).labelled[0]).toEqual([1, 0, 4, 3]);
    expect(sorted(false, false, 0.9).unsure).toEqual([3, 4]);
  });
});

describe('several labels a photo', () => {
  test('are all that are likely on their own', () => {
    const { labelled, none } = sorted(true, false, 0.5);
    expect(labelled).toEqual([
      [1, 0, 4],
      [2, 4],
    ]);
    expect(none).toEqual([3]);
  });

  test('leave each photo in at least one group at any threshold', () => {
    for (const atLeast of [0.05, 0.3, 0.5, 0.7, 0.95]) {
      const { labelled, none, unsure } = sorted(true, false, atLeast);
      expect([...new Set([...labelled.flat(), ...none, ...unsure])].sort()).toEqual([0, 1, 2, 3, 4]);
    }
  });
});
