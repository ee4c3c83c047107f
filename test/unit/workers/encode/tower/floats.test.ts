import { expect, test } from 'vitest';
import { instantiate, sharedMemory } from '#workers/encode/tower/kernels';

const memory = sharedMemory(2 ** 20);
const kernels = await instantiate(memory, { relaxed: false });
const call = (name: string, ...args: number[]) => kernels[name]?.(...args);
const floats = (at: number, length: number) => new Float32Array(memory.buffer, at, length);
const IN = 65_536;
const OUT = 262_144;

/** From -100 to 100, denser near zero. */
const SAMPLES = Float32Array.from({ length: 4000 }, (_, i) => ((i - 2000) / 200) ** 3 / 10);

function erf(x: number): number {
  // Its series, for what converges; beyond 3.5 it is 1 to the precision that matters.
  if (Math.abs(x) > 3.5) return Math.sign(x);
  let [term, sum] = [x, x];
  for (let n = 1; n < 80; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

const FUNCTIONS: [string, number, (x: number) => number][] = [
  ['sigmoid', 0, (x) => 1 / (1 + Math.exp(-x))],
  ['tanh', 1, Math.tanh],
  ['erf', 2, erf],
  ['negation', 5, (x) => -x],
  ['absolute value', 6, Math.abs],
  ['ReLU', 7, (x) => Math.max(0, x)],
  ['quick GELU', 8, (x) => x / (1 + Math.exp(-1.702 * x))],
  ['GELU', 9, (x) => (x / 2) * (1 + erf(x * Math.SQRT1_2))],
  ['GELU by tanh', 10, (x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))],
];

test.each(FUNCTIONS)('%s', (_, kind, right) => {
  floats(IN, SAMPLES.length).set(SAMPLES);
  call('unary', IN, OUT, kind, 1.702, 0, SAMPLES.length / 4);
  const given = floats(OUT, SAMPLES.length);
  SAMPLES.forEach((x, i) => {
    const wanted = right(x);
    expect(Math.abs((given[i] as number) - wanted), `of ${x}`).toBeLessThan(
      3e-6 * Math.max(1, Math.abs(wanted)),
    );
  });
});

test('the exponential function is right to a millionth of itself, and 0 where a mask takes something out', () => {
  const inside = SAMPLES.filter((x) => Math.abs(x) < 87);
  floats(IN, 4000).fill(-10_000).set(inside);
  call('unary', IN, OUT, 3, 1, 0, 1000);
  const given = floats(OUT, 4000);
  for (const [i, x] of inside.entries())
    expect((given[i] as number) / Math.exp(x), `of ${x}`).toBeCloseTo(1, 5);
  expect(given[3999]).toBe(0);
});

test.each([1, 3, 4, 50, 197])('softmax of rows of %i', (width) => {
  const rows = 5;
  const x = Float32Array.from({ length: rows * width }, (_, i) => Math.sin(i * 7.7) * 9);
  floats(IN, x.length + 4)
    .fill(1e9)
    .set(x);
  call('softmax', IN, OUT, width, 0, rows);
  const given = floats(OUT, x.length);
  for (let row = 0; row < rows; row++) {
    const own = Array.from(x.subarray(row * width, (row + 1) * width), (value) => Math.exp(value));
    const sum = own.reduce((a, b) => a + b, 0);
    for (const [i, value] of own.entries()) expect(given[row * width + i]).toBeCloseTo(value / sum, 6);
  }
});

test.each([1, 6, 8, 770])('norm of rows of %i', (width) => {
  const x = Float32Array.from({ length: 3 * width }, (_, i) => Math.sin(i * 3.3) * 4 + 100);
  const [gain, bias] = [Float32Array.from(x, (_, i) => 1 + i / 9), Float32Array.from(x, (_, i) => i / 5)];
  const [gainAt, biasAt] = [IN + 65_536, IN + 131_072];
  floats(IN, x.length).set(x);
  floats(gainAt, width).set(gain.subarray(0, width));
  floats(biasAt, width).set(bias.subarray(0, width));
  call('norm', IN, OUT, gainAt, biasAt, width, 1e-5, 0, 3);
  const given = floats(OUT, x.length);
  for (let row = 0; row < 3; row++) {
    const own = Array.from(x.subarray(row * width, (row + 1) * width));
    const mean = own.reduce((a, b) => a + b, 0) / width;
    const variance = own.reduce((a, b) => a + (b - mean) ** 2, 0) / width;
    own.forEach((value, i) => {
      const wanted =
        ((value - mean) / Math.sqrt(variance + 1e-5)) * (gain[i] as number) + (bias[i] as number);
      expect((given[row * width + i] as number) - wanted).toBeCloseTo(0, 2);
    });
  }
});

test.each([
  [1, 1, 1],
  [5, 3, 9],
  [4, 64, 50],
  [50, 50, 64],
])('matrices of %i x %i by %i, two at a time', (m, k, n) => {
  const [a, b] = [2 * m * k, 2 * k * n].map((length, salt) =>
    Float32Array.from({ length }, (_, i) => Math.sin(i * (salt + 1.3))),
  ) as [Float32Array, Float32Array];
  const [bAt, packedAt] = [IN + 131_072, 524_288];
  floats(IN, a.length).set(a);
  floats(bAt, b.length).set(b);
  const size = Math.ceil(n / 8) * 8 * k;
  call('packFloats', bAt, packedAt, k, n, k * n, n, 1, 0, 2);
  call('matmul', IN, packedAt, OUT, 0, m, k, n, m * k, k, size, m * n, n, 1, 0, 2 * Math.ceil(n / 8));
  const given = floats(OUT, 2 * m * n);
  for (let i = 0; i < 2 * m * n; i++) {
    const [which, row, column] = [Math.floor(i / (m * n)), Math.floor(i / n) % m, i % n];
    let wanted = 0;
    for (let j = 0; j < k; j++) {
      wanted += (a[(which * m + row) * k + j] as number) * (b[(which * k + j) * n + column] as number);
    }
    expect(given[i]).toBeCloseTo(wanted, 4);
  }
});
