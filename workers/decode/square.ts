/** What is computed from a painted picture: the encoder's input, its average colour, whether it is nearly black. */

import { averageColor, type Geometry } from '#core/preprocess';
import { resizeToSquare } from '#core/resize';
import type { Tile } from '#core/tiles';

/** For what concerns the picture alone: black bars would darken it. */
const WITHOUT_BARS: Geometry = { size: 16, fit: 'stretch', filter: 'bilinear' };

/** A cell is lit if one of its channels is above this, 0..255: noise of a covered lens stays below. */
const LIT = 32;
/** A picture with fewer lit cells of 256 is nearly black: a title in small letters is. */
const FEWEST_LIT = 6;

/** @returns size x size x 3 bytes, RGB */
export function squareOf(canvas: OffscreenCanvas, geometry: Geometry): Uint8Array<ArrayBuffer> {
  const { width, height } = canvas;
  const rgba = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
  return resizeToSquare(rgba ?? new Uint8ClampedArray(), width, height, geometry);
}

/** The same of a square part. @returns size x size x 3 bytes, RGB */
export function squareIn(
  canvas: OffscreenCanvas,
  { left, top, edge }: Tile,
  geometry: Geometry,
): Uint8Array<ArrayBuffer> {
  const rgba = canvas.getContext('2d')?.getImageData(left, top, edge, edge).data;
  return resizeToSquare(rgba ?? new Uint8ClampedArray(), edge, edge, geometry);
}

/** @param pixels what `squareOf` returned for this geometry @returns 0xRRGGBB */
export function colorOf(canvas: OffscreenCanvas, pixels: Uint8Array, { fit }: Geometry): number {
  return averageColor(fit === 'letterbox' ? squareOf(canvas, WITHOUT_BARS) : pixels);
}

export function isNearlyBlack(canvas: OffscreenCanvas): boolean {
  return isDark(squareOf(canvas, WITHOUT_BARS));
}

/** @param cells RGB, 256 of them */
export function isDark(cells: Uint8Array): boolean {
  let lit = 0;
  for (let at = 0; at < cells.length; at += 3) {
    if (Math.max(...cells.subarray(at, at + 3)) > LIT) lit++;
  }
  return lit < FEWEST_LIT;
}
