/** The one direction that a query points in: words with their weights, and a photo. */

import type { Remote } from 'comlink';
import { promptsOf } from '#core/query/prompts';
import type { Term } from '#core/query/reading';
import type { Space, SpaceId } from '#core/space';
import { addScaled, normalise } from '#core/vector';
import type { SearchWorker } from '#workers/search/contract';
import type { QueryPhoto, Unspoken } from '../ui/session';
import type { TextEncoders } from './text-encoders';

/** Vectors of texts that are kept. */
const MOST_KEPT = 500;

export interface QueryVector {
  /** Null where the query has nothing to rank by. */
  vector: Float32Array | null;
  unspoken: Unspoken | null;
}

export class QueryVectors {
  /** By encoder and prompts. */
  private readonly kept = new Map<string, Float32Array>();
  /** Of photos from outside. */
  private readonly outside = new WeakMap<Blob, { space: SpaceId; vector: Float32Array }>();

  /** @param embedPhoto the embedding of a picture's bytes in the space in use */
  constructor(
    private readonly texts: TextEncoders,
    private readonly embedPhoto: (file: Blob) => Promise<Float32Array>,
  ) {}

  /**
   * The weighted sum of all parts, brought to unit length.
   * @throws Problem `model-missing`, `encoder-failed`; for a photo from outside also those of decoding
   */
  async compose(
    terms: readonly Term[],
    photo: QueryPhoto | null,
    space: Space,
    search: Remote<SearchWorker>,
  ): Promise<QueryVector> {
    const sum = new Float32Array(space.dimension);
    let unspoken: Unspoken | null = null;
    for (const { text, weight } of terms) {
      const spoken = await this.ofText(text, space);
      unspoken ??= spoken.unspoken;
      addScaled(sum, spoken.vector, weight);
    }
    const like = photo && (await this.ofPhoto(photo, space, search));
    if (like) addScaled(sum, like, 1);
    // Opposite parts may cancel each other out: then there is no direction to rank by.
    return { vector: normalise(sum) ? sum : null, unspoken };
  }

  /** The mean over the prompts made of a text, of unit length. */
  async ofText(text: string, space: Space): Promise<{ vector: Float32Array; unspoken: Unspoken | null }> {
    const { entry, unspoken } = await this.texts.speakerFor(text, space);
    const prompts = promptsOf(text, entry.templates);
    const key = [entry.id, ...prompts].join('\n');
    let vector = this.kept.get(key);
    if (!vector) {
      const encoder = await this.texts.open(entry, space.dimension);
      vector = mean(await encoder.texts(prompts), prompts.length);
      this.kept.set(key, vector);
      const oldest = this.kept.keys().next().value;
      if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    }
    return { vector, unspoken };
  }

  private async ofPhoto(photo: QueryPhoto, space: Space, search: Remote<SearchWorker>) {
    if (photo.kind === 'library') return search.vectorOf(photo.card.no);
    const known = this.outside.get(photo.file);
    if (known?.space === space.id) return known.vector;
    const vector = await this.embedPhoto(photo.file);
    this.outside.set(photo.file, { space: space.id, vector });
    return vector;
  }
}

/** The direction between several unit vectors, which stand one after the other. */
function mean(vectors: Float32Array, count: number): Float32Array {
  const dimension = vectors.length / count;
  const sum = new Float32Array(dimension);
  for (let i = 0; i < count; i++) addScaled(sum, vectors.subarray(i * dimension, (i + 1) * dimension), 1);
  normalise(sum);
  return sum;
}
