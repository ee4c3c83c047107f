/** Turns pictures whose orientation their decoder does not know. */

import { contextOf, sizeOf } from './scaled';
import { FIRST_SIDEWAYS } from './size-hint';

/**
 * Canvas transforms by EXIF orientation (EXIF 2.32, table 6), for a stored picture of 1 x 1: a, b, c, d, e, f as
 * `setTransform` takes them.
 */
const TRANSFORMS: Readonly<Record<number, readonly [number, number, number, number, number, number]>> = {
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, 1, 1, 0, 0, 0],
  6: [0, 1, -1, 0, 1, 0],
  7: [0, -1, -1, 0, 1, 1],
  8: [0, -1, 1, 0, 0, 1],
};

/** Returns the picture turned upright; closes the one given, unless it was upright already. */
export function turned(picture: VideoFrame | ImageBitmap, orientation: number): VideoFrame | ImageBitmap {
  const transform = TRANSFORMS[orientation];
  if (!transform) return picture;
  const { width, height } = sizeOf(picture);
  const upright = orientation >= FIRST_SIDEWAYS ? { width: height, height: width } : { width, height };
  const canvas = new OffscreenCanvas(upright.width, upright.height);
  const context = contextOf(canvas);
  const [a, b, c, d, e, f] = transform;
  context.setTransform(a, b, c, d, e * upright.width, f * upright.height);
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  return canvas.transferToImageBitmap();
}
