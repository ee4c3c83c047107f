/** Runs an original through all steps: header, metadata, pixels, copies. */

import { asProblem } from '#core/errors';
import { averageColor, type Geometry } from '#core/preprocess';
import { resizeToSquare } from '#core/resize';
import { type Decoded, type DecodeOutcome, encoderEdge } from './contract';
import { makePreview, makeThumbnail } from './copies';
import { readHeader } from './header';
import { readMetadata } from './metadata';
import { decodeScaled } from './scaled';

/** Geometry for the average colour of a letterboxed picture: black bars would darken it. */
const WITHOUT_BARS: Geometry = { size: 16, fit: 'stretch', filter: 'bilinear' };

/** Decodes an original. Never throws: a bad file is an outcome with a reason. */
export async function decode(
  bytes: ArrayBuffer,
  geometry: Geometry,
  previewEdge: number,
): Promise<DecodeOutcome> {
  try {
    return { ok: true, picture: await decodePicture(bytes, geometry, previewEdge) };
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
    const header = readHeader(new Uint8Array(bytes));
    return squareOf(await decodeScaled(bytes, header, encoderEdge(geometry.size)), geometry);
  } catch {
    return null;
  }
}

async function decodePicture(bytes: ArrayBuffer, geometry: Geometry, previewEdge: number): Promise<Decoded> {
  const header = readHeader(new Uint8Array(bytes));
  const metadata = readMetadata(bytes);
  const canvas = await decodeScaled(bytes, header, previewEdge);
  const pixels = squareOf(canvas, geometry);
  const [thumbnail, preview] = await Promise.all([makeThumbnail(canvas), makePreview(canvas)]);
  return {
    type: header.type,
    width: header.width,
    height: header.height,
    pixels,
    thumbnail,
    preview,
    color: averageColor(geometry.fit === 'letterbox' ? squareOf(canvas, WITHOUT_BARS) : pixels),
    ...metadata,
  };
}

function squareOf(canvas: OffscreenCanvas, geometry: Geometry): Uint8Array<ArrayBuffer> {
  const { width, height } = canvas;
  const rgba = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
  return resizeToSquare(rgba ?? new Uint8ClampedArray(), width, height, geometry);
}
