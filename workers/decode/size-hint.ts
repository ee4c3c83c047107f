/**
 * Reads the size of a picture from its header, for what has to be chosen before it is decoded. Headers are wrong more
 * often than decoders, so nothing else rests on it.
 */

import { imageSize } from 'image-size';

export interface Size {
  width: number;
  height: number;
}

/** EXIF orientations from this one on are rotated by 90 degrees, so width and height swap. */
export const FIRST_SIDEWAYS = 5;

/** Returns the size of the upright picture in pixels, as the header tells it; null if it cannot be read. */
export function sizeHint(bytes: Uint8Array): Size | null {
  try {
    const { width, height, orientation = 1 } = imageSize(bytes);
    if (!width || !height) return null;
    return orientation >= FIRST_SIDEWAYS ? { width: height, height: width } : { width, height };
  } catch {
    return null;
  }
}

/** Returns the EXIF orientation in a JPEG's header; undefined if there is none. */
export function ownOrientation(jpeg: Uint8Array): number | undefined {
  try {
    return imageSize(jpeg).orientation;
  } catch {
    return undefined;
  }
}
