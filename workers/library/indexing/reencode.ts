/**
 * Photos that are in the library already, encoded for another space: from their originals where those
 * can be read, else from their previews, which are larger than any encoder's input.
 */

import type { PhotoNo, Source } from '#core/photo';
import type { Preprocessing } from '#core/space';
import { previewOf } from '#store/photos';
import { allSources, originsOfPhoto } from '#store/sources';
import { addVectors } from '#store/vectors';
import type { ImageEncoding } from '../encoding/image-encoding';
import type { Target } from '../encoding/target';
import { readOriginal } from '../sources/originals';
import type { DecodePool } from './decode-pool';
import { LEAST } from './share-rule';
import { type Lanes, type Prepared, shareOut } from './sharing';
import { BoundedQueue } from './work-queue';

export interface ReencodeParts {
  target: Target;
  preprocessing: Preprocessing;
  decoders: DecodePool;
  encoder: ImageEncoding;
  boxes: Lanes;
  stopped(): boolean;
  /** So many more have their embedding. */
  done(count: number): Promise<void>;
  /** Neither original nor preview can be decoded or encoded any more. */
  skipped(photo: PhotoNo): void;
}

interface KnownPhoto extends Prepared {
  photo: PhotoNo;
}

/** @throws Problem that concerns all of them: no encoder, full disk */
export async function reencode(photos: readonly PhotoNo[], parts: ReencodeParts): Promise<void> {
  const prepared = new BoundedQueue<KnownPhoto>(LEAST * 2);
  const waiting = photos[Symbol.iterator]();
  const sources = await allSources();
  const reader = async () => {
    for (const photo of waiting) {
      if (parts.stopped() || prepared.closed) return;
      const pixels = await pixelsOf(photo, sources, parts);
      if (pixels) await prepared.put({ photo, pixels });
      else parts.skipped(photo);
    }
  };
  const readers = Promise.all(Array.from({ length: parts.decoders.size }, reader)).finally(() =>
    prepared.close(),
  );
  try {
    await shareOut(prepared, {
      encoder: parts.encoder,
      boxes: parts.boxes,
      build: parts.target.encoder.id,
      stopped: parts.stopped,
      commit: (batch, vectors, build) => finish(batch, vectors, build, parts),
      // `finish` passes it over.
      unencodable: async () => undefined,
    });
  } finally {
    prepared.close();
    await readers;
  }
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

async function decodeTo(picture: Blob, { decoders, preprocessing }: ReencodeParts) {
  // A file that changed or went away since is as good as none: there is still the preview.
  const bytes = await picture.arrayBuffer().catch(() => undefined);
  return bytes && (await decoders.pixels(bytes, preprocessing));
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
