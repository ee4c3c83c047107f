/** Reads a picture's format and size from its first bytes, whatever the file's name says. */

import { imageSize } from 'image-size';
import { Problem } from '#core/errors';

export interface Header {
  /** Media type. */
  type: string;
  /** Size of the upright picture, in pixels. */
  width: number;
  height: number;
}

/** Media types by image-size's format names. */
const MEDIA_TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  bmp: 'image/bmp',
  avif: 'image/avif',
  heif: 'image/heif',
  heic: 'image/heic',
  tiff: 'image/tiff',
  jxl: 'image/jxl',
  'jxl-stream': 'image/jxl',
  ico: 'image/x-icon',
};

/** EXIF orientations from this one on are rotated by 90 degrees, so width and height swap. */
const FIRST_SIDEWAYS = 5;

/**
 * @throws Problem `empty-file`, `not-a-picture`, or `damaged` if the header of a common format cannot be read
 */
export function readHeader(bytes: Uint8Array): Header {
  if (bytes.length === 0) throw new Problem('empty-file', 'The file has no bytes.');
  const size = measure(bytes);
  const type = MEDIA_TYPES[size.type ?? ''];
  if (!type) throw new Problem('not-a-picture', `Bytes of the format "${size.type}".`);
  const { width, height } = size;
  if (!width || !height) throw new Problem('damaged', 'The header gives no size.');
  const sideways = (size.orientation ?? 1) >= FIRST_SIDEWAYS;
  return { type, width: sideways ? height : width, height: sideways ? width : height };
}

function measure(bytes: Uint8Array) {
  try {
    return imageSize(bytes);
  } catch (error) {
    const code = knownStart(bytes) ? 'damaged' : 'not-a-picture';
    throw new Problem(code, String(error), { cause: error });
  }
}

/** Whether the file has the signature of JPEG, PNG, GIF or WebP: then it is a picture, but damaged. */
function knownStart(bytes: Uint8Array): boolean {
  const start = (...signature: number[]) => signature.every((byte, i) => bytes[i] === byte);
  return (
    start(0xff, 0xd8, 0xff) ||
    start(0x89, 0x50, 0x4e, 0x47) ||
    start(0x47, 0x49, 0x46, 0x38) ||
    (start(0x52, 0x49, 0x46, 0x46) && bytes[8] === 0x57 && bytes[9] === 0x45)
  );
}
