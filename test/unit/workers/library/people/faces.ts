/** Made faces: points on a plane, so that a test says how far apart two are. */

import type { Face } from '#core/faces';

export function faceAt(x: number, y = 0): Face {
  const embedding = new Float32Array(128);
  embedding.set([x, y]);
  return { box: [0.1, 0.1, 0.2, 0.2], score: 0.9, embedding };
}

export const TINY: Face = { box: [0, 0, 0.01, 0.01], score: 0.6, embedding: null };
