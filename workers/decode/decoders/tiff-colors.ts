/** Pixels of the samples of a TIFF: grey, RGB, palettes, inks, YCbCr and Lab, of any bits; what is left over is opacity. */

import type { IFD } from 'utif2';
import { Problem } from '#core/errors';
import { COLORS, first, numbers, rationals, TAG } from './tiff-page';
import type { Rows } from './tiff-rows';

/** How many samples each kind of colours has. */
const CHANNELS: Readonly<Record<number, number>> = {
  [COLORS.whiteIsZero]: 1,
  [COLORS.blackIsZero]: 1,
  [COLORS.rgb]: 3,
  [COLORS.palette]: 1,
  [COLORS.inks]: 4,
  [COLORS.ycc]: 3,
  [COLORS.lab]: 3,
  [COLORS.labOfProfiles]: 3,
};

/** Colours are multiplied by their opacity: a value of `TAG.opacity`. */
const MULTIPLIED = 1;

/** Writes red, green and blue, 0 to 255. @param from its samples, 0 to 255; of a palette its number */
type Paint = (rgba: Uint8ClampedArray, to: number, samples: Uint8Array, from: number) => void;

/** @throws Problem `unsupported` */
export function rgbaOf(page: IFD, rows: Rows): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, colors, samples } = rows;
  const channels = CHANNELS[colors];
  if (channels === undefined || samples < channels) {
    throw new Problem('unsupported', `A TIFF of ${samples} samples in colours ${colors}.`);
  }
  const paint = paints(page)[colors] as Paint;
  const isHalved = colors === COLORS.ycc && numbers(page, TAG.chromaSize).some((size) => size > 1);
  const bytes = isHalved ? wholeChroma(page, rows) : bytesOf(rows);
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  const isMultiplied = first(page, TAG.opacity) === MULTIPLIED;
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = pixel * samples;
    paint(rgba, 4 * pixel, bytes, from);
    if (samples === channels) continue;
    const opacity = bytes[from + channels] as number;
    rgba[4 * pixel + 3] = opacity;
    if (!isMultiplied || opacity === 0) continue;
    for (let color = 0; color < 3; color++)
      rgba[4 * pixel + color] = ((rgba[4 * pixel + color] as number) * 255) / opacity;
  }
  return rgba;
}

function paints(page: IFD): Readonly<Record<number, Paint>> {
  const grey =
    (zero: number): Paint =>
    (rgba, to, samples, from) => {
      rgba.fill(Math.abs((samples[from] as number) - zero), to, to + 3);
    };
  const map = numbers(page, TAG.palette);
  return {
    [COLORS.whiteIsZero]: grey(255),
    [COLORS.blackIsZero]: grey(0),
    [COLORS.rgb]: (rgba, to, samples, from) => {
      for (let color = 0; color < 3; color++) rgba[to + color] = samples[from + color] as number;
    },
    [COLORS.palette]: (rgba, to, samples, from) => {
      for (let color = 0; color < 3; color++) {
        rgba[to + color] = (map[(samples[from] as number) + (color * map.length) / 3] ?? 0) / 257;
      }
    },
    [COLORS.inks]: (rgba, to, samples, from) => {
      const light = 255 - (samples[from + 3] as number);
      for (let ink = 0; ink < 3; ink++)
        rgba[to + ink] = ((255 - (samples[from + ink] as number)) * light) / 255;
    },
    [COLORS.ycc]: fromYcc(page),
    [COLORS.lab]: fromLab((value) => (value << 24) >> 24),
    [COLORS.labOfProfiles]: fromLab((value) => value - 128),
  };
}

/** Shares of red, green and blue in the luminance (ITU-R BT.601), and the levels of black and white (section 21). */
const SHARES = [0.299, 0.587, 0.114];
const LEVELS = [0, 255, 128, 255, 128, 255];

function fromYcc(page: IFD): Paint {
  const [red, green, blue] = [...rationals(page, TAG.chromaMatrix), ...SHARES] as [number, number, number];
  const said = rationals(page, TAG.levels);
  const [black, white, noBlue, mostBlue, noRed, mostRed] = (said.length === 6 ? said : LEVELS) as Six;
  return (rgba, to, samples, from) => {
    const light = (((samples[from] as number) - black) * 255) / (white - black);
    const toBlue = (((samples[from + 1] as number) - noBlue) * 127) / (mostBlue - noBlue);
    const toRed = (((samples[from + 2] as number) - noRed) * 127) / (mostRed - noRed);
    const [r, b] = [light + 2 * (1 - red) * toRed, light + 2 * (1 - blue) * toBlue];
    rgba[to] = r;
    rgba[to + 1] = (light - red * r - blue * b) / green;
    rgba[to + 2] = b;
  };
}

