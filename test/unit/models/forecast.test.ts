import { expect, test } from 'vitest';
import type { Backend, Precision } from '#core/space';
import { findSpace } from '#models/catalogue';
import { type DevicePace, forecast } from '#models/forecast';
import { CLIP_B32 } from '#models/spaces/clip-b32';

const LAPTOP: DevicePace = { starter: 60, photo: 70, graphics: null };

function b32(pace: DevicePace, precision: Precision, backend: Backend): number | null {
  return forecast(pace, { multiplyAdds: CLIP_B32.multiplyAdds ?? 0, precision, backend });
}

/** Medians of BENCHMARKS.md, each pair from one machine: the starter and ViT-B/32, milliseconds a picture. */
test.each([
  ['q8', 'one thread, one picture', 110, 151],
  ['q8', 'one thread, batches of four', 86.2, 139],
  ['q8', 'two threads, one picture', 78.6, 99.4],
  ['q8', 'two threads, batches of four', 64.1, 91.5],
  ['fp32', 'one thread, one picture', 110, 334],
  ['fp32', 'one thread, batches of four', 86.2, 322],
] as const)(
  'WASM: ViT-B/32 in %s (%s) takes what the starter predicts',
  (precision, _, starter, measured) => {
    const share = (b32({ ...LAPTOP, starter }, precision, 'wasm') ?? Number.NaN) / measured;
    expect(share).toBeGreaterThan(1 / 1.5);
    expect(share).toBeLessThan(1.5);
  },
);

/** The same of our runtime of towers. */
test.each([
  ['one thread', 110, 92.8],
  ['two threads', 78.6, 58.2],
])('tower: ViT-B/32 in q8 (%s, one picture) takes what the starter predicts', (_, starter, measured) => {
  const share = (b32({ ...LAPTOP, starter }, 'q8', 'tower') ?? Number.NaN) / measured;
  expect(share).toBeGreaterThan(1 / 1.5);
  expect(share).toBeLessThan(1.5);
  expect(b32(LAPTOP, 'fp32', 'tower')).toBeNull();
});

/** README.md's second table: times the starter, of the fastest runs, with one thread and two. */
test.each([
  ['tinyclip-8m', 'q8', [0.78, 0.72]],
  ['uform3-small', 'q8', [1.82, 1.81]],
  ['clip-b32', 'q8', [1.64, 1.82]],
  ['uform3-multilingual', 'q8', [5.78, 4.28]],
  ['japanese-clip-base', 'q4f16', [19.09, 11.52]],
] as const)('WASM: a stand-in of %s in %s takes what the starter predicts', (id, precision, measured) => {
  const multiplyAdds = findSpace(id)?.multiplyAdds ?? Number.NaN;
  const times = forecast({ ...LAPTOP, starter: 1 }, { multiplyAdds, precision, backend: 'wasm' });
  for (const each of measured) {
    expect((times ?? Number.NaN) / each).toBeGreaterThan(1 / 1.5);
    expect((times ?? Number.NaN) / each).toBeLessThan(1.5);
  }
});

test('a slower device is predicted to be slower by as much', () => {
  const once = b32(LAPTOP, 'q8', 'wasm') ?? Number.NaN;
  expect(b32({ ...LAPTOP, starter: 3 * LAPTOP.starter }, 'q8', 'wasm')).toBeCloseTo(3 * once);
});

test('WebGPU: builds in 16 bits go by half floats, others by full ones, and each step has its cost', () => {
  const graphics = { half: 4e8, full: 2e8, step: 0 };
  const pace = { ...LAPTOP, graphics };
  const half = b32(pace, 'fp16', 'webgpu') ?? Number.NaN;
  expect(b32(pace, 'q4f16', 'webgpu')).toBe(half);
  expect(b32(pace, 'fp32', 'webgpu')).toBeCloseTo(2 * half);
  const steps = { ...LAPTOP, graphics: { ...graphics, step: 0.1 } };
  expect(b32(steps, 'fp16', 'webgpu')).toBeGreaterThan(half + 10);
});

test('WebGPU: no graphics processor, or none with half floats, predicts nothing', () => {
  expect(b32(LAPTOP, 'fp16', 'webgpu')).toBeNull();
  const full = { ...LAPTOP, graphics: { half: null, full: 2e8, step: 0.1 } };
  expect(b32(full, 'fp16', 'webgpu')).toBeNull();
  expect(b32(full, 'q4', 'webgpu')).toBeGreaterThan(0);
});
