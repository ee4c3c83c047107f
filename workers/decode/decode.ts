/** Runs an original through all steps: format, metadata, pixels, copies. */

import { asProblem } from '#core/errors';
import { averageColor, type Geometry } from '#core/preprocess';
import { resizeToSquare } from '#core/resize';
import type { Sidecars } from '#core/sidecars';
import { type Decoded, type DecodeOutcome, encoderEdge, VIEW_EDGE } from './contract';
import { makePreview, makeThumbnail } from './copies';
import { type Format, formatOf, isRaw } from './format';
import { decodeFrame } from './frames';
import { readMetadata } from './metadata';
import { rawMetadata } from './raw';
import { paint } from './scaled';

/** Geometry for the average colour of a letterboxed picture: black bars would darken it. */
const WITHOUT_BARS: Geometry = { size: 16, fit: 'stretch', filter: 'bilinear' };

/** Decodes an original. Never throws: a bad file is an outcome with a reason. */
export async function decode(
  bytes: ArrayBuffer,
  geometry: Geometry,
  previewEdge: number,
  sidecars?: Sidecars<string>,
): Promise<DecodeOutcome> {
  try {
    return { ok: true, picture: await decodePicture(bytes, geometry, previewEdge, sidecars) };
  } catch (error) {
    const { code, message } = asProblem(error);
    return { ok: false, reason: code, detail: message };
  }
}

/** Returns only the encoder's input; null if the bytes cannot be decoded. */
export async function decodeSquare(
  bytes: ArrayBuffer,
  geometry: Geometry,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const format = formatOf(new Uint8Array(bytes));
    const edge = encoderEdge(geometry.size);
    return squareOf((await upright(bytes, format, edge, geometry.size)).canvas, geometry);
  } catch {
    return null;
  }
}

/** Returns a copy for the viewer; null if the bytes cannot be decoded. */
export async function decodeView(bytes: ArrayBuffer): Promise<Blob | null> {
  try {
    const format = formatOf(new Uint8Array(bytes));
    return await makePreview((await upright(bytes, format, VIEW_EDGE)).canvas);
  } catch {
    return null;
  }
}

async function decodePicture(
  bytes: ArrayBuffer,
  geometry: Geometry,
  previewEdge: number,
  sidecars?: Sidecars<string>,
): Promise<Decoded> {
  const all = new Uint8Array(bytes);
  const format = formatOf(all);
  const metadata = readMetadata(isRaw(format.type) ? rawMetadata(all, format.type) : bytes, sidecars);
  // Where the original stays at hand, the viewer decodes it: then a thumbnail in the file, large enough for the encoder,
  // is as good, and is there in a hundredth of the time.
  const staysAtHand = previewEdge <= encoderEdge(geometry.size);
  const least = staysAtHand ? geometry.size : previewEdge;
  const { canvas, whole, complete } = await upright(bytes, format, previewEdge, least);
  const pixels = squareOf(canvas, geometry);
  const [thumbnail, preview] = await Promise.all([makeThumbnail(canvas), makePreview(canvas)]);
  return {
    type: format.type || 'application/octet-stream',
    ...whole,
    pixels,
    thumbnail,
    preview,
    color: averageColor(geometry.fit === 'letterbox' ? squareOf(canvas, WITHOUT_BARS) : pixels),
    ...(!complete && { incomplete: true as const }),
    ...metadata,
  };
}

/** Decodes a picture to a canvas with its shortest edge near `shortEdge`; see `decodeFrame`. */
async function upright(bytes: ArrayBuffer, format: Format, shortEdge: number, least = shortEdge) {
  const { picture, whole, complete } = await decodeFrame(bytes, format, shortEdge, least);
  try {
    return { canvas: paint(picture, whole, shortEdge), whole, complete };
  } finally {
    picture.close();
  }
}

function squareOf(canvas: OffscreenCanvas, geometry: Geometry): Uint8Array<ArrayBuffer> {
  const { width, height } = canvas;
  const rgba = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
  return resizeToSquare(rgba ?? new Uint8ClampedArray(), width, height, geometry);
}
