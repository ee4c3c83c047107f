/**
 * Scores every photo with several vectors at once, exactly: for labels and lists of queries. Of a video its poster
 * counts.
 */

import { logSums } from '#core/labels';
import type { PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { dot, rowsOf } from '#core/vector';
import { awayPhotos } from '#store/away';
import { countVectors, embeddingsOf } from '#store/vectors';
import type { Matrix } from './contract';
import { Frames } from './frames';
import { isPassing, type Passing } from './scanner';

/**
 * Reads the store in chunks, so that only the scores stay in memory.
 * @param vectors count x dimension
 */
export async function matrix(
  vectors: Float32Array,
  count: number,
  space: SpaceId | undefined,
  passing: Passing | null,
  frames: Pick<Frames, 'get'> = new Frames(),
): Promise<Matrix> {
  const dimension = vectors.length / count;
  const columns = rowsOf(vectors, dimension);
  const away = await awayPhotos();
  const photos: PhotoNo[] = [];
  let scores = new Float32Array(space ? (await countVectors(space)) * count : 0);
  for await (const rows of space ? embeddingsOf(space) : []) {
    for (const { photo, vector } of rows) {
      if (away.has(photo) || frames.get(photo) || vector.length !== dimension) continue;
      if (passing && !isPassing(passing, photo)) continue;
      const at = photos.push(photo) * count;
      // Photos may have been added since they were counted.
      if (at > scores.length) scores = enlarged(scores, at);
      columns.forEach((column, i) => {
        scores[at - count + i] = dot(column, vector);
      });
    }
  }
  const all = scores.slice(0, photos.length * count);
  return { photos: Uint32Array.from(photos), scores: all, ...logSums(all, count) };
}

function enlarged(scores: Float32Array<ArrayBuffer>, length: number): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(length * 1.25);
  larger.set(scores);
  return larger;
}
