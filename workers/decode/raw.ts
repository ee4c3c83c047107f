/**
 * RAW files hold JPEGs of the same picture, made by the camera. The largest is shown. It is found by its bytes, because
 * every maker writes its place elsewhere.
 */

import { cr3Metadata, cr3Start } from './cr3';
import type { Size } from './size-hint';
import { firstDirectory } from './tiff';

/** A JPEG inside another file. */
interface Preview extends Size {
  start: number;
  end: number;
}

/** Shortest edge of what counts as a picture, in pixels: less is a thumbnail, and says little. */
const LEAST_EDGE = 320;

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
/** Baseline, extended and progressive frames. The lossless one (0xc3) is the sensor's data. */
const FRAMES = [0xc0, 0xc1, 0xc2];

/** Returns the JPEG with most pixels; null if there is none that counts. */
export function largestJpeg(bytes: Uint8Array): Preview | null {
  let largest: Preview | null = null;
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] !== 0xd8 || bytes[at + 2] !== 0xff) continue;
    const found = jpegAt(bytes, at);
    if (!found) continue;
    // Its own thumbnail lies in its header, so the search goes on behind that.
    at = found.scan;
    if (Math.min(found.width, found.height) < LEAST_EDGE) continue;
    if (largest && largest.width * largest.height >= found.width * found.height) continue;
    const { width, height } = found;
    largest = { start: found.start, end: endOf(bytes, found.scan), width, height };
  }
  return largest;
}

/** Reads a JPEG's header; null if it is none, or holds the sensor's data. */
function jpegAt(bytes: Uint8Array, start: number): (Size & { start: number; scan: number }) | null {
  let size: Size | null = null;
  for (let at = start + 2; at + 9 < bytes.length; ) {
    const marker = bytes[at + 1] as number;
    if (bytes[at] !== 0xff || marker < 0xc0) return null;
    if (marker === START_OF_SCAN) return size && { ...size, start, scan: at };
    const two = (offset: number) =>
      ((bytes[at + offset] as number) << 8) | (bytes[at + offset + 1] as number);
    if (FRAMES.includes(marker)) size = { height: two(5), width: two(7) };
    at += 2 + two(2);
  }
  return null;
}

/** The first end marker behind the scan: inside a scan, a byte 255 is followed by 0 or by a restart marker. */
function endOf(bytes: Uint8Array, scan: number): number {
  for (let at = bytes.indexOf(0xff, scan + 2); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === END_OF_IMAGE) return at + 2;
  }
  return bytes.length;
}

/** Returns the EXIF orientation of a RAW file, 1..8: that of its pixels, and of JPEGs inside that have none. */
export function rawOrientation(bytes: Uint8Array, type: string): number {
  const at = type === CR3 ? cr3Start(bytes) : 0;
  return firstDirectory(bytes, at)?.orientation ?? 1;
}

/**
 * Returns the part of a RAW file that holds its metadata, as a format that readers of metadata know. Nothing of the
 * sensor's data is copied: of Olympus and Panasonic, `bytes` itself is changed to a plain TIFF.
 * @param jpeg its largest JPEG
 */
export function rawMetadata(
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
  jpeg: Uint8Array<ArrayBuffer>,
): ArrayBuffer {
  if (type === RAF) return jpeg.buffer;
  if (type === CR3) return cr3Metadata(bytes);
  // A number of the maker's own stands behind the byte order.
  if (type === ORF || type === RW2) bytes.set(bytes[0] === BIG_ENDIAN ? [0, 42] : [42, 0], 2);
  return bytes.buffer;
}

const RAF = 'image/x-fuji-raf';
const CR3 = 'image/x-canon-cr3';
const ORF = 'image/x-olympus-orf';
const RW2 = 'image/x-panasonic-rw2';
/** The letter M, at the beginning. */
const BIG_ENDIAN = 0x4d;
