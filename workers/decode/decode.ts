/** Runs an original through all steps: format, metadata, pixels, copies. */

import { asProblem } from '#core/errors';
import type { Geometry } from '#core/preprocess';
import type { Sidecars } from '#core/sidecars';
import { isTiled, tilesOf } from '#core/tiles';
import { blockMetadata } from './block-metadata';
import {
  type Decoded,
  type DecodeOutcome,
  encoderEdge,
  type Reduced,
  tiledEdge,
  VIEW_EDGE,
} from './contract';
import { makePreview, makeReduced, makeThumbnail } from './copies';
import { type Format, formatOf } from './format';
import { decodeFrame } from './frames';
import { readMetadata } from './metadata';
import { paint, release } from './scaled';
import { colorOf, squareIn, squareOf } from './square';

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

/** Returns the encoder's input of each tile, as `DecodeWorker.tiles` says. */
export async function decodeTiles(
  bytes: ArrayBuffer,
  geometry: Geometry,
): Promise<Uint8Array<ArrayBuffer>[] | null> {
  try {
    const format = formatOf(new Uint8Array(bytes));
    const { canvas, whole } = await upright(bytes, format, tiledEdge(geometry.size));
    if (!isTiled(whole, geometry.size)) return [];
    return tilesOf(canvas).map((tile) => squareIn(canvas, tile, geometry));
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

/** Returns a copy to give away; null if the bytes cannot be decoded. @param edge its longest edge, in pixels */
export async function decodeReduced(bytes: ArrayBuffer, edge: number): Promise<Reduced | null> {
  try {
    const { picture, whole } = await decodeFrame(bytes, formatOf(new Uint8Array(bytes)), edge);
    try {
      return await makeReduced(picture, whole, edge);
    } finally {
      release(picture);
    }
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
  const format = formatOf(new Uint8Array(bytes));
  // Where the original stays at hand, the viewer decodes it: then a thumbnail in the file, large enough for the encoder,
  // is as good, and is there in a hundredth of the time.
  const staysAtHand = previewEdge <= encoderEdge(geometry.size);
  const least = staysAtHand ? geometry.size : previewEdge;
  const found = await upright(bytes, format, previewEdge, least);
  const { canvas, whole, complete } = found;
  const metadata = found.metadata ?? blockMetadata(new Uint8Array(bytes), format.type) ?? bytes;
  // What a browser does for copies in threads of its own costs no time meanwhile. Chromium encodes them in this one.
  const copies = Promise.all([makeThumbnail(canvas), makePreview(canvas)]);
  const pixels = squareOf(canvas, geometry);
  const [said, [thumbnail, preview]] = await Promise.all([
    readMetadata(metadata, sidecars, format.start),
    copies,
  ]);
  return {
    type: format.type || 'application/octet-stream',
    ...whole,
    pixels,
    thumbnail,
    preview,
    color: colorOf(canvas, pixels, geometry),
    ...(!complete && { incomplete: true as const }),
    ...(found.turned && { turned: true as const }),
    ...said,
  };
}

/** Decodes a picture to a canvas with its shortest edge near `shortEdge`; see `decodeFrame`. */
async function upright(bytes: ArrayBuffer, format: Format, shortEdge: number, least = shortEdge) {
  const { picture, ...known } = await decodeFrame(bytes, format, shortEdge, least);
  try {
    return { canvas: paint(picture, known.whole, shortEdge), ...known };
  } finally {
    release(picture);
  }
}
