/**
 * How a picture must still be turned: no browser follows the EXIF orientation of a WebP, and WebKitGTK neither that of a
 * PNG nor the turns of an AVIF. Whether this one does is tried on a tiny picture, because its version does not tell.
 */

import { orientationInBoxes } from './avif-transforms';
import { firstDirectory } from './tiff';

interface Format {
  /** Returns the EXIF orientation that a file says; 1 if it says none. */
  orientation(bytes: Uint8Array): number;
  /** Two pixels, one above the other, that are turned: upright they lie side by side. */
  trial: string;
}

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
}

const PNG: Chunks = {
  ...{ first: 8, name: 4, size: 0, isLittleEndian: false, exif: 'eXIf' },
  // A sum stands behind.
  lengthOf: (size) => size + 12,
};

const WEBP: Chunks = {
  ...{ first: 12, name: 0, size: 4, isLittleEndian: true, exif: 'EXIF' },
  lengthOf: (size) => size + (size & 1) + 8,
};

const FORMATS: Readonly<Record<string, Format>> = {
  'image/png': {
    orientation: (bytes) => exifOrientation(bytes, PNG),
    trial:
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAACCAIAAAAW4yFwAAAAGmVYSWZNTQAqAAAACAABARIAAwAAAAEABgAAAAAAANZnS2kAAAALSURBVHgBY2CA' +
      'AAAACAABgw1wzAAAAABJRU5ErkJggg==',
  },
  'image/webp': {
    orientation: (bytes) => exifOrientation(bytes, WEBP),
    trial:
      'UklGRkwAAABXRUJQVlA4WAoAAAAIAAAAAAAAAQAAVlA4TAwAAAAvAEAAAChAAQrQ/wBFWElGGgAAAE1NACoAAAAIAAEBEgADAAAAAQAGAAAAAAAA',
  },
  'image/avif': {
    orientation: orientationInBoxes,
    trial:
      'AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAPptZXRhAAAAAAAAAChoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAbGliYXZpZgAAAAAO' +
      'cGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAEeAAAAFwAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAABy' +
      'aXBycAAAAFJpcGNvAAAAFGlzcGUAAAAAAAAAAQAAAAIAAAAOcGl4aQAAAAABCAAAAAxhdjFDgQAcAAAAABNjb2xybmNseAABAA0ABoAAAAAJaXJv' +
      'dAEAAAAYaXBtYQAAAAAAAAABAAEFAQKDBIUAAAAfbWRhdBIACgcYAB5YCGg1MgofQAABEKYr+JGQ',
  },
};

/** @returns the orientation as EXIF has it, 2 to 8, that this browser does not follow; 1 if there is nothing to turn */
export async function turnLeft(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<number> {
  const format = FORMATS[type];
  const orientation = format?.orientation(bytes) ?? 1;
  return format && orientation > 1 && !(await isFollowed(type, format)) ? orientation : 1;
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

function isFollowed(type: string, { trial }: Format): Promise<boolean> {
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
