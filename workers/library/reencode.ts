/**
 * Photos that are in the library already, encoded for another space: from their originals where those
 * can be read, else from their previews, which are larger than any encoder's input.
 */

import type { PhotoNo, Source } from '#core/photo';
import type { Preprocessing } from '#core/space';
import { previewOf } from '#store/photos';
import { allSources, originsOfPhoto } from '#store/sources';
import { addVectors } from '#store/vectors';
import { BoundedQueue } from './bounded-queue';
import type { DecodePool } from './decode-pool';
import type { ImageEncoding } from './image-encoding';
import { readOriginal } from './originals';
import type { Target } from './target';

/** As for new photos, see `pipeline.ts`. */
const BATCH = 4;

export interface ReencodeParts {
  target: Target;
  preprocessing: Preprocessing;
  decoders: DecodePool;
  encoder: ImageEncoding;
  stopped(): boolean;
  /** So many more have their embedding. */
  done(count: number): Promise<void>;
  /** Neither original nor preview can be decoded or encoded any more. */
  skipped(photo: PhotoNo): void;
}

interface Prepared {
  photo: PhotoNo;
  pixels: Uint8Array;
}

/** @throws Problem that concerns all of them: no encoder, full disk */
export async function reencode(photos: readonly PhotoNo[], parts: ReencodeParts): Promise<void> {
  const prepared = new BoundedQueue<Prepared>(BATCH * 2);
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
    await parts.encoder.ready();
    for (let batch = await prepared.take(BATCH); batch.length > 0; batch = await prepared.take(BATCH)) {
      await finish(batch, parts);
      if (parts.stopped()) break;
    }
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

async function finish(batch: readonly Prepared[], parts: ReencodeParts): Promise<void> {
  const { space, encoder } = parts.target;
  const rows = [];
  for (const { photo, vector } of await encode(batch, parts)) {
    if (vector) rows.push({ space: space.id, photo, build: encoder.id, vector });
    else parts.skipped(photo);
  }
  await addVectors(rows, space.dimension);
  await parts.done(rows.length);
}

/** If a batch fails, each picture gets a second chance alone in a new encoder. */
async function encode(batch: readonly Prepared[], { encoder }: ReencodeParts) {
  try {
    const vectors = await encoder.encode(batch.map(({ pixels }) => pixels));
    return batch.map(({ photo }, i) => ({ photo, vector: vectors[i] }));
  } catch (error) {
    console.warn('A batch failed; its photos are tried one by one:', error);
  }
  const alone = [];
  for (const { photo, pixels } of batch) {
    await encoder.ready();
    const [vector] = await encoder.encode([pixels]).catch(() => []);
    alone.push({ photo, vector });
  }
  return alone;
}
