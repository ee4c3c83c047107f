import { afterEach, beforeEach, expect, test } from 'vitest';
import { backgroundOf, keepBackground } from '#store/backgrounds';
import { eraseDatabase } from '#store/database';

beforeEach(() => eraseDatabase());
afterEach(() => eraseDatabase());

const VECTORS = Float32Array.of(1, 0, 0.6, 0.8);

test('the background of an encoder is found again, apart from those of others', async () => {
  await keepBackground('english', 'a', VECTORS);
  await keepBackground('japanese', 'a', VECTORS.slice(2));
  expect(await backgroundOf('english', 'a')).toEqual(VECTORS);
  expect(await backgroundOf('japanese', 'a')).toEqual(VECTORS.slice(2));
  expect(await backgroundOf('chinese', 'a')).toBeNull();
});

test('a background with another print is not found, and a new one replaces the old one', async () => {
  await keepBackground('english', 'a', VECTORS);
  expect(await backgroundOf('english', 'b')).toBeNull();
  await keepBackground('english', 'b', VECTORS.slice(2));
  expect(await backgroundOf('english', 'b')).toEqual(VECTORS.slice(2));
  expect(await backgroundOf('english', 'a')).toBeNull();
});

test('two backgrounds that are stored at once are both kept', async () => {
  await Promise.all(['english', 'japanese'].map((encoder) => keepBackground(encoder, 'a', VECTORS)));
  expect(await backgroundOf('english', 'a')).toEqual(VECTORS);
  expect(await backgroundOf('japanese', 'a')).toEqual(VECTORS);
});
