/**
 * JPEG 2000 through OpenJPEG: files and bare codestreams, of 1 to 16 bits. Its pictures hold halves, quarters and so on
 * of themselves, so a large scan is decoded at the size that is needed. This build of it gives grey and three colours
 * alone: no opacity, no inks.
 */

import module from '@cornerstonejs/codec-openjpeg/decodewasm?verified';
import factory, { type J2KDecoder, type OpenJpeg } from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import { Problem } from '#core/errors';
import { fetchVerified } from '#net/verified-file';
import type { Pixels, Wanted } from './decoder';
import { jp2Header } from './jp2-header';
import { bitmapOf } from './profiled';

export const script = import.meta.url;

/** More pixels than there is memory for. */
const MOST_PIXELS = 2 ** 28;
/** As in `heif.ts`. */
const MOST_KEPT = 256 * 2 ** 20;
/** Grey; red, green and blue, to which it turns other spaces itself. */
const COMPONENTS = [1, 3];

let loaded: Promise<OpenJpeg> | null = null;

async function load(): Promise<OpenJpeg> {
  const quiet = () => {};
  return factory({ wasmBinary: await fetchVerified(module), print: quiet, printErr: quiet });
}

/** @throws Problem `unsupported`, `too-large`; Error if the file is damaged */
export async function decode({ bytes, shortEdge }: Wanted): Promise<Pixels> {
  const { sizeAt, halvings, components, profile } = jp2Header(bytes);
  if (!COMPONENTS.includes(components)) throw new Problem('unsupported', `${components} components.`);
  const whole = sizeAt(0);
  const most = Math.floor(Math.log2(Math.min(whole.width, whole.height) / shortEdge));
  const times = Math.max(0, Math.min(halvings, most));
  const { width, height } = sizeAt(times);
  if (width * height > MOST_PIXELS) {
    throw new Problem('too-large', `${whole.width} x ${whole.height} pixels.`);
  }
  loaded ??= load();
  const lib = await loaded.catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  let decoder: J2KDecoder | undefined;
  try {
    decoder = new lib.J2KDecoder();
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    decoder.decodeSubResolution(times, 0);
    const data = new ImageData(width, height);
    paint(data.data, decoder);
    return { picture: await bitmapOf(data, profile), whole };
  } catch (error) {
    // A module that has run out of memory, or ended, decodes nothing more.
    loaded = null;
    throw error;
  } finally {
    decoder?.delete();
    if (lib.HEAPU8.length > MOST_KEPT) loaded = null;
  }
}

/** Writes pixels of 8 bits. */
function paint(rgba: Uint8ClampedArray, decoder: J2KDecoder): void {
  const { componentCount: components, bitsPerSample: bits, isSigned } = decoder.getFrameInfo();
  const samples = decoder.getDecodedBuffer();
  const wide = bits > 8;
  const pixels = rgba.length / 4;
  if (!COMPONENTS.includes(components) || samples.length !== pixels * components * (wide ? 2 : 1)) {
    throw new Error('OpenJPEG cannot decode it.');
  }
  const scale = 255 / (2 ** bits - 1);
  const zero = isSigned ? 2 ** (bits - 1) : 0;
  const view = new DataView(samples.buffer, samples.byteOffset, samples.length);
  const sample = (i: number) => {
    if (wide) return isSigned ? view.getInt16(2 * i, true) : view.getUint16(2 * i, true);
    return isSigned ? view.getInt8(i) : view.getUint8(i);
  };
  rgba.fill(255);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let color = 0; color < 3; color++) {
      rgba[4 * pixel + color] = (sample(pixel * components + (color % components)) + zero) * scale;
    }
  }
}
