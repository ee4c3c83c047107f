import { describe, expect, test } from 'vitest';
import { quantise } from '#core/quantise';
import { BINARIES, instantiate } from '#workers/search/kernel/kernel';
import { Slices } from '#workers/search/slices';
import { VectorIndex } from '#workers/search/vector-index';
import { holdsToTheNaiveScan } from './holds';
import { coded, naive, random, randomVector } from './rows';

describe('VectorIndex', () => {
  test('finds what the naive scan finds: any size, any dimension, ties, zeros, removals, filters', () =>
    holdsToTheNaiveScan(
      async (dimension) => new VectorIndex(await instantiate(BINARIES.plain), dimension),
      127,
    ));

  test('is as near to the floats as 8 bits can be', async () => {
    const next = random(7);
    const library = new Map(Array.from({ length: 90 }, (_, i) => [i + 1, randomVector(512, next)]));
    const query = randomVector(512, next);
    const index = await VectorIndex.create(512);
    index.append(coded(library));
    const { photos, scores } = index.find({ vector: query, passing: null, without: null, limit: 90 });
    const scoreOf = new Map([...photos].map((photo, i) => [photo, scores[i] as number]));
    const largest = (vector: Float32Array) => vector.reduce((sum, x) => sum + Math.abs(x), 0);
    for (const { photo, score } of naive(library, query)) {
      const row = library.get(photo) as Float32Array;
      const { scale } = quantise(row);
      const step = quantise(query, 63).scale;
      const error = (step / 2) * largest(row) + (scale / 2) * largest(query) + (512 * step * scale) / 4;
      expect(Math.abs((scoreOf.get(photo) as number) - score)).toBeLessThan(error);
    }
  });

  test('adds a photo once', async () => {
    const index = await VectorIndex.create(64);
    const row = new Float32Array(64).fill(0.125);
    index.append(coded(new Map([5, 6].map((photo) => [photo, row]))));
    index.append(coded(new Map([[5, new Float32Array(64)]])));
    const { photos, scores } = index.find({ vector: row, passing: null, without: null, limit: 9 });
    expect([...photos]).toEqual([5, 6]);
    expect(scores[0]).toBeCloseTo(1, 5);
  });

  test('applies a filter as soon as its version changes, and to photos added since', async () => {
    const index = await VectorIndex.create(64);
    const rows = (...photos: number[]) =>
      coded(new Map(photos.map((photo) => [photo, new Float32Array(64).fill(photo)])));
    const find = (version: number, word: number) => {
      const passing = { version, bits: Uint32Array.of(word) };
      const vector = new Float32Array(64).fill(1);
      return [...index.find({ vector, passing, without: null, limit: 9 }).photos];
    };
    index.append(rows(1, 2, 3));
    expect(find(1, 0b0110)).toEqual([2, 1]);
    expect(find(2, 0b1000)).toEqual([3]);
    index.append(rows(4));
    expect(find(2, 0b11000)).toEqual([4, 3]);
    index.remove([4]);
    expect(find(2, 0b11000)).toEqual([3]);
  });

  test('finds no photos if it is empty', async () => {
    const index = await VectorIndex.create(64);
    const found = index.find({ vector: new Float32Array(64), passing: null, without: null, limit: 9 });
    expect(found).toMatchObject({ count: 0, sum: 0, photos: new Uint32Array() });
  });

  test('needs less than 0.3 times the memory of floats', async () => {
    const index = await VectorIndex.create(512);
    const next = random(1);
    for (let photo = 1; photo <= 3000; photo++) {
      index.append(coded(new Map([[photo, randomVector(512, next)]])));
    }
    expect(index.bytes() / (3000 * 512 * 4)).toBeLessThan(0.3);
  });
});

describe('slices', () => {
  const sliced = async (dimension: number) =>
    new Slices(
      await Promise.all(
        [1, 2, 3].map(async () => new VectorIndex(await instantiate(BINARIES.plain), dimension)),
      ),
      () => {},
    );

  test('find what one index finds', () => holdsToTheNaiveScan(sliced, 127));

  test('divide a library among themselves, and merge what they find', async () => {
    const next = random(5);
    const library = new Map(
      Array.from({ length: 5000 }, (_, i) => [i + 1, i % 40 === 0 ? ONE : randomVector(64, next)]),
    );
    const [one, three] = [await VectorIndex.create(64), await sliced(64)];
    for (const index of [one, three]) {
      await index.append(coded(library));
      await index.remove([1, 1024, 2500, 5000]);
    }
    const sought = { vector: ONE, passing: null, without: 41, limit: 300 };
    const found = await three.find(sought);
    expect(found.photos).toEqual(one.find(sought).photos);
    expect(found.scores).toEqual(one.find(sought).scores);
    expect(found.count).toBe(4995);
  });

  test('that were dismissed still answer, without photos', async () => {
    const index = await sliced(64);
    await index.append(coded(new Map([[1, ONE]])));
    index.dismiss();
    const found = await index.find({ vector: ONE, passing: null, without: null, limit: 5 });
    expect([...found.photos]).toEqual([]);
  });
});

const ONE = new Float32Array(64).fill(0.125);
