/** What a model wants done to a picture before it sees it, as its preprocessor_config.json says. */

import { Problem } from './errors';
import { readingModel } from './reading-model';
import type { Preprocessing } from './space';

/** How a picture becomes the square that its encoder sees. */
export type Geometry = Pick<Preprocessing, 'size' | 'fit' | 'filter'>;

/** Bytes of one picture on its way to an encoder: RGB, rows top to bottom. */
export function inputBytes({ size }: Pick<Preprocessing, 'size'>): number {
  return size * size * 3;
}

interface PreprocessorConfig {
  size?: number | { shortest_edge?: number; longest_edge?: number; width?: number; height?: number };
  crop_size?: number | { width?: number; height?: number };
  resample?: number;
  do_center_crop?: boolean;
  do_pad?: boolean;
  /** Colour of the bars; black by default. */
  fill_color?: number | number[];
  do_rescale?: boolean;
  do_normalize?: boolean;
  rescale_factor?: number;
  image_mean?: number[];
  image_std?: number[];
}

/** `image_encoder` in config.json of UForm's repositories. */
interface UFormConfig {
  image_size?: number;
  normalization_means?: number[];
  normalization_deviations?: number[];
}

/** open_clip_config.json. */
interface OpenClipConfig {
  model_cfg?: { vision_cfg?: { image_size?: number | number[] } };
  preprocess_cfg?: {
    mean?: number[];
    std?: number[];
    interpolation?: string;
    resize_mode?: string;
    fill_color?: number;
  };
}

/** Pillow's numbers. */
const FILTERS: Record<number, Preprocessing['filter']> = { 2: 'bilinear', 3: 'bicubic' };

/**
 * Reads one of the config files of `PreprocessingFile`, in the forms that CLIP-like models have: shortest edge and
 * centre crop, stretched or letterboxed; normalised, or only rescaled to 0..1.
 * @throws Problem `model-unsupported` if the model requires another geometry
 */
export function readPreprocessor(json: unknown): Preprocessing {
  return readingModel('The config of its pictures', () => readLayout(json));
}

function readLayout(json: unknown): Preprocessing {
  const given = json as PreprocessorConfig & OpenClipConfig & { image_encoder?: UFormConfig };
  if (given.preprocess_cfg) return readOpenClip(given);
  if (given.image_encoder) return readUForm(given.image_encoder);
  return readTransformers(given);
}

function readTransformers(config: PreprocessorConfig): Preprocessing {
  const filter = FILTERS[config.resample ?? 2];
  if (!filter) throw unsupported(`resampling ${config.resample}`);
  const { rescale_factor: factor = 1 / 255 } = config;
  if (!Number.isFinite(factor)) throw unsupported(`a factor of ${factor}`);
  const plain = config.do_normalize === false;
  return {
    ...readFit(config),
    filter,
    rescale: config.do_rescale === false ? 1 : factor,
    mean: plain ? [0, 0, 0] : triple(config.image_mean),
    std: plain ? [1, 1, 1] : deviations(config.image_std),
  };
}

/** UForm's package resizes bicubic and crops the centre (`numpy_processors.py`); its config has only these fields. */
function readUForm(config: UFormConfig): Preprocessing {
  return {
    size: checked(config.image_size ?? 0),
    fit: 'crop',
    filter: 'bicubic',
    rescale: 1 / 255,
    mean: triple(config.normalization_means),
    std: deviations(config.normalization_deviations),
  };
}

/** open_clip's names for `fit` (`image_transform_v2`). Its defaults are shortest and bicubic. */
const OPEN_CLIP_FITS: Record<string, Geometry['fit']> = {
  shortest: 'crop',
  squash: 'stretch',
  longest: 'letterbox',
};

function readOpenClip({ model_cfg, preprocess_cfg = {} }: OpenClipConfig): Preprocessing {
  const { interpolation = 'bicubic', resize_mode = 'shortest', mean, std, fill_color = 0 } = preprocess_cfg;
  const fit = OPEN_CLIP_FITS[resize_mode];
  if (!fit || (fit === 'letterbox' && fill_color !== 0)) throw unsupported(`the fit "${resize_mode}"`);
  if (interpolation !== 'bicubic' && interpolation !== 'bilinear') {
    throw unsupported(`resampling "${interpolation}"`);
  }
  const edge = model_cfg?.vision_cfg?.image_size;
  const [width, height] = typeof edge === 'number' ? [edge, edge] : (edge ?? []);
  if (width === undefined || width !== height) throw unsupported('an input that is no square');
  return {
    size: checked(width),
    fit,
    filter: interpolation,
    rescale: 1 / 255,
    mean: triple(mean),
    std: deviations(std),
  };
}

