import { describe, expect, test } from 'vitest';
import { dot, isEmbedding, normalise, rowOf, rowsOf } from '#core/vector';

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

test('an embedding has the right dimension, finite values and unit length', () => {
  expect(isEmbedding(Float32Array.of(0.6, 0.8), 2)).toBe(true);
  expect(isEmbedding(Float32Array.of(0.6, 0.8), 3)).toBe(false);
  expect(isEmbedding(Float32Array.of(0.6, 0.9), 2)).toBe(false);
  expect(isEmbedding(Float32Array.of(Number.NaN, 1), 2)).toBe(false);
});

test('rows of a matrix are views of it, in order', () => {
  const matrix = Float32Array.of(1, 2, 3, 4, 5, 6);
  expect(rowsOf(matrix, 2)).toEqual([Float32Array.of(1, 2), Float32Array.of(3, 4), Float32Array.of(5, 6)]);
  rowOf(matrix, 1, 3)[0] = 9;
  expect([...matrix]).toEqual([1, 2, 3, 9, 5, 6]);
});
