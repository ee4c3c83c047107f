/** The 8-bit product by plain loops, and the property that the kernels are held to. */

import fc from 'fast-check';
import { expect } from 'vitest';
import { type Form, instantiate, type Kernels, sharedMemory } from '#workers/encode/tower/kernels';

const HEAD = 144;
const STATISTICS = 16;
const TILE = 5;

/** Two products of weights up to this fit into 16 bits, so that no engine cuts them off. */
const NEAR = 64;

interface Case {
  rows: number;
  inner: number;
  columns: number;
  signed: boolean;
  /** How the weights are spread: over all levels, those of `reduce_range`, the ends alone, or near the zero point. */
  levels: 'all' | 'reduced' | 'extreme' | 'near';
  /** Whether all rows are at the top of their range, where 16 bits would overflow first. */
  full: boolean;
  seed: number;
}

const CASES: fc.Arbitrary<Case> = fc.record({
  rows: fc.integer({ min: 1, max: 12 }),
  inner: fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constant(768)),
  columns: fc.integer({ min: 1, max: 27 }),
  signed: fc.boolean(),
  levels: fc.constantFrom('all', 'reduced', 'extreme', 'near'),
  full: fc.boolean(),
  seed: fc.integer(),
});

/** The same numbers for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}

interface Given extends Case {
  x: Float32Array;
  weights: Uint8Array;
  zeros: number[];
  scales: number[];
  bias: number[];
}

function givenOf(each: Case): Given {
  const { rows, inner, columns, signed, levels, full, seed } = each;
  const next = random(seed);
  const draw = () => {
    if (levels === 'extreme') return next() < 0.5 ? 0 : 255;
    if (levels === 'near') return 128 - NEAR + Math.floor(next() * (2 * NEAR + 1));
    return Math.floor(next() * (levels === 'reduced' ? 128 : 256));
  };
  const zero = () => (levels === 'near' ? 128 : Math.floor(next() * (levels === 'reduced' ? 128 : 256)));
  const down = signed ? 128 : 0;
  return {
    ...each,
    x: Float32Array.from({ length: rows * inner }, (_, i) => (full && i % inner ? 1 : next() * 4 - 2)),
    weights: Uint8Array.from({ length: inner * columns }, () => draw() - down),
    zeros: Array.from({ length: columns }, () => zero() - down),
    scales: Array.from({ length: columns }, () => Math.fround(next() + 0.01)),
    bias: Array.from({ length: columns }, () => Math.fround(next() - 0.5)),
  };
}

/** As DynamicQuantizeLinear defines it, in 32-bit floats, ties to even. */
function quantisedRow(row: Float32Array): { scale: number; zero: number; levels: number[] } {
  const [low, high] = [Math.min(0, ...row), Math.max(0, ...row)];
  const scale = high > low ? Math.fround(Math.fround(high - low) / 255) : 1;
  const even = (value: number) => value + 1.5 * 2 ** 52 - 1.5 * 2 ** 52;
  const zero = Math.min(255, even(Math.fround(-low / scale)));
  const level = (value: number) => Math.min(255, Math.max(0, even(Math.fround(value / scale)) + zero));
  return { scale, zero, levels: Array.from(row, level) };
}

function byPlainLoops({ x, rows, inner, columns, weights, signed, zeros, scales, bias }: Given): number[] {
  const levels = signed ? new Int8Array(weights.buffer) : weights;
  return Array.from({ length: rows }, (_, row) => {
    const quantised = quantisedRow(x.subarray(row * inner, (row + 1) * inner));
    return Array.from({ length: columns }, (_, column) => {
      let sum = 0;
      for (let k = 0; k < inner; k++) {
        const weight = (levels[k * columns + column] as number) - (zeros[column] as number);
        sum += ((quantised.levels[k] as number) - quantised.zero) * weight;
      }
      const scale = Math.fround(quantised.scale * (scales[column] as number));
      return Math.fround(Math.fround(Math.fround(sum) * scale) + (bias[column] as number));
    });
  }).flat();
}

function byKernels(given: Given, kernels: Kernels, memory: WebAssembly.Memory, form: Form): Float32Array {
  const { x, rows, inner, columns, weights, signed, zeros, scales, bias } = given;
  const { quantise, pack, product } = kernels as Record<string, (...args: number[]) => void>;
  const stride = Math.ceil(inner / 32) * 32;
  const panels = Math.ceil(columns / 8);
  const tiles = Math.ceil(rows / TILE);
  let end = 64;
  const place = (bytes: number) => {
    const at = end;
    end = Math.ceil((end + bytes + 32) / 64) * 64;
    return at;
  };
  const { buffer } = memory;
  const at = {
    x: place(x.byteLength),
    levels: place(tiles * TILE * stride),
    statistics: place(tiles * TILE * STATISTICS),
    weights: place(weights.length),
    zeros: place(panels * 32),
    scales: place(panels * 32),
    bias: place(panels * 32),
    panels: place(panels * (HEAD + 8.5 * stride)),
    out: place(rows * columns * 4),
  };
  // What is past the end must not matter.
  new Uint8Array(buffer).fill(0x55);
  new Float32Array(buffer, at.x, x.length).set(x);
  new Uint8Array(buffer, at.weights, weights.length).set(weights);
  new Int32Array(buffer, at.zeros, columns).set(zeros);
  new Float32Array(buffer, at.scales, columns).set(scales);
  new Float32Array(buffer, at.bias, columns).set(bias);
  const [flip, read] = form.signed ? [128, 1] : [0, 0];
  pack?.(
    at.weights,
    inner,
    columns,
    signed ? 128 : 0,
    at.zeros,
    at.scales,
    at.bias,
    at.panels,
    stride,
    form.how,
  );
  quantise?.(at.x, at.levels, at.statistics, rows, inner, stride, flip, 0, tiles);
  product?.(at.levels, at.statistics, at.panels, at.out, rows, stride, columns, form.how, read, 0, panels);
  return new Float32Array(buffer.slice(at.out, at.out + rows * columns * 4));
}

/**
 * The products equal plain loops: any sizes, zero points and levels, nothing cut off; also when the code is warm.
 * @param cases those for which the engine is exact in this form
 */
export async function holdsToPlainLoops(
  form: Form,
  runs: number,
  cases: (each: Case) => boolean = () => true,
): Promise<void> {
  const memory = sharedMemory(2 ** 21);
  const kernels = await instantiate(memory, form);
  const holds = (each: Case) => {
    const given = givenOf(each);
    const [ours, wanted] = [byKernels(given, kernels, memory, form), byPlainLoops(given)];
    // Integers are exact; floats may be rounded once more or less.
    for (const [i, value] of wanted.entries()) {
      const most = 1e-6 * Math.max(1, Math.abs(value));
      expect(Math.abs((ours[i] as number) - value)).toBeLessThanOrEqual(most);
    }
  };
  fc.assert(fc.property(CASES.filter(cases), holds), { numRuns: runs });
}
