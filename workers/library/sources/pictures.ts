/** The pictures that there are of a photo now, the best first. */

import type { PhotoNo, Source } from '#core/photo';
import { photo as photoOf, previewOf } from '#store/photos';
import { originsOfPhoto } from '#store/sources';
import { readOriginal } from './originals';

/**
 * Yields the originals that can be read now, then the preview; of a video, and of the number of one of its further
 * pictures, the preview alone: each of its pictures has one.
 * @param sources all of them: a run over many photos reads them once
 * @returns `isLast`: no better picture than this will ever be there
 */
export async function* picturesOf(
  no: PhotoNo,
  sources: readonly Source[],
): AsyncGenerator<{ picture: Blob; isLast: boolean }> {
  const origins = (await photoOf(no))?.video ? [] : await originsOfPhoto(no);
  const found = origins.map(({ source, path }) => ({
    source: sources.find(({ id }) => id === source),
    path,
  }));
  for (const { source, path } of found) {
    const original = await readOriginal(source, path);
    if (original) yield { picture: original, isLast: true };
  }
  const preview = await previewOf(no);
  if (preview) yield { picture: preview, isLast: found.every(({ source }) => !source?.handle) };
}
