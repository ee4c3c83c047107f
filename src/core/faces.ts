/** Faces that were found in a photo, and how alike two of them are. */

/** Left, top, width, height, as fractions 0..1 of the upright picture. */
type FaceBox = readonly [x: number, y: number, width: number, height: number];

export interface Face {
  box: FaceBox;
  /** How sure the detector is, 0..1. */
  score: number;
  /** 128 numbers that are near for one person; null if the face is too small to be told from others. */
  embedding: Float32Array<ArrayBuffer> | null;
}

/** Nearer than this, two faces are taken for one person's: the model's card says why it is not more. */
export const SAME = 0.45;
/** Nearer than this, the user is asked. */
export const ALIKE = 0.55;

/** Euclidean distance. */
export function faceDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] as number) - (b[i] as number)) ** 2;
  return Math.sqrt(sum);
}
