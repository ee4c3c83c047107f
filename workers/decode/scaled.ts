/** Sizes that a picture is decoded and painted to, and the painting. */

import { Problem } from '#core/errors';
import type { Size } from './size-hint';

/** Decoded pixels. Of a canvas none is transparent. */
export type Picture = VideoFrame | ImageBitmap | OffscreenCanvas;

/** Largest canvas, in pixels. Larger ones fail in some browsers; this is WebKit's limit on phones. */
const MOST_PIXELS = 16_777_216;

/** Returns the size scaled down to a shortest edge of `shortEdge`; a smaller size is unchanged. */
export function scaledSize({ width, height }: Size, shortEdge: number): Size {
  const scale = Math.min(1, shortEdge / Math.min(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * Returns a half, a quarter or an eighth of the size: the smallest whose shortest edge is at least
 * `shortEdge`, else the whole size. JPEG decoders produce these directly, and round any other size down.
 */
export function halvings({ width, height }: Size, shortEdge: number): Size {
  const divisor = [8, 4, 2].find((by) => Math.min(width, height) / by >= shortEdge) ?? 1;
  return { width: Math.ceil(width / divisor), height: Math.ceil(height / divisor) };
}

/**
 * Paints a picture onto white, with its shortest edge near `shortEdge`. Never scales up. A canvas that has such a size is
 * returned as it is.
 * @param whole size of the whole picture; `picture` may be smaller, if its decoder has scaled it
 * @throws Problem `too-large`
 */
export function paint(picture: Picture, whole: Size, shortEdge: number): OffscreenCanvas {
  const target = scaledSize(whole, shortEdge);
  const own = sizeOf(picture);
  // What the decoder has scaled is not scaled a second time here: our own resize does the rest.
  const close = own.width <= target.width * 2 && own.height <= target.height * 2;
  const { width, height } = close && own.width * own.height <= MOST_PIXELS ? own : target;
  if (width * height > MOST_PIXELS)
    throw new Problem('too-large', `${whole.width} x ${whole.height} pixels.`);
  if (picture instanceof OffscreenCanvas && width === own.width) return picture;
  return onWhite(picture, { width, height });
}

/**
 * Draws a picture onto white, in exactly this size.
 * @throws Problem `too-large` if the browser refuses a canvas of this size
 */
export function onWhite(picture: Picture, { width, height }: Size): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = contextOf(canvas);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
  return canvas;
}

/** Gives the memory back where the browser would not do so by itself. */
export function release(picture: Picture): void {
  if ('close' in picture) picture.close();
}

/** Returns the size of decoded pixels, as they are shown. */
export function sizeOf(picture: Picture): Size {
  return 'displayWidth' in picture
    ? { width: picture.displayWidth, height: picture.displayHeight }
    : { width: picture.width, height: picture.height };
}

/**
 * Returns a context set up for frequent reads and high-quality scaling.
 * @throws Problem `too-large` if the browser refuses a canvas of this size
 */
export function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Problem('too-large', `No canvas of ${canvas.width} x ${canvas.height} pixels.`);
  context.imageSmoothingQuality = 'high';
  return context;
}
