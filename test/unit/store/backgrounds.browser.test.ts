import { afterEach, beforeEach, expect, test } from 'vitest';
import { backgroundOf, keepBackground } from '#store/backgrounds';
import { eraseDatabase } from '#store/database';

beforeEach(() => eraseDatabase());
afterEach(() => eraseDatabase());

const VECTORS = Float32Array.of(1, 0, 0.6, 0.8);

test('what was kept of an encoder is found again, and of no other', async () => {
  await keepBackground('english', 'a', VECTORS);
  await keepBackground('japanese', 'a', VECTORS.slice(2));
  expect(await backgroundOf('english', 'a')).toEqual(VECTORS);
  expect(await backgroundOf('japanese', 'a')).toEqual(VECTORS.slice(2));
  expect(await backgroundOf('chinese', 'a')).toBeNull();
});

test('what was made otherwise is not found, and the newest takes its place', async () => {
  await keepBackground('english', 'a', VECTORS);
  expect(await backgroundOf('english', 'b')).toBeNull();
  await keepBackground('english', 'b', VECTORS.slice(2));
  expect(await backgroundOf('english', 'b')).toEqual(VECTORS.slice(2));
  expect(await backgroundOf('english', 'a')).toBeNull();
});

test('of two that are kept at once neither is lost', async () => {
  await Promise.all(['english', 'japanese'].map((encoder) => keepBackground(encoder, 'a', VECTORS)));
  expect(await backgroundOf('english', 'a')).toEqual(VECTORS);
  expect(await backgroundOf('japanese', 'a')).toEqual(VECTORS);
});
