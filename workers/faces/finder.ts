/** Picture -> faces: detector, landmarks, embedder. */

import type { Face } from '#core/faces';
import { alignmentOf, FACE_SIDE, landmarksOf } from './alignment';
import { type Find, findFaces } from './detector';
import { type Networks, outputOf } from './network';
import { type Pixels, sample } from './pixels';

/** Below this width in pixels, an embedding says more about the blur than about the person. */
const LEAST_WIDTH = 40;

/** A face with the square that it was described from: planes red, green, blue; null if it was not described. */
export type Described = Face & { square: Float32Array<ArrayBuffer> | null };

/** @returns the surest first */
export async function describeFaces(pixels: Pixels, networks: Networks): Promise<Described[]> {
  const faces: Described[] = [];
  for (const find of await findFaces(networks.detect, pixels)) {
    const { x, y, width, height, score } = find;
    const box = [x / pixels.width, y / pixels.height, width / pixels.width, height / pixels.height] as const;
    faces.push({ box, score, ...(await description(pixels, find, networks)) });
  }
  return faces;
}

async function description(
  pixels: Pixels,
  find: Find,
  { landmarks, embed }: Networks,
): Promise<Pick<Described, 'embedding' | 'square'>> {
  if (Math.min(find.width, find.height) < LEAST_WIDTH) return { embedding: null, square: null };
  const square = sample(pixels, alignmentOf(await landmarksOf(landmarks, pixels, find)), FACE_SIDE);
  const of = async (planes: Float32Array<ArrayBuffer>) =>
    outputOf(await embed(planes, [1, 3, FACE_SIDE, FACE_SIDE]), 'embedding');
  const own = Float32Array.from(await of(square));
  // The mean with its mirror image moves less from photo to photo.
  const other = await of(mirrored(square));
  return { square, embedding: own.map((value, i) => (value + (other[i] as number)) / 2) };
}

function mirrored(planes: Float32Array): Float32Array<ArrayBuffer> {
  const out = Float32Array.from(planes);
  for (let row = 0; row < out.length; row += FACE_SIDE) out.subarray(row, row + FACE_SIDE).reverse();
  return out;
}
