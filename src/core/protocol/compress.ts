/**
 * Lossless compression of pixels, for links that are slower than the encoder. Each byte
 * becomes its difference to the same channel of the pixel on its left (in the first column: of the
 * one above), which is mostly near zero; deflate does the rest.
 */

import { CLOSE, ProtocolError } from './closing';
import type { PixelsFrame } from './frames';

/**
 * @param pixels pictures one after the other, each size x size x 3 bytes
 * @returns the payload of a pixels frame with coding 'squeezed'
 */
export async function squeeze(pixels: Uint8Array, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const stream = stored(differences(pixels, size)).pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * @param count pictures expected; more or fewer bytes are refused, and nothing beyond them is unpacked
 * @returns count x size x size x 3 bytes
 * @throws ProtocolError
 */
export async function unsqueeze(
  payload: Uint8Array,
  count: number,
  size: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const pixels = new Uint8Array(count * size * size * 3);
  let filled = 0;
  try {
    const unpacked = stored(payload.slice()).pipeThrough(new DecompressionStream('deflate-raw'));
    const reader = unpacked.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      // Throws if there is more than was announced.
      pixels.set(part.value, filled);
      filled += part.value.length;
    }
    if (filled < pixels.length) throw new RangeError('Fewer pixels than were promised.');
  } catch (cause) {
    throw new ProtocolError(CLOSE.protocol, 'Squeezed pixels do not unpack.', { cause });
  }
  return sums(pixels, size);
}

/** A frame's pixels, plain. @throws ProtocolError */
export async function pixelsOf(frame: PixelsFrame, size: number): Promise<Uint8Array> {
  return frame.coding === 'plain' ? frame.pixels : unsqueeze(frame.pixels, frame.count, size);
}

function differences(pixels: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const row = size * 3;
  const result = new Uint8Array(pixels.length);
  for (let start = 0; start < pixels.length; start += row) {
    const top = start % (row * size) === 0;
    for (let at = start; at < start + row; at++) {
      const before = at >= start + 3 ? pixels[at - 3] : top ? 0 : pixels[at - row];
      result[at] = (pixels[at] as number) - (before as number);
    }
  }
  return result;
}

/** Undoes `differences`, in place. */
function sums(pixels: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  const row = size * 3;
  for (let start = 0; start < pixels.length; start += row) {
    const top = start % (row * size) === 0;
    for (let at = start; at < start + row; at++) {
      const before = at >= start + 3 ? pixels[at - 3] : top ? 0 : pixels[at - row];
      pixels[at] = (pixels[at] as number) + (before as number);
    }
  }
  return pixels;
}

function stored(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
