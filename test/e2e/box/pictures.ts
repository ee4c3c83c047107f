/** Photos with exactly known pixels, and their expected vectors from the linear model. */

import { linearVector, SIZE } from '../../fixtures/ax650n/linear';
import type { PickFile } from '../../fixtures/many';
import { png } from '../../fixtures/png';

/** Edge of a patch of one colour, in pixels. */
const PATCH = 14;
const ACROSS = SIZE / PATCH;

export interface KnownPicture extends PickFile {
  /** SIZE x SIZE x 3 bytes, as every encoder gets them: the photo is neither resized nor cropped. */
  pixels: Uint8Array<ArrayBuffer>;
}

const made: KnownPicture[] = [];

/** Returns pictures `from` to `from + count`, each with its own pattern. Every call returns the same ones. */
export function knownPictures(count: number, from = 0): KnownPicture[] {
  while (made.length < from + count) made.push(picture(made.length));
  return made.slice(from, from + count);
}

function picture(no: number): KnownPicture {
  // A quadratic hash modulo 256, so that patches and pictures differ. It repeats every 256 pictures, so
  // `around` shifts it.
  const around = no >> 8;
  const channel = (x: number, y: number, c: number) =>
    (((x + 1) * (no * 7 + 3) + (y + 2) ** 2 * (no + 5) + (x * y + no) * (c * 11 + 1) + around) * 37) & 255;
  const patches = Array.from({ length: ACROSS ** 2 }, (_, i) =>
    [0, 1, 2].map((c) => channel(i % ACROSS, Math.floor(i / ACROSS), c)),
  );
  const at = (x: number, y: number) =>
    patches[Math.floor(y / PATCH) * ACROSS + Math.floor(x / PATCH)] as number[];
  const pixels = new Uint8Array(SIZE * SIZE * 3);
  for (let i = 0; i < SIZE ** 2; i++) pixels.set(at(i % SIZE, Math.floor(i / SIZE)), i * 3);
  return {
    name: `known-${String(no).padStart(4, '0')}.png`,
    mimeType: 'image/png',
    buffer: png({ width: SIZE, height: SIZE, at }),
    pixels,
  };
}

const vectors = new Map<string, Float64Array>();

/** Returns the linear model's vector of a picture, of unit length. */
export function linearOf({ name, pixels }: KnownPicture): Float64Array {
  const vector = vectors.get(name) ?? linearVector(pixels);
  vectors.set(name, vector);
  return vector;
}
