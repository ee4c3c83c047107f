/**
 * Whether all of a picture is there, told by its bytes: some browsers show the part of a cut file as if it were the
 * whole.
 */

import { blocksOf, FRAME, TRAILER } from './gif';
import { isWholeJpeg } from './jpeg-scan';
import { chunksOf } from './png';

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
  for (const { name } of chunksOf(bytes)) if (name === 'IEND') return true;
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

/** The first frame has its end (GIF89a, 15 and 22). */
function isWholeGif(bytes: Uint8Array): boolean {
  for (const { kind, end } of blocksOf(bytes)) {
    if (kind === FRAME || kind === TRAILER) return end < bytes.length;
  }
  return false;
}

function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length);
}

function nameAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
