/**
 * Photoshop's PSD and PSB by the composite that they hold: what the layers give together. Written here, because the
 * libraries read neither CMYK nor 16 bits. After Adobe's "Photoshop File Formats Specification".
 */

import { Problem } from '#core/errors';
import { psdResources } from '../psd-resources';
import type { Pixels, Wanted } from './decoder';
import { bitmapOf } from './profiled';

export const script = import.meta.url;

/** Color modes of the header. */
const GREY = 1;
const INDEXED = 2;
const RGB = 3;
const CMYK = 4;
const DUOTONE = 8;

/** How many channels they have. */
const COLORS: Readonly<Record<number, number>> = {
  [GREY]: 1,
  [INDEXED]: 1,
  [RGB]: 3,
  [CMYK]: 4,
  [DUOTONE]: 1,
};
/** How far two roundings may be from each other. */
const ROUNDED = 2;

/** Number of the image resource with an ICC profile. */
const PROFILE = 1039;

const RAW = 0;
const RLE = 1;

/** Bytes of the header: signature, version, six reserved, channels, height, width, depth, mode. */
const HEADER = 26;
/** Size of a document of version 1, in pixels; PSB has ten times that. */
const MOST_PIXELS = 2 ** 28;

/** @throws Problem `unsupported`, `too-large`; Error if the file is damaged */
export async function decode({ bytes }: Wanted): Promise<Pixels> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLarge = view.getUint16(4) === 2;
  const channels = view.getUint16(12);
  const height = view.getUint32(14);
  const width = view.getUint32(18);
  const depth = view.getUint16(22);
  const mode = view.getUint16(24);
  if (![8, 16].includes(depth) || ![GREY, INDEXED, RGB, CMYK, DUOTONE].includes(mode)) {
    throw new Problem('unsupported', `A document of ${depth} bits a channel in mode ${mode}.`);
  }
  if (width * height > MOST_PIXELS) throw new Problem('too-large', `${width} x ${height} pixels.`);

  const palette = bytes.subarray(HEADER + 4, HEADER + 4 + view.getUint32(HEADER));
  let at = HEADER + 4 + palette.length;
  at += 4 + view.getUint32(at); // resources
  const layers = isLarge ? 8 + Number(view.getBigUint64(at)) : 4 + view.getUint32(at);
  // How many there are stands behind two lengths; negative, if the channel behind those of the mode is opacity.
  const count = isLarge ? 16 : 8;
  const hasOpacity = layers > count && view.getInt16(at + count) < 0;
  at += layers;
  const compression = view.getUint16(at);
  if (compression !== RAW && compression !== RLE)
    throw new Problem('unsupported', `Compression ${compression}.`);

  const rowBytes = (width * depth) / 8;
  const planes =
    compression === RAW
      ? bytes.slice(at + 2, at + 2 + channels * height * rowBytes)
      : unpacked(bytes, view, at + 2, { rows: channels * height, rowBytes, isLarge });
  if (planes.length < channels * height * rowBytes) throw new Error('The file ends inside its picture.');
  const picture = new ImageData(width, height);
  const step = depth / 8;
  const colors = COLORS[mode] as number;
  if (hasOpacity && mode !== INDEXED && channels > colors)
    onWhite(planes, { colors, plane: height * rowBytes, step });
  paint(picture.data, planes, { mode, palette, step });
  const profile = [...psdResources(bytes)].find(([number]) => number === PROFILE)?.[1];
  return { picture: await bitmapOf(picture, profile), whole: { width, height } };
}

/**
 * Blends colours with white. Photoshop has done so itself, which shows in that none is darker than its opacity allows;
 * other programs have not. Inks are none where they are white, too.
 * @param plane bytes of a channel
 */
function onWhite(
  planes: Uint8Array,
  { colors, plane, step }: { colors: number; plane: number; step: number },
): void {
  const paper = (at: number) => 255 - (planes[colors * plane + (at % plane)] as number);
  let isBlended = true;
  for (let at = 0; at < colors * plane && isBlended; at += step) {
    isBlended = (planes[at] as number) >= paper(at) - ROUNDED;
  }
  if (isBlended) return;
  for (let at = 0; at < colors * plane; at += step) {
    planes[at] = paper(at) + ((planes[at] as number) * (255 - paper(at))) / 255;
  }
}

/**
 * Writes opaque pixels. Channels behind those of the mode are masks.
 * @param step bytes of a sample; of 16 bits the first is the high one
 */
function paint(
  rgba: Uint8ClampedArray,
  planes: Uint8Array,
  { mode, palette, step }: { mode: number; palette: Uint8Array; step: number },
): void {
  const pixels = rgba.length / 4;
  const sample = (channel: number, pixel: number) => planes[(channel * pixels + pixel) * step] as number;
  rgba.fill(255);
  for (let color = 0; color < 3; color++) {
    const channel = mode === RGB || mode === CMYK ? color : 0;
    for (let pixel = 0; pixel < pixels; pixel++) {
      const value = sample(channel, pixel);
      // Inks are stored inverted: 255 is none.
      if (mode === CMYK) rgba[4 * pixel + color] = (value * sample(3, pixel)) / 255;
      else rgba[4 * pixel + color] = mode === INDEXED ? (palette[256 * color + value] as number) : value;
    }
  }
}

/** Takes apart PackBits, row by row: a table of their lengths stands in front. */
function unpacked(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  { rows, rowBytes, isLarge }: { rows: number; rowBytes: number; isLarge: boolean },
): Uint8Array {
  const out = new Uint8Array(rows * rowBytes);
  let from = start + rows * (isLarge ? 4 : 2);
  for (let row = 0; row < rows; row++) {
    const length = isLarge ? view.getUint32(start + 4 * row) : view.getUint16(start + 2 * row);
    const end = from + length;
    let to = row * rowBytes;
    while (from < end) {
      const count = view.getInt8(from++);
      if (count >= 0) {
        out.set(bytes.subarray(from, from + count + 1), to);
        from += count + 1;
        to += count + 1;
      } else if (count > -128) {
        out.fill(bytes[from++] as number, to, to + 1 - count);
        to += 1 - count;
      }
    }
    from = end;
  }
  return out;
}
