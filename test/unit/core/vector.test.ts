import { describe, expect, test } from 'vitest';
import { dot, isEmbedding, normalise } from '#core/vector';

describe('normalise', () => {
  test('scales to length 1', () => {
    const vector = Float32Array.of(3, 0, 4);
    expect(normalise(vector)).toBe(true);
    expect(vector[0]).toBeCloseTo(0.6);
    expect(dot(vector, vector)).toBeCloseTo(1);
  });

  test.each([
    ['zero', Float32Array.of(0, 0)],
    ['NaN', Float32Array.of(Number.NaN, 1)],
    ['infinity', Float32Array.of(Number.POSITIVE_INFINITY, 1)],
  ])('refuses %s', (_, vector) => {
    expect(normalise(vector)).toBe(false);
  });
});

test('an embedding has the right length, is finite, and of unit length', () => {
  expect(isEmbedding(Float32Array.of(0.6, 0.8), 2)).toBe(true);
  expect(isEmbedding(Float32Array.of(0.6, 0.8), 3)).toBe(false);
  expect(isEmbedding(Float32Array.of(0.6, 0.9), 2)).toBe(false);
  expect(isEmbedding(Float32Array.of(Number.NaN, 1), 2)).toBe(false);
});
