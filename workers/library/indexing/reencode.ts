/**
 * Photos that are in the library already, encoded for another space: from their originals where those
 * can be read, else from their previews, which are larger than any encoder's input.
 */

import type { PhotoNo, Source } from '#core/photo';
import { previewOf } from '#store/photos';
import { allSources, originsOfPhoto } from '#store/sources';
import { addVectors } from '#store/vectors';
import { readOriginal } from '../sources/originals';
import { encodeAhead, type RunParts } from './encode-ahead';
import type { Prepared } from './sharing';

export interface ReencodeParts extends RunParts {
  /** This many more have their embedding. */
  done(count: number): Promise<void>;
  /** Neither original nor preview can be decoded or encoded any more. */
  skipped(photo: PhotoNo): void;
}

interface KnownPhoto extends Prepared {
  photo: PhotoNo;
}

/** @throws Problem that concerns all of them: no encoder, full disk */
export async function reencode(photos: readonly PhotoNo[], parts: ReencodeParts): Promise<void> {
  const sources = await allSources();
  await encodeAhead<PhotoNo, KnownPhoto>(photos, parts, {
    async prepare(photo) {
      const pixels = await pixelsOf(photo, sources, parts);
      if (!pixels) parts.skipped(photo);
      return pixels ? { photo, pixels } : null;
    },
    commit: (batch, vectors, build) => finish(batch, vectors, build, parts),
    // `finish` passes it over.
    unencodable: async () => undefined,
  });
}

async function pixelsOf(photo: PhotoNo, sources: readonly Source[], parts: ReencodeParts) {
  for (const { source, path } of await originsOfPhoto(photo)) {
    const original = await readOriginal(
      sources.find(({ id }) => id === source),
      path,
    );
    const pixels = original && (await decodeTo(original, parts));
    if (pixels) return pixels;
  }
  const preview = await previewOf(photo);
  return preview && (await decodeTo(preview, parts));
}

async function decodeTo(picture: Blob, { decoders, target }: ReencodeParts) {
  // A file that changed or went away since is as good as none: there is still the preview.
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
  await done(rows.length);
}
