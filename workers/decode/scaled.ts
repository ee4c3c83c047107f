/**
 * Decodes bytes to upright pixels, no larger than needed: a JPEG can be decoded at a half, a quarter or an
 * eighth of its size in a fraction of the time. ImageDecoder does that. Browsers that lack it, or whose
 * ImageDecoder gets orientation wrong, use `createImageBitmap`.
 */

import { asProblem, Problem } from '#core/errors';
import type { Header } from './header';
import { imageDecoderTurns } from './orientation-probe';

export interface Size {
  width: number;
  height: number;
}

/** Largest canvas, in pixels. Larger ones fail in some browsers; this is WebKit's limit on phones. */
const MOST_PIXELS = 16_777_216;

/**
 * Decodes an upright picture onto white, with its shortest edge near `shortEdge`. Never scales up. Uses the
 * first frame of an animation.
 *
 * @throws Problem `damaged`, `unsupported`, `too-large`
 */
export async function decodeScaled(
  bytes: ArrayBuffer,
  header: Header,
  shortEdge: number,
): Promise<OffscreenCanvas> {
  const target = scaledSize(header, shortEdge);
  if (target.width * target.height > MOST_PIXELS) {
    throw new Problem('too-large', `${header.width} x ${header.height} pixels.`);
  }
  const picture = (await useImageDecoder(header.type))
    ? await decodeWithImageDecoder(bytes, header, shortEdge)
    : await decodeWithBitmap(bytes, header, target);
  try {
    return paint(picture, target);
  } finally {
    picture.close();
  }
}

/** Returns the size scaled down to a shortest edge of `shortEdge`; a smaller size is unchanged. */
export function scaledSize({ width, height }: Size, shortEdge: number): Size {
  const scale = Math.min(1, shortEdge / Math.min(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

async function useImageDecoder(type: string): Promise<boolean> {
  if (!('ImageDecoder' in globalThis)) return false;
  return (await ImageDecoder.isTypeSupported(type)) && (await imageDecoderTurns());
}

async function decodeWithImageDecoder(
  bytes: ArrayBuffer,
  header: Header,
  shortEdge: number,
): Promise<VideoFrame> {
  const wanted = halvings(header, shortEdge);
  const decoder = new ImageDecoder({
    data: bytes,
    type: header.type,
    preferAnimation: false,
    desiredWidth: wanted.width,
    desiredHeight: wanted.height,
  });
  try {
    return (await decoder.decode({ frameIndex: 0 })).image;
  } catch (error) {
    throw asProblem(error, 'damaged');
  } finally {
    decoder.close();
  }
}

/**
 * Returns a half, a quarter or an eighth of the size: the smallest whose shortest edge is at least
 * `shortEdge`, else the whole size. JPEG decoders produce these directly, and round any other size down.
 */
export function halvings({ width, height }: Size, shortEdge: number): Size {
  const divisor = [8, 4, 2].find((by) => Math.min(width, height) / by >= shortEdge) ?? 1;
  return { width: Math.ceil(width / divisor), height: Math.ceil(height / divisor) };
}

async function decodeWithBitmap(bytes: ArrayBuffer, header: Header, target: Size): Promise<ImageBitmap> {
  const blob = new Blob([bytes], { type: header.type });
  try {
    return await createImageBitmap(blob, {
      imageOrientation: 'from-image',
      resizeWidth: target.width,
      resizeHeight: target.height,
      resizeQuality: 'high',
    });
  } catch (error) {
    // The browser's error does not say whether the format is unknown or the file is damaged.
    const common = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp'];
    throw asProblem(error, common.includes(header.type) ? 'damaged' : 'unsupported');
  }
}

function paint(picture: VideoFrame | ImageBitmap, target: Size): OffscreenCanvas {
  const width = 'displayWidth' in picture ? picture.displayWidth : picture.width;
  const height = 'displayHeight' in picture ? picture.displayHeight : picture.height;
  // What the decoder has scaled is not scaled a second time here: our own resize does the rest.
  const close = width <= target.width * 2 && height <= target.height * 2;
  const size = close ? { width, height } : target;
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = paper(canvas);
  context.drawImage(picture, 0, 0, size.width, size.height);
  return canvas;
}

/**
 * Returns a context with a white background, set up for frequent reads and high-quality scaling.
 * @throws Problem `too-large` if the browser refuses a canvas of this size
 */
export function paper(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Problem('too-large', `No canvas of ${canvas.width} x ${canvas.height} pixels.`);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  return context;
}
