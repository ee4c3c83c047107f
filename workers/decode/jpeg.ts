/** The segments of a JPEG (ITU-T T.81, annex B), the orientation in them, and the end marker that many lack. */

import { Problem } from '#core/errors';
import { type Directory, firstDirectory } from './tiff';

/** A JPEG's first two bytes. */
const START = 0xffd8;
/** Bytes of a marker and of a length. */
const SEGMENT_HEAD = 4;
export const SCAN = 0xda;
export const END = 0xd9;
/** EXIF is in a segment of this kind, as others are (EXIF 2.32, section 4.7). */
const APP1 = 0xe1;
/** Bytes of the name in front of EXIF's directories. */
const EXIF_NAME = 6;

/**
 * Returns the bytes with an end marker behind them if they have none: then every browser shows all rows that are there,
 * and grey below. Without one some refuse the file, and others leave the last rows out. Takes 0.3 ms at most if the file ends with
 * its marker, a few milliseconds if something lies behind it.
 * @throws Problem `damaged` if the file ends before the first row: it would be grey throughout
 */
export function withEnd(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const found = segments(bytes);
  if (found.some(({ marker }) => marker === END)) return bytes;
  const scan = found.find(({ marker }) => marker === SCAN);
  if (scan && scan.end >= bytes.length) {
    throw new Problem('damaged', 'The file ends before its picture begins.');
  }
  const mended = new Uint8Array(bytes.length + 2);
  mended.set(bytes);
  mended.set([0xff, END], bytes.length);
  return mended;
}

interface Segment {
  marker: number;
  /** What is in it, without its length. */
  data: Uint8Array;
  /** Offset of the byte behind it. */
  end: number;
}

/** Returns the EXIF orientation, 1..8, by the first EXIF segment, as browsers have it; undefined if that has none. */
export function jpegOrientation(jpeg: Uint8Array): number | undefined {
  const found = segments(jpeg);
  const scan = found.findIndex(({ marker }) => marker === SCAN);
  const exif = found.slice(0, scan < 0 ? undefined : scan).find(isExif);
  return exif && exifDirectory(exif.data)?.orientation;
}

/** @param exif what is in such a segment @returns null if it cannot be read */
export function exifDirectory(exif: Uint8Array): Directory | null {
  return firstDirectory(exif, EXIF_NAME);
}

/** Whether a segment is EXIF: XMP has the same marker. */
export function isExif({ marker, data }: Pick<Segment, 'marker' | 'data'>): boolean {
  return marker === APP1 && [...'Exif\0'].every((char, i) => data[i] === char.charCodeAt(0));
}

/**
 * Returns what is in front of the picture without stray bytes between segments, for readers that stop at them; the bytes
 * as they are if there are none, or if this is no JPEG.
 */
export function withoutStray(bytes: ArrayBuffer): ArrayBuffer {
  const jpeg = new Uint8Array(bytes);
  if (word(jpeg, 0) !== START) return bytes;
  const head = segments(jpeg, SCAN);
  const begins = ({ data, end }: Segment) => end - data.length - SEGMENT_HEAD;
  if (head.every((segment, i) => begins(segment) === (head[i - 1]?.end ?? 2))) return bytes;
  const size = head.reduce((sum, { data }) => sum + SEGMENT_HEAD + data.length, 2);
  const tidied = new Uint8Array(size);
  tidied.set(jpeg.subarray(0, 2));
  let at = 2;
  for (const { marker, data } of head) {
    const length = data.length + 2;
    tidied.set([0xff, marker, length >> 8, length & 255], at);
    tidied.set(data, at + SEGMENT_HEAD);
    at += SEGMENT_HEAD + data.length;
  }
  return tidied.buffer;
}

/**
 * Lists the segments up to the end of the file. Codes of scans and stray bytes lie between them.
 * @param last marker of the segment that ends the list, at the latest the end marker
 */
export function segments(bytes: Uint8Array, last = END): Segment[] {
  const found: Segment[] = [];
  for (let at = bytes.indexOf(0xff, 2); at >= 0; ) {
    const marker = bytes[at + 1] ?? 0;
    const isAlone = marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd8) || marker === 1;
    const end = at + 2 + (isAlone || marker === END ? 0 : word(bytes, at + 2));
    if (!isAlone) found.push({ marker, data: bytes.subarray(at + 4, end), end });
    if (marker === END || marker === last) break;
    // A marker may be filled up with bytes of 255 in front.
    const from = marker === 0xff ? at + 1 : Math.max(end, at + 2);
    // Most files end with the end marker: the codes before it need not be looked at.
    at = marker === SCAN && endsWithMarker(bytes) ? bytes.length - 2 : bytes.indexOf(0xff, from);
  }
  return found;
}

function endsWithMarker(bytes: Uint8Array): boolean {
  return word(bytes, bytes.length - 2) === 0xff00 + END;
}

/** A number of two bytes. */
export function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
