/** Measures what decoding a photo costs this device: it decodes, whoever encodes. */

import { transfer } from 'comlink';
import { median } from '#core/median';
import type { Geometry } from '#core/preprocess';
import { encoderEdge } from '#workers/decode/contract';
import { spawnDecoder } from '../workers';

/** Pixels of the photo: 12 megapixels, as most phones take them. */
const PHOTO = { width: 4032, height: 3024 };
/** The input that most encoders have. */
const GEOMETRY: Geometry = { size: 224, fit: 'crop', filter: 'bicubic' };
const DURATION_MS = 2000;
/** Edge of the tile of noise: as many bytes as browsers give at a time. */
const TILE = 128;

/**
 * @returns milliseconds a photo, of processor time too: the worker and the browser's decoder work one after the other.
 *   Null if the photo cannot be decoded
 */
export async function measureDecoding(): Promise<number | null> {
  const { decoder, dismiss } = spawnDecoder();
  try {
    const photo = await drawnPhoto();
    const decode = async () => {
      const bytes = await photo.arrayBuffer();
      const start = performance.now();
      const outcome = await decoder.decode(transfer(bytes, [bytes]), GEOMETRY, encoderEdge(GEOMETRY.size));
      if (!outcome.ok) throw new Error(outcome.detail);
      return performance.now() - start;
    };
    await decode();
    const times: number[] = [];
    const end = performance.now() + DURATION_MS;
    do times.push(await decode());
    while (performance.now() < end);
    return median(times);
  } catch (error) {
    console.warn('Decoding was not measured:', error);
    return null;
  } finally {
    dismiss();
  }
}

/** Draws a JPEG with as much detail as a camera's: a tile of noise in several sizes, turned, one over the other. */
function drawnPhoto(): Promise<Blob> {
  const tile = new OffscreenCanvas(TILE, TILE);
  const noise = crypto.getRandomValues(new Uint8ClampedArray(TILE * TILE * 4));
  tile.getContext('2d')?.putImageData(new ImageData(noise, TILE), 0, 0);
  const canvas = new OffscreenCanvas(PHOTO.width, PHOTO.height);
  const pen = canvas.getContext('2d');
  const pattern = pen?.createPattern(tile, 'repeat');
  if (!pen || !pattern) throw new Error('There is no canvas.');
  pen.fillStyle = '#8a7a5c';
  pen.fillRect(0, 0, PHOTO.width, PHOTO.height);
  pen.fillStyle = pattern;
  for (const scale of [16, 4, 1.5]) {
    pen.globalAlpha = 0.2;
    pen.setTransform(scale, scale / 3, -scale / 3, scale, 0, 0);
    pen.fillRect(-PHOTO.width, -PHOTO.height, 3 * PHOTO.width, 3 * PHOTO.height);
  }
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
}
