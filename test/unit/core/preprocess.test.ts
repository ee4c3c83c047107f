import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { averageColor, inputBytes, readPreprocessor, toPixelValues } from '#core/preprocess';

const INPUT_BYTES = inputBytes({ size: 224 });
const starter = JSON.parse(readFileSync('models/starter/preprocessor_config.json', 'utf8'));

describe('readPreprocessor', () => {
  test('reads the starter model', () => {
    expect(readPreprocessor(starter).mean).toEqual([0.48145466, 0.4578275, 0.40821073]);
  });

  const siglip = {
    do_normalize: true,
    image_mean: [0.5, 0.5, 0.5],
    image_std: [0.5, 0.5, 0.5],
    resample: 2,
    size: { height: 224, width: 224 },
  };

  test('reads a square stretch, as in SigLIP', () => {
    expect(readPreprocessor(siglip)).toMatchObject({ size: 224, fit: 'stretch', filter: 'bilinear' });
  });

  test('reads a square stretch without a centre crop, as in Chinese-CLIP', () => {
    const config = { ...starter, do_center_crop: false, size: { height: 224, width: 224 } };
    expect(readPreprocessor(config)).toMatchObject({ size: 224, fit: 'stretch', filter: 'bicubic' });
  });

  test('reads a rescaling without normalisation, as in MobileCLIP', () => {
    const { image_mean, image_std, ...rest } = starter;
    const config = { ...rest, do_normalize: false, size: { shortest_edge: 256 }, crop_size: 256 };
    expect(readPreprocessor(config)).toMatchObject({
      size: 256,
      fit: 'crop',
      mean: [0, 0, 0],
      std: [1, 1, 1],
    });
  });

  test('reads a size of one number, as in old exports', () => {
    expect(readPreprocessor({ ...starter, size: 224, crop_size: 224 })).toEqual(readPreprocessor(starter));
  });

  test('reads padding to a black square', () => {
    const padded = { ...siglip, do_pad: true };
    expect(readPreprocessor(padded)).toMatchObject({ size: 224, fit: 'letterbox' });
    const longest = { ...padded, size: { longest_edge: 256 } };
    expect(readPreprocessor(longest)).toMatchObject({ size: 256, fit: 'letterbox' });
  });

  test('reads UForm, whose config has other sections too', () => {
    const image_encoder = {
      image_size: 224,
      normalization_means: [0.1, 0.2, 0.3],
      normalization_deviations: [0.4, 0.5, 0.6],
    };
    expect(readPreprocessor({ image_encoder })).toEqual({
      size: 224,
      fit: 'crop',
      filter: 'bicubic',
      rescale: 1 / 255,
      mean: [0.1, 0.2, 0.3],
      std: [0.4, 0.5, 0.6],
    });
  });

  const openClip = {
    model_cfg: { vision_cfg: { image_size: 384 } },
    preprocess_cfg: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  };

  test.each([
    [{}, { fit: 'crop', filter: 'bicubic' }],
    [
      { interpolation: 'bilinear', resize_mode: 'squash' },
      { fit: 'stretch', filter: 'bilinear' },
    ],
    [{ resize_mode: 'longest' }, { fit: 'letterbox', filter: 'bicubic' }],
  ])('reads open_clip with %j', (says, wanted) => {
    const config = { ...openClip, preprocess_cfg: { ...openClip.preprocess_cfg, ...says } };
    expect(readPreprocessor(config)).toMatchObject({ size: 384, mean: [0.5, 0.5, 0.5], ...wanted });
  });

  test.each([
    ['white bars', { ...siglip, do_pad: true, fill_color: 255 }],
    ['a padded oblong', { ...siglip, do_pad: true, size: { longest_edge: 224, width: 224, height: 112 } }],
    ['an unknown fit', { ...openClip, preprocess_cfg: { resize_mode: 'tile' } }],
    ['an open_clip without a size', { ...openClip, model_cfg: {} }],
    ['a UForm without a mean', { image_encoder: { image_size: 224 } }],
    ['a crop with a margin', { ...starter, size: { shortest_edge: 256 } }],
    ['an oblong', { ...siglip, size: { height: 224, width: 112 } }],
    ['nearest neighbour', { ...starter, resample: 0 }],
    ['no mean', { ...starter, image_mean: undefined }],
    ['no size', { ...starter, size: undefined }],
    ['nonsense', {}],
  ])('refuses %s', (_, config) => {
    expect(() => readPreprocessor(config)).toThrow(expect.objectContaining({ code: 'model-unsupported' }));
  });
});

test('toPixelValues puts channels first and normalises each', () => {
  const pixels = new Uint8Array(2 * INPUT_BYTES);
  pixels.set([255, 0, 51], INPUT_BYTES);
  const values = toPixelValues(pixels, 2, {
    size: 224,
    rescale: 1 / 255,
    mean: [0.5, 0, 0],
    std: [0.5, 1, 2],
  });
  const plane = INPUT_BYTES / 3;
  expect(values.length).toBe(2 * INPUT_BYTES);
  expect(values[0]).toBeCloseTo(-1);
  expect(values[3 * plane]).toBeCloseTo(1);
  expect(values[4 * plane]).toBeCloseTo(0);
  expect(values[5 * plane]).toBeCloseTo(0.1);
});

test('averageColor returns the average of each channel', () => {
  const pixels = new Uint8Array(INPUT_BYTES).map((_, i) => [255, 128, 1][i % 3] as number);
  expect(averageColor(pixels)).toBe(0xff8001);
});
