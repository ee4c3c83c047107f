/** Test pictures, and their expected vectors from onnxruntime without any code of the agent. */

import { createRequire } from 'node:module';
import type { Page } from './box';
import { MODEL } from './places';

export const SIZE = 224;
const PLANE = SIZE * SIZE;
export const BYTES = PLANE * 3;

/** Returns stripes that depend on `seed`: SIZE x SIZE x 3 bytes. */
export function picture(seed: number): Uint8Array {
  return Uint8Array.from({ length: BYTES }, (_, i) => (i * (seed + 3) + (i >> 9) * 7 * seed) & 255);
}

export function pictures(count: number, seed = 0): Uint8Array {
  const pixels = new Uint8Array(count * BYTES);
  for (let i = 0; i < count; i++) pixels.set(picture(seed + i), i * BYTES);
  return pixels;
}

const MEAN = [0.48145466, 0.4578275, 0.40821073];
const STD = [0.26862954, 0.26130258, 0.27577711];

/** Encodes pictures one at a time. @param pixels SIZE x SIZE x 3 bytes a picture @returns unit vectors */
export async function expectedVectors(pixels: Uint8Array): Promise<number[][]> {
  const require = createRequire(new URL('../../agent/package.json', import.meta.url));
  const { InferenceSession, Tensor } = require('onnxruntime-node') as typeof import('onnxruntime-common');
  const session = await InferenceSession.create(MODEL);
  const rows: number[][] = [];
  for (let from = 0; from < pixels.length; from += BYTES) {
    const values = Float32Array.from({ length: BYTES }, (_, i) => {
      const channel = Math.floor(i / PLANE);
      const byte = pixels[from + (i % PLANE) * 3 + channel] as number;
      return (byte / 255 - (MEAN[channel] as number)) / (STD[channel] as number);
    });
    const input = new Tensor('float32', values, [1, 3, SIZE, SIZE]);
    const { image_embeds } = await session.run({ pixel_values: input });
    const row = Array.from(image_embeds?.data as Float32Array);
    const length = Math.hypot(...row);
    rows.push(row.map((value) => value / length));
  }
  return rows;
}

/** Returns the cosine of each expected row with its row of `vectors`, which are stored back to back. */
export function cosines(vectors: Float32Array, expected: number[][]): number[] {
  return expected.map((row, i) =>
    row.reduce((sum, value, k) => sum + value * (vectors[i * row.length + k] as number), 0),
  );
}

/** Sends a batch uncompressed, and does not wait for its answer. */
export function send({ channel }: Page, id: number, pixels: Uint8Array): Promise<void> {
  return channel.send({ kind: 'pixels', id, count: pixels.length / BYTES, coding: 'plain', pixels });
}

/** Receives the next answer. @returns its id, and its kind, message type or error code */
export async function answer({ channel }: Page): Promise<{ id: number | null; is: string }> {
  const frame = await channel.receive();
  if (frame.kind === 'vectors') return { id: frame.id, is: 'vectors' };
  const { message } = frame;
  return message.type === 'problem' ? { id: message.id, is: message.code } : { id: null, is: message.type };
}