function readFit(config: PreprocessorConfig): Pick<Geometry, 'size' | 'fit'> {
  const { size, crop_size, do_center_crop } = config;
  if (config.do_pad) return { size: readPadded(config), fit: 'letterbox' };
  // Old exports write one number: the shortest edge if a crop follows, the whole square otherwise.
  const shortest = typeof size === 'number' && do_center_crop !== false ? size : shortestEdge(size);
  if (shortest !== undefined && do_center_crop !== false) {
    const crop = typeof crop_size === 'number' ? { width: crop_size, height: crop_size } : crop_size;
    // No CLIP model is known to leave a margin around the crop.
    if (crop && (crop.width !== shortest || crop.height !== shortest))
      throw unsupported('a crop with a margin');
    return { size: checked(shortest), fit: 'crop' };
  }
  const { width, height } = typeof size === 'number' ? { width: size, height: size } : (size ?? {});
  if (width === undefined || width !== height) throw unsupported('an input that is no square');
  return { size: checked(width), fit: 'stretch' };
}

/** Returns the edge of the padded square. @throws Problem if the padding is not a black square */
function readPadded({ size, crop_size, do_center_crop, fill_color = 0 }: PreprocessorConfig): number {
  const { longest_edge, width, height } = typeof size === 'object' ? size : { longest_edge: size };
  const edge = longest_edge ?? width;
  const square = width === height && (width === undefined || width === edge);
  const black = (Array.isArray(fill_color) ? fill_color : [fill_color]).every((value) => value === 0);
  const cropped = do_center_crop === true && crop_size !== undefined;
  if (edge === undefined || !square || !black || cropped) throw unsupported('padding of another kind');
  return checked(edge);
}

function shortestEdge(size: PreprocessorConfig['size']): number | undefined {
  return typeof size === 'object' ? size.shortest_edge : undefined;
}

function checked(size: number): number {
  if (!Number.isInteger(size) || size < 16 || size > 1024) throw unsupported(`an input of ${size} pixels`);
  return size;
}

function triple(values: number[] | undefined): [number, number, number] {
  if (values?.length !== 3 || !values.every(Number.isFinite)) {
    throw unsupported('a normalisation without mean and standard deviation');
  }
  return values as [number, number, number];
}

function deviations(values: number[] | undefined): [number, number, number] {
  const std = triple(values);
  if (std.some((value) => value <= 0)) throw unsupported(`a standard deviation of ${Math.min(...std)}`);
  return std;
}

function unsupported(what: string): Problem {
  return new Problem('model-unsupported', `The model wants ${what}, which is not known here.`);
}

/**
 * Pixels as the tensor that CLIP image encoders take.
 * @param pixels count x size x size x 3 bytes
 * @param values where to; of the right length
 * @returns count x 3 x size x size floats: channels first
 */
export function toPixelValues(
  pixels: Uint8Array,
  count: number,
  { size, rescale, mean, std }: Omit<Preprocessing, 'fit' | 'filter'>,
  values: Float32Array<ArrayBuffer> = new Float32Array(count * 3 * size * size),
): Float32Array<ArrayBuffer> {
  const plane = size * size;
  for (let channel = 0; channel < 3; channel++) {
    const table = new Float32Array(256);
    const m = mean[channel] as number;
    const s = std[channel] as number;
    for (let byte = 0; byte < 256; byte++) table[byte] = (byte * rescale - m) / s;
    for (let picture = 0; picture < count; picture++) {
      let from = picture * plane * 3 + channel;
      const to = (picture * 3 + channel) * plane;
      for (let i = 0; i < plane; i++, from += 3) values[to + i] = table[pixels[from] as number] as number;
    }
  }
  return values;
}

/** The average colour of RGB pixels, 0xRRGGBB. */
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
