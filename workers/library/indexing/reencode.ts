/**
 * Re-encodes the photos of the library for another space: from their originals if those can be read, else
 * from their previews, which are larger than the input of most encoders. Videos are not decoded again: each of their
 * pictures has a preview.
 */

import type { PhotoNo, Source } from '#core/photo';
import { allSources } from '#store/sources';
import { addVectors } from '#store/vectors';
import { picturesOf } from '../sources/pictures';
import { encodeAhead, type RunParts } from './encode-ahead';
import type { Prepared } from './sharing';

export interface ReencodeParts extends RunParts {
  /** Called after a commit, with the photos that got their embedding. */
  done(photos: readonly PhotoNo[]): Promise<void>;
  /** Called if neither original nor preview can be decoded, or the picture cannot be encoded. */
  skipped(photo: PhotoNo): void;
}

interface KnownPhoto extends Prepared {
  photo: PhotoNo;
}

/** @throws Problem that concerns the whole run: no encoder, full disk */
export async function reencode(photos: readonly PhotoNo[], parts: ReencodeParts): Promise<void> {
  const sources = await allSources();
  await encodeAhead<PhotoNo, KnownPhoto>(photos, parts, {
    async prepare(photo) {
      const pixels = await pixelsOf(photo, sources, parts);
      if (!pixels) parts.skipped(photo);
      return pixels ? [{ photo, pixels }] : [];
    },
    commit: (batch, vectors, build) => finish(batch, vectors, build, parts),
    // `finish` reports it as skipped.
    unencodable: async () => undefined,
  });
}

async function pixelsOf(photo: PhotoNo, sources: readonly Source[], parts: ReencodeParts) {
  for await (const { picture } of picturesOf(photo, sources)) {
    const pixels = await decodeTo(picture, parts);
    if (pixels) return pixels;
  }
  return null;
}

async function decodeTo(picture: Blob, { decoders, target }: ReencodeParts) {
  // A file that has changed or disappeared counts as missing: the preview is used instead.
  const bytes = await picture.arrayBuffer().catch(() => undefined);
  return bytes && (await decoders.pixels(bytes, target.preprocessing));
}

async function finish(
  batch: readonly KnownPhoto[],
  vectors: readonly (Float32Array<ArrayBuffer> | null)[],
  build: string,
  { target: { space }, skipped, done }: ReencodeParts,
): Promise<void> {
  const rows = batch.flatMap(({ photo }, i) => {
    const vector = vectors[i];
    if (!vector) skipped(photo);
    return vector ? { space: space.id, photo, build, vector } : [];
  });
  await addVectors(rows, space.dimension);
  await done(rows.map(({ photo }) => photo));
}
