import { afterEach, beforeEach, expect, test } from 'vitest';
import { backgroundOf, keepBackground, keepMeasured } from '#store/backgrounds';
import { eraseDatabase } from '#store/database';

beforeEach(() => eraseDatabase());
afterEach(() => eraseDatabase());

const VECTORS = Float32Array.of(1, 0, 0.6, 0.8);

test('the background of an encoder is found again, apart from those of others', async () => {
  await keepBackground('english', 'a', VECTORS);
  await keepBackground('japanese', 'a', VECTORS.slice(2));
  expect(await backgroundOf('english', 'a')).toEqual({ vectors: VECTORS, measured: {} });
  expect(await backgroundOf('japanese', 'a')).toEqual({ vectors: VECTORS.slice(2), measured: {} });
  expect(await backgroundOf('chinese', 'a')).toBeNull();
});

test('a background with another print is not found, and a new one replaces the old one', async () => {
  await keepBackground('english', 'a', VECTORS);
  expect(await backgroundOf('english', 'b')).toBeNull();
  await keepBackground('english', 'b', VECTORS.slice(2));
  expect(await backgroundOf('english', 'b')).toEqual({ vectors: VECTORS.slice(2), measured: {} });
  expect(await backgroundOf('english', 'a')).toBeNull();
});

test('two backgrounds that are stored at once are both kept', async () => {
  await Promise.all(['english', 'japanese'].map((encoder) => keepBackground(encoder, 'a', VECTORS)));
  expect(await backgroundOf('english', 'a')).toEqual({ vectors: VECTORS, measured: {} });
  expect(await backgroundOf('japanese', 'a')).toEqual({ vectors: VECTORS, measured: {} });
});

test('how photos score is kept beside the vectors, and goes with them', async () => {
  const scores = { unrelated: { mean: 0.1, deviation: 0.02 }, photos: 10_000 };
  await keepMeasured('english', 'a', { centred: scores });
  expect(await backgroundOf('english', 'a')).toBeNull();
  await keepBackground('english', 'a', VECTORS);
  await keepMeasured('english', 'b', { centred: scores });
  await Promise.all(['centred', 'plain'].map((form) => keepMeasured('english', 'a', { [form]: scores })));
  expect(await backgroundOf('english', 'a')).toEqual({
    vectors: VECTORS,
    measured: { centred: scores, plain: scores },
  });
  await keepBackground('english', 'b', VECTORS);
  expect(await backgroundOf('english', 'b')).toEqual({ vectors: VECTORS, measured: {} });
});
