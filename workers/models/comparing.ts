/** Compares a build made on the device with its source: the test pictures, and the thresholds of agreement. */

import { transfer } from 'comlink';
import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import type { Geometry } from '#core/preprocess';
import { dot } from '#core/vector';
import { allPhotoNos, previewOf } from '#store/photos';
import type { DecodeWorker } from '#workers/decode/contract';
import { run } from '#workers/shared/running';

/** Least median cosine of a build. Public 8-bit exports, which are not good enough, were measured at 0.955. */
const LEAST_MEDIAN = 0.98;
/** Least cosine of each golden picture. They are unlike photos, but one far off reveals a wrong kernel. */
const LEAST_GOLDEN = 0.9;
/** Photos of the library among the test pictures. */
const MOST_PHOTOS = 16;

/** Returns the golden pictures, then photos spread over the library: size x size x 3 bytes each. */
export async function testPictures(geometry: Geometry): Promise<Uint8Array<ArrayBuffer>[]> {
  const golden = Array.from({ length: GOLDEN_PICTURES }, (_, i) => goldenPicture(i, geometry.size));
  return [...golden, ...(await libraryPictures(geometry))];
}

async function libraryPictures(geometry: Geometry): Promise<Uint8Array<ArrayBuffer>[]> {
  const all = await allPhotoNos();
  const count = Math.min(MOST_PHOTOS, all.length);
  if (count === 0) return [];
  const decoder = run<DecodeWorker>(
    new Worker(new URL('../decode/worker.ts', import.meta.url), { type: 'module' }),
  );
  const pictures: Uint8Array<ArrayBuffer>[] = [];
  try {
    for (let i = 0; i < count; i++) {
      const preview = await previewOf(all[Math.floor((i * all.length) / count)] ?? 0);
      const bytes = await preview?.arrayBuffer();
      // A photo that cannot be decoded is skipped: it says nothing about the build.
      const pixels = bytes && (await decoder.remote.pixels(transfer(bytes, [bytes]), geometry));
      if (pixels) pictures.push(pixels);
    }
    return pictures;
  } finally {
    decoder.end();
  }
}

/**
 * @param full unit vectors of the source, those of the golden pictures first
 * @param small the build's of the same pictures
 * @returns median cosine, and whether that is enough
 */
export function agreementOf(
  full: readonly Float32Array[],
  small: readonly Float32Array[],
): { median: number; enough: boolean } {
  const cosines = full.map((vector, i) => dot(vector, small[i] as Float32Array));
  const golden = Math.min(...cosines.slice(0, GOLDEN_PICTURES));
  const sorted = cosines.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] as number;
  const median = sorted.length % 2 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
  return { median, enough: median >= LEAST_MEDIAN && golden >= LEAST_GOLDEN };
}
