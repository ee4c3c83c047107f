/**
 * Pixels in the colours of an ICC profile, which scanners and photo editors put into TIFF and PSD. Every browser follows
 * profiles of colours in PNGs, so it is handed one. That PNG is not packed: it is made at the speed of copying. Of grey
 * WebKitGTK ignores the profile; that is a curve alone.
 */

import { coloursOf, greyLevels, spaceOf } from '../icc';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Samples of a pixel, and the number of that kind in a PNG (PNG, third edition, 11.2.1), without and with opacity. */
const PLAIN = { samples: 3, kind: 2 };
const FADING = { samples: 4, kind: 6 };

/** Most bytes of a deflated block that is stored as it is (RFC 1951, 3.2.4). */
const MOST_STORED = 65_535;
/** Bytes of pixels in one chunk. */
const CHUNK = 2 ** 20;

/**
 * Returns a bitmap of pixels, which the caller closes.
 * @param pixels are changed if the profile is of grey
 * @param profile an ICC profile. Without one, and with one that is damaged or of inks, the colours are taken for sRGB's
 */
export async function bitmapOf(
  pixels: ImageData,
  profile: Uint8Array = new Uint8Array(),
): Promise<ImageBitmap> {
  const space = spaceOf(profile);
  if (space === 'GRAY') toSrgbGrey(pixels.data, profile);
  if (space !== 'RGB ' || coloursOf(profile) === 'srgb') return createImageBitmap(pixels);
  const png = new Blob(pngOf(pixels, profile), { type: 'image/png' });
  return createImageBitmap(png).catch(() => createImageBitmap(pixels));
}

/** Leaves pixels with colours as they are: the profile is not theirs. */
function toSrgbGrey(rgba: Uint8ClampedArray, profile: Uint8Array): void {
  const levels = greyLevels(profile);
  if (!levels || !isGrey(rgba)) return;
  for (let at = 0; at < rgba.length; at += 4) {
    const level = levels[rgba[at] as number] as number;
    rgba[at] = level;
    rgba[at + 1] = level;
    rgba[at + 2] = level;
  }
}

type Part = Uint8Array<ArrayBuffer>;

/** Returns the parts of a PNG, in bytes. */
export function pngOf(
  { width, height, data }: Pick<ImageData, 'width' | 'height' | 'data'>,
  profile: Uint8Array,
): Part[] {
  const { samples, kind } = isOpaque(data) ? PLAIN : FADING;
  const parts: Part[] = [Uint8Array.from(SIGNATURE)];
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint16(8, (8 << 8) | kind);
  parts.push(chunk('IHDR', new Uint8Array(header.buffer)));
  const named = [0x69, 0x63, 0x63, 0, 0];
  parts.push(chunk('iCCP', Uint8Array.of(...named), ...new Stored().blocks(profile, true)));
  const stored = new Stored();
  const row = 1 + width * samples;
  const rows = Math.max(1, Math.floor(CHUNK / row));
  for (let y = 0; y < height; y += rows) {
    const end = Math.min(y + rows, height);
    const raw = new Uint8Array((end - y) * row);
    let to = 0;
    for (let at = 4 * width * y; at < 4 * width * end; at += 4) {
      // Each row begins with the number of its filter: none.
      if (to % row === 0) to++;
      raw[to++] = data[at] as number;
      raw[to++] = data[at + 1] as number;
      raw[to++] = data[at + 2] as number;
      if (samples > 3) raw[to++] = data[at + 3] as number;
    }
    parts.push(chunk('IDAT', ...stored.blocks(raw, end === height)));
  }
  parts.push(chunk('IEND'));
  return parts;
}

function isOpaque(rgba: Uint8ClampedArray): boolean {
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 255) return false;
  return true;
}

function isGrey(rgba: Uint8ClampedArray): boolean {
  for (let at = 0; at < rgba.length; at += 4) {
    if (rgba[at] !== rgba[at + 1] || rgba[at] !== rgba[at + 2]) return false;
  }
  return true;
}

/** A zlib stream whose blocks are stored as they are (RFC 1950). */
class Stored {
  private isBegun = false;
  private a = 1;
  private b = 0;

  /** Returns the stream of more bytes, in pieces; of the last ones with its end. */
  blocks(bytes: Uint8Array, isLast: boolean): Uint8Array[] {
    const pieces: Uint8Array[] = this.isBegun ? [] : [Uint8Array.of(0x78, 0x01)];
    this.isBegun = true;
    for (let at = 0; at < bytes.length; at += MOST_STORED) {
      const block = bytes.subarray(at, at + MOST_STORED);
      const isEnd = isLast && at + MOST_STORED >= bytes.length;
      const { length } = block;
      pieces.push(Uint8Array.of(isEnd ? 1 : 0, length, length >> 8, ~length, ~length >> 8), block);
      this.sum(block);
    }
    if (isLast) pieces.push(Uint8Array.of(this.b >> 8, this.b, this.a >> 8, this.a));
    return pieces;
  }

  /** Adler-32. No sum outgrows 32 bits within 5,552 bytes. */
  private sum(bytes: Uint8Array): void {
    let { a, b } = this;
    for (let at = 0; at < bytes.length; ) {
      const end = Math.min(at + 5552, bytes.length);
      for (; at < end; at++) {
        a += bytes[at] as number;
        b += a;
      }
      a %= 65_521;
      b %= 65_521;
    }
    this.a = a;
    this.b = b;
  }
}

function chunk(type: string, ...pieces: Uint8Array[]): Part {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const bytes = new Uint8Array(12 + length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  let at = 8;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  view.setUint32(at, crc(bytes.subarray(4, at)));
  return bytes;
}

/** CRC-32 of each byte. */
const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? 0xedb88320 ^ (byte >>> 1) : byte >>> 1;
  return byte;
});

function crc(bytes: Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) sum = (sum >>> 8) ^ (REMAINDERS[(sum ^ byte) & 255] as number);
  return ~sum >>> 0;
}
