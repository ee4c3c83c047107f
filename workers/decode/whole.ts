/**
 * Whether all of a picture is there, told by its bytes: some browsers show the part of a cut file as if it were the
 * whole.
 */

import { isWholeJpeg } from './jpeg-scan';

const TELLS: Readonly<Record<string, (bytes: Uint8Array) => boolean>> = {
  'image/jpeg': isWholeJpeg,
  'image/png': isWholePng,
  'image/gif': isWholeGif,
  'image/webp': isWholeWebp,
};

/**
 * @param type media type of the bytes, as `formatOf` tells it
 * @returns false if the file ends before its picture, or its first frame; true if that cannot be told of its format
 */
export function isWhole(bytes: Uint8Array, type: string): boolean {
  return TELLS[type]?.(bytes) ?? true;
}

/** The last chunk has a name of its own (PNG, 5.6). */
function isWholePng(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    if (nameAt(bytes, at + 4) === 'IEND') return true;
  }
  return false;
}

/** The picture, or a frame of it, is one chunk (WebP container specification). */
function isWholeWebp(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  for (let at = 12; at + 8 <= bytes.length; ) {
    const end = at + 8 + view.getUint32(at + 4, true);
    if (/^(VP8[ L]|ANMF)$/.test(nameAt(bytes, at))) return end <= bytes.length;
    at = end + (end & 1);
  }
  return false;
}

/** The blocks of a frame end with an empty one (GIF89a, 15 and 22). */
function isWholeGif(bytes: Uint8Array): boolean {
  let at = 13 + tableLength(bytes[10]);
  while (at < bytes.length) {
    const isFrame = bytes[at] === FRAME;
    if (!isFrame && bytes[at] !== EXTENSION) return bytes[at] === TRAILER;
    // Of a frame, its table and a byte that says how its colours are coded lie before the blocks.
    at += isFrame ? 11 + tableLength(bytes[at + 9]) : 2;
    while (bytes[at]) at += 1 + (bytes[at] as number);
    if (isFrame) return bytes[at] === 0;
    at++;
  }
  return false;
}

const EXTENSION = 0x21;
const FRAME = 0x2c;
const TRAILER = 0x3b;

/** Bytes of a table of colours. @param flags whether there is one, and of how many colours */
function tableLength(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}

function nameAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