type Six = [number, number, number, number, number, number];

/** Chroma that several pixels share stands behind their luminances, in blocks; each strip begins a new one. */
function wholeChroma(page: IFD, { data, width, height, samples, bits }: Rows): Uint8Array {
  const [across = 1, down = 1] = numbers(page, TAG.chromaSize);
  if (bits !== 8 || samples !== 3 || numbers(page, TAG.tileWidth).length > 0) {
    throw new Problem('unsupported', `A TIFF of shared colours with ${bits} bits, ${samples} samples.`);
  }
  const whole = new Uint8Array(3 * width * height);
  const rows = first(page, TAG.rowsAStrip, height);
  const block = across * down + 2;
  const blocks = Math.ceil(width / across);
  for (let y = 0; y < height; y++) {
    const inStrip = y % rows;
    // UTIF has put each strip where its rows would begin if they were whole.
    const strip = 3 * width * (y - inStrip);
    for (let x = 0; x < width; x++) {
      const at = strip + block * (Math.floor(inStrip / down) * blocks + Math.floor(x / across));
      const to = 3 * (y * width + x);
      whole[to] = data[at + (inStrip % down) * across + (x % across)] as number;
      whole[to + 1] = data[at + block - 2] as number;
      whole[to + 2] = data[at + block - 1] as number;
    }
  }
  return whole;
}

/** CIE 1976, on the white of D50, as profiles and Photoshop have it, to sRGB. @param signed the two of colour */
function fromLab(signed: (value: number) => number): Paint {
  const light = (value: number) => (value > 6 / 29 ? value ** 3 : 3 * (6 / 29) ** 2 * (value - 4 / 29));
  return (rgba, to, samples, from) => {
    const middle = ((samples[from] as number) / 2.55 + 16) / 116;
    const x = 0.9642 * light(middle + signed(samples[from + 1] as number) / 500);
    const y = light(middle);
    const z = 0.8249 * light(middle - signed(samples[from + 2] as number) / 200);
    rgba[to] = encoded(3.1338561 * x - 1.6168667 * y - 0.4906146 * z);
    rgba[to + 1] = encoded(-0.9787684 * x + 1.9161415 * y + 0.033454 * z);
    rgba[to + 2] = encoded(0.0719453 * x - 0.2289914 * y + 1.4052427 * z);
  };
}

/** By sRGB's curve. @param light 0 to 1 @returns 0 to 255 */
function encoded(light: number): number {
  return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
}

/** Makes bytes of samples of any bits. Of a palette they stay what they are; fractions are taken for light. */
function bytesOf({ data, width, height, samples, bits, isFloat, isLittle, colors }: Rows): Uint8Array {
  if (bits === 8) return data;
  const row = width * samples;
  const bytes = new Uint8ClampedArray(row * height);
  const step = bits / 8;
  if (isFloat) {
    if (bits !== 32) throw new Problem('unsupported', `Fractions of ${bits} bits.`);
    const view = new DataView(data.buffer, data.byteOffset, data.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = encoded(view.getFloat32(4 * i, isLittle));
  } else if (step >= 1 && Number.isInteger(step)) {
    // The high byte will do.
    const high = isLittle ? step - 1 : 0;
    for (let i = 0; i < bytes.length; i++) bytes[i] = data[i * step + high] as number;
  } else {
    const scale = colors === COLORS.palette ? 1 : 255 / (2 ** bits - 1);
    const bytesARow = Math.ceil((row * bits) / 8);
    for (let y = 0; y < height; y++) {
      for (let i = 0; i < row; i++) {
        let value = 0;
        for (let bit = i * bits; bit < (i + 1) * bits; bit++) {
          const byte = data[y * bytesARow + (bit >> 3)] as number;
          value = (value << 1) | ((byte >> (7 - (bit & 7))) & 1);
        }
        bytes[y * row + i] = value * scale;
      }
    }
  }
  return new Uint8Array(bytes.buffer);
}
