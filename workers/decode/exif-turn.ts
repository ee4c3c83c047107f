/**
 * How a picture must still be turned: no browser follows the EXIF orientation of a WebP, and WebKitGTK not that of a
 * PNG. Whether this one does is tried on a tiny picture, because its version does not tell.
 */

import { firstDirectory } from './tiff';

/** How a format keeps what is beside its picture: in chunks, each with a name and a size of four bytes in front. */
interface Chunks {
  /** Offset of the first. */
  first: number;
  /** Offsets of name and size in a chunk. */
  name: number;
  size: number;
  isLittleEndian: boolean;
  /** Returns the bytes of a chunk with this size. */
  lengthOf(size: number): number;
  /** Name of the one with EXIF tags. */
  exif: string;
  /** Two pixels, one above the other, with orientation 6: upright they lie side by side. */
  trial: string;
}

const FORMATS: Readonly<Record<string, Chunks>> = {
  'image/png': {
    ...{ first: 8, name: 4, size: 0, isLittleEndian: false, exif: 'eXIf' },
    // A sum stands behind.
    lengthOf: (size) => size + 12,
    trial:
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAACCAIAAAAW4yFwAAAAGmVYSWZNTQAqAAAACAABARIAAwAAAAEABgAAAAAAANZnS2kAAAALSURBVHgBY2CA' +
      'AAAACAABgw1wzAAAAABJRU5ErkJggg==',
  },
  'image/webp': {
    ...{ first: 12, name: 0, size: 4, isLittleEndian: true, exif: 'EXIF' },
    lengthOf: (size) => size + (size & 1) + 8,
    trial:
      'UklGRkwAAABXRUJQVlA4WAoAAAAIAAAAAAAAAQAAVlA4TAwAAAAvAEAAAChAAQrQ/wBFWElGGgAAAE1NACoAAAAIAAEBEgADAAAAAQAGAAAAAAAA',
  },
};

/** @returns the EXIF orientation, 2 to 8, that this browser does not follow; 1 if there is nothing to turn */
export async function turnLeft(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<number> {
  const chunks = FORMATS[type];
  const orientation = chunks ? exifOrientation(bytes, chunks) : 1;
  return chunks && orientation > 1 && !(await isFollowed(type, chunks)) ? orientation : 1;
}

function exifOrientation(bytes: Uint8Array, { first, name, size, ...chunks }: Chunks): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = first; at + 8 <= bytes.length; ) {
    const length = chunks.lengthOf(view.getUint32(at + size, chunks.isLittleEndian));
    if (textAt(bytes, at + name, 4) === chunks.exif) {
      // Some programs write the name that EXIF has in a JPEG in front of it.
      const named = textAt(bytes, at + 8, 4) === 'Exif' ? 6 : 0;
      return firstDirectory(bytes, at + 8 + named)?.orientation ?? 1;
    }
    at += length;
  }
  return 1;
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

/** By format; once per worker. */
const answers = new Map<string, Promise<boolean>>();

function isFollowed(type: string, { trial }: Chunks): Promise<boolean> {
  const answer = answers.get(type) ?? tried(type, trial).catch(() => true);
  answers.set(type, answer);
  return answer;
}

async function tried(type: string, trial: string): Promise<boolean> {
  const bytes = Uint8Array.from(atob(trial), (char) => char.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type }), { imageOrientation: 'from-image' });
  const { width } = picture;
  picture.close();
  return width === 2;
}
