/** One original through all steps: header, metadata, pixels, copies. */

import { asProblem } from '#core/errors';
import { averageColor, INPUT_SIZE } from '#core/preprocess';
import { resizeToSquare } from '#core/resize';
import type { Decoded, DecodeOutcome } from './contract';
import { makePreview, makeThumbnail } from './copies';
import { readHeader } from './header';
import { readMetadata } from './metadata';
import { decodeScaled } from './scaled';

/** Never throws: what is wrong with a file is an outcome, not an accident. */
export async function decode(bytes: ArrayBuffer, previewEdge: number): Promise<DecodeOutcome> {
  try {
    return { ok: true, picture: await decodePicture(bytes, previewEdge) };
  } catch (error) {
    const { code, message } = asProblem(error);
    return { ok: false, reason: code, detail: message };
  }
}

async function decodePicture(bytes: ArrayBuffer, previewEdge: number): Promise<Decoded> {
  const header = readHeader(new Uint8Array(bytes));
  const metadata = readMetadata(bytes);
  const canvas = await decodeScaled(bytes, header, previewEdge);
  const { width, height } = canvas;
  const rgba = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
  const pixels = resizeToSquare(rgba ?? new Uint8ClampedArray(), width, height, INPUT_SIZE);
  const [thumbnail, preview] = await Promise.all([makeThumbnail(canvas), makePreview(canvas)]);
  return {
    type: header.type,
    width: header.width,
    height: header.height,
    pixels,
    thumbnail,
    preview,
    color: averageColor(pixels),
    ...metadata,
  };
}
