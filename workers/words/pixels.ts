/** Pixels of a picture: decoded, and as the tensors that both networks take. */

import { Problem } from '#core/errors';
import { resizeTo } from '#core/resize';

export interface Pixels {
  width: number;
  height: number;
  /** width x height x 4 bytes, RGBA, opaque; rows top to bottom. */
  data: Uint8ClampedArray;
}

/** @throws Problem `damaged` if the browser cannot decode it */
export async function decodePixels(picture: Blob): Promise<Pixels> {
  const bitmap = await createImageBitmap(picture).catch((error: unknown) => {
    throw new Problem('damaged', `The picture cannot be decoded: ${error}`, { cause: error });
  });
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Problem('unknown', 'This browser gives no canvas.');
  // Text on a transparent ground is mostly dark.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

/** Where a picture goes in a tensor. */
interface Slot {
  tensor: Float32Array;
  /** First number of the picture's own three planes. */
  at: number;
  /** Width of a plane; if it exceeds the picture's, the rest of each row is left as it is. */
  stride: number;
}

/** Byte -> number: both networks were trained on -1..1. */
const SCALED = Float32Array.from({ length: 256 }, (_, byte) => byte / 127.5 - 1);

/** Scales a picture to width x height and writes it as three planes: blue, green, red. */
export function writePlanes(
  pixels: Pixels,
  width: number,
  height: number,
  { tensor, at, stride }: Slot,
): void {
  const rgb = resizeTo(pixels.data, pixels.width, pixels.height, width, height);
  for (let plane = 0; plane < 3; plane++) {
    let from = 2 - plane;
    for (let y = 0; y < height; y++) {
      const row = at + (plane * height + y) * stride;
      for (let x = 0; x < width; x++, from += 3) tensor[row + x] = SCALED[rgb[from] as number] as number;
    }
  }
}
