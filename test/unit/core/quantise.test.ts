import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layRows, pickRows, quantise } from '#core/quantise';

const vectors = fc
  .float32Array({ minLength: 64, maxLength: 1152, noNaN: true, noDefaultInfinity: true })
  // Excludes values that are too small or too large for the scale to be a 32-bit float.
  .map((values) => values.map((x) => (Math.abs(x) < 1e-30 || Math.abs(x) > 1e30 ? 0 : x)));

describe('quantise', () => {
  test('keeps every value of any vector within half a step', () => {
    fc.assert(
      fc.property(vectors, fc.constantFrom(63, 127), (vector, range) => {
        const { codes, scale } = quantise(vector, range);
        expect(codes.length).toBe(vector.length);
        vector.forEach((value, i) => {
          const code = codes[i] as number;
          expect(Math.abs(code)).toBeLessThanOrEqual(range);
          expect(Math.abs(code * scale - value)).toBeLessThanOrEqual(scale * 0.50001);
        });
      }),
    );
  });

  test('gives the largest value the largest code', () => {
    expect([...quantise(Float32Array.of(0.5, -0.1, 0)).codes]).toEqual([127, -25, 0]);
  });

  test('maps the zero vector to zeros', () => {
    expect(quantise(new Float32Array(64))).toEqual({ codes: new Int8Array(64), scale: 0 });
  });
});

describe('rows', () => {
  const rows = [3, 5, 8].map((photo) => ({ photo, ...quantise(Float32Array.of(photo, -1, 0, 1)) }));

  test('are stored back to back, and can be picked out again', () => {
    const all = layRows(rows);
    expect([...all.photos]).toEqual([3, 5, 8]);
    const picked = pickRows(all, [2, 0]);
    expect([...picked.photos]).toEqual([8, 3]);
    expect(picked).toEqual(layRows([rows[2], rows[0]] as typeof rows));
  });

  test('may be empty', () => {
    expect(layRows([])).toEqual(pickRows(layRows([]), []));
  });
});
