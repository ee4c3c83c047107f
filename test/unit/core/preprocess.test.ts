import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { averageColor, INPUT_BYTES, readPreprocessor, toPixelValues } from '#core/preprocess';

const starter = JSON.parse(readFileSync('models/starter/preprocessor_config.json', 'utf8'));

describe('readPreprocessor', () => {
  test('reads the starter model', () => {
    expect(readPreprocessor(starter).mean).toEqual([0.48145466, 0.4578275, 0.40821073]);
  });

  test.each([
    ['another size', { ...starter, size: { shortest_edge: 256 } }],
    ['bilinear', { ...starter, resample: 2 }],
    ['no mean', { ...starter, image_mean: undefined }],
  ])('refuses %s', (_, config) => {
    expect(() => readPreprocessor(config)).toThrow(expect.objectContaining({ code: 'model-unsupported' }));
  });
});

test('toPixelValues puts channels first and normalises each', () => {
  const pixels = new Uint8Array(2 * INPUT_BYTES);
  pixels.set([255, 0, 51], INPUT_BYTES);
  const values = toPixelValues(pixels, 2, { rescale: 1 / 255, mean: [0.5, 0, 0], std: [0.5, 1, 2] });
  const plane = INPUT_BYTES / 3;
  expect(values.length).toBe(2 * INPUT_BYTES);
  expect(values[0]).toBeCloseTo(-1);
  expect(values[3 * plane]).toBeCloseTo(1);
  expect(values[4 * plane]).toBeCloseTo(0);
  expect(values[5 * plane]).toBeCloseTo(0.1);
});

test('averageColor', () => {
  const pixels = new Uint8Array(INPUT_BYTES).map((_, i) => [255, 128, 1][i % 3] as number);
  expect(averageColor(pixels)).toBe(0xff8001);
});
