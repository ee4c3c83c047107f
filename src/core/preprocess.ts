/** What a model wants done to a picture before it sees it, as its preprocessor_config.json says. */

import { Problem } from './errors';

/** Edge of the square that every encoder here is fed, in pixels. */
export const INPUT_SIZE = 224;

/** Bytes of one picture on its way to an encoder: RGB, rows top to bottom. */
export const INPUT_BYTES = INPUT_SIZE * INPUT_SIZE * 3;

/** Per channel: value = (byte * rescale - mean) / std. */
export interface Normalisation {
  rescale: number;
  mean: [number, number, number];
  std: [number, number, number];
}

interface PreprocessorConfig {
  size?: { shortest_edge?: number };
  crop_size?: { width?: number; height?: number };
  resample?: number;
  rescale_factor?: number;
  image_mean?: number[];
  image_std?: number[];
}

/** Pillow's number for bicubic. */
const BICUBIC = 3;

/**
 * The normalisation of a model whose geometry is ours: shortest edge to 224 bicubic, centre crop 224.
 * @throws Problem `model-unsupported` where the model wants another geometry
 */
export function readPreprocessor(json: unknown): Normalisation {
  const config = json as PreprocessorConfig;
  const crop = config.crop_size;
  const ours =
    config.size?.shortest_edge === INPUT_SIZE &&
    crop?.width === INPUT_SIZE &&
    crop.height === INPUT_SIZE &&
    config.resample === BICUBIC;
  if (!ours) {
    throw new Problem('model-unsupported', 'The model wants its pictures cut in a way not known here.');
  }
  return {
    rescale: config.rescale_factor ?? 1 / 255,
    mean: triple(config.image_mean),
    std: triple(config.image_std),
  };
}

function triple(values: number[] | undefined): [number, number, number] {
  if (values?.length !== 3 || !values.every(Number.isFinite)) {
    throw new Problem('model-unsupported', 'The model does not say its mean and standard deviation.');
  }
  return values as [number, number, number];
}

/**
 * Pixels as the tensor that CLIP image encoders take.
 * @param pixels count x 224 x 224 x 3 bytes
 * @returns count x 3 x 224 x 224 floats: channels first
 */
export function toPixelValues(
  pixels: Uint8Array,
  count: number,
  { rescale, mean, std }: Normalisation,
): Float32Array<ArrayBuffer> {
  const plane = INPUT_SIZE * INPUT_SIZE;
  const values = new Float32Array(count * 3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const table = new Float32Array(256);
    const m = mean[channel] as number;
    const s = std[channel] as number;
    for (let byte = 0; byte < 256; byte++) table[byte] = (byte * rescale - m) / s;
    for (let picture = 0; picture < count; picture++) {
      let from = picture * INPUT_BYTES + channel;
      const to = (picture * 3 + channel) * plane;
      for (let i = 0; i < plane; i++, from += 3) values[to + i] = table[pixels[from] as number] as number;
    }
  }
  return values;
}

/** The average colour of one 224 x 224 x 3 picture, 0xRRGGBB. */
export function averageColor(pixels: Uint8Array): number {
  const sums: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < pixels.length; i += 3) {
    sums[0] += pixels[i] as number;
    sums[1] += pixels[i + 1] as number;
    sums[2] += pixels[i + 2] as number;
  }
  const [r, g, b] = sums.map((sum) => Math.round((sum * 3) / pixels.length)) as [number, number, number];
  return (r << 16) | (g << 8) | b;
}
