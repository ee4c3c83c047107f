/** Turns and crops pictures whose decoder does not. */

import type { Crop } from './avif-transforms';
import { contextOf, type Picture, release, sizeOf } from './scaled';
import type { Size } from './size-hint';

/** For a stored picture of 1 x 1: a, b, c, d, e, f as `setTransform` takes them. */
type Transform = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** By EXIF orientation (EXIF 2.32, table 6). */
const TRANSFORMS: Readonly<Record<number, Transform>> = {
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, 1, 1, 0, 0, 0],
  6: [0, 1, -1, 0, 1, 0],
  7: [0, -1, -1, 0, 1, 1],
  8: [0, -1, 1, 0, 0, 1],
};

/** Returns the transform of an EXIF orientation; of any other number the one that changes nothing. */
export function transformOf(orientation: number): Transform {
  return TRANSFORMS[orientation] ?? [1, 0, 0, 1, 0, 0];
}

/** Returns the size that a stored picture has once it is upright. */
export function uprightSize({ width, height }: Size, orientation: number): Size {
  const [isAcross] = transformOf(orientation);
  return isAcross ? { width, height } : { width: height, height: width };
}

/** Returns the picture turned upright; closes the one given, unless it was upright already. */
export function turned<Kind extends Picture>(picture: Kind, orientation: number): Kind | ImageBitmap {
  if (!(orientation in TRANSFORMS)) return picture;
  const stored = sizeOf(picture);
  const { width, height } = uprightSize(stored, orientation);
  const canvas = new OffscreenCanvas(width, height);
  const context = contextOf(canvas);
  const [a, b, c, d, e, f] = transformOf(orientation);
  context.setTransform(a, b, c, d, e * width, f * height);
  context.drawImage(picture, 0, 0, stored.width, stored.height);
  release(picture);
  return canvas.transferToImageBitmap();
}

/**
 * Returns a part of the picture; closes the one given.
 * @param whole the size that the part is told of: the picture may be scaled down from it
 */
export function cropped(picture: Picture, { left, top, width, height }: Crop, whole: Size): ImageBitmap {
  const stored = sizeOf(picture);
  const [across, down] = [stored.width / whole.width, stored.height / whole.height];
  const shown = { width: Math.ceil(width * across), height: Math.ceil(height * down) };
  const canvas = new OffscreenCanvas(shown.width, shown.height);
  const from = [left * across, top * down, width * across, height * down] as const;
  contextOf(canvas).drawImage(picture, ...from, 0, 0, shown.width, shown.height);
  release(picture);
  return canvas.transferToImageBitmap();
}
