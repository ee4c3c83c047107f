/** Computes a query's vector from its weighted terms and its photo. */

import { type OwnWord, ownWordNamed } from '#core/own-words';
import { promptsOf } from '#core/query/prompts';
import type { Term } from '#core/query/reading';
import type { Unrelated } from '#core/rank';
import type { Space, SpaceId } from '#core/space';
import { addScaled, centred, dot, meanOf, normalise, rowsOf } from '#core/vector';
import type { OpenSpace } from './active-space';
import type { Background, Calibration } from './calibration';
import type { Query, QueryPhoto, Unspoken } from './contract';
import { addOwnWord, taughtDirection } from './teaching';
import type { Speaker, TextEncoders } from './text-encoders';

/** Capacity of the cache of text vectors. */
const MOST_KEPT = 500;

export interface QueryVector {
  /** Null if the query has neither terms nor a photo to rank by. */
  vector: Float32Array | null;
  /** Distribution of the scores of unrelated photos on such a query; null if nothing is ranked. */
  unrelated: Unrelated | null;
  unspoken: Unspoken | null;
}

export class QueryVectors {
  /** Text vectors by encoder and prompts. */
  private readonly kept = new Map<string, Float32Array>();
  /** Vectors of photos from outside the library. */
  private readonly outside = new WeakMap<Blob, { space: SpaceId; vector: Float32Array }>();

  /** @param embedPhoto encodes a picture's bytes in the space in use */
  constructor(
    private readonly texts: Pick<TextEncoders, 'speakerFor' | 'open'>,
    private readonly calibration: Pick<Calibration, 'ofTexts' | 'ofPhotos' | 'unrelated'>,
    private readonly embedPhoto: (file: Blob) => Promise<Float32Array>,
  ) {}

  /**
   * Returns the weighted sum of all terms and the photo, normalised to unit length. Texts and photos form
   * separate clusters in every CLIP-like space, so each has its own centre subtracted before they are added.
   * Then it is corrected by what was judged.
   * @throws Problem `model-missing`, `encoder-failed`; for a photo from outside also those of decoding
   */
  async compose(
    terms: readonly Term[],
    { photo, judgements }: Pick<Query, 'photo' | 'judgements'>,
    open: OpenSpace,
    ownWords: readonly OwnWord[] = [],
  ): Promise<QueryVector> {
    const asked = await this.asked(terms, photo, open, ownWords);
    if (judgements.length === 0) return asked;
    const { vector, unrelated, unspoken } = asked;
    const query = vector && unrelated && { vector, unrelated };
    const photos = await this.calibration.ofPhotos(open);
    const direction = await taughtDirection(query, judgements, photos, open);
    return { vector: null, unrelated: null, ...direction, unspoken };
  }

  private async asked(
    terms: readonly Term[],
    photo: QueryPhoto | null,
    open: OpenSpace,
    ownWords: readonly OwnWord[],
  ): Promise<QueryVector> {
    const { space } = open;
    if (terms.length === 0) return this.likePhoto(photo, open);
    const sum = new Float32Array(space.dimension);
    let unspoken: Unspoken | null = null;
    let background: Background | null = null;
    for (const { text, weight, own } of terms) {
      if (own) continue;
      const spoken = await this.ofText(text, space);
      unspoken ??= spoken.unspoken;
      background = await this.calibration.ofTexts(spoken.entry, space);
      addCentred(sum, spoken.vector, background, weight);
    }
    const like = photo && (await this.ofPhoto(photo, open));
    if (like) {
      const photos = await this.calibration.ofPhotos(open);
      addCentred(sum, like, photos, 1);
      background ??= photos;
    }
    const known = background && (await this.calibration.unrelated(background, open));
    const own = terms.filter((term) => term.own);
    const unrelated = own.length > 0 ? await this.addOwn(sum, own, known, open, ownWords) : known;
    // Opposite vectors may cancel each other out: then there is no direction to rank by.
    if (!unrelated || !normalise(sum)) return { vector: null, unrelated: null, unspoken };
    return { vector: sum, unrelated, unspoken };
  }

  /**
   * Adds own words to the sum of all else.
   * @param known how unrelated photos score on that sum, made a unit vector; null if there is nothing else
   * @returns the same with the words; null if none of their photos is known, and there is nothing else
   */
  private async addOwn(
    sum: Float32Array,
    terms: readonly Term[],
    known: Unrelated | null,
    open: OpenSpace,
    ownWords: readonly OwnWord[],
  ): Promise<Unrelated | null> {
    const photos = await this.calibration.ofPhotos(open);
    const { mean: first, deviation } = known ?? { mean: 0, deviation: 1 };
    const before = known ? Math.sqrt(dot(sum, sum)) : 0;
    let mean = first * before;
    let variance = before ** 2;
    for (const { text, weight } of terms) {
      const judgements = ownWordNamed(ownWords, text)?.judgements ?? [];
      const added = await addOwnWord(sum, judgements, { weight, deviation }, photos, open);
      if (added === null) continue;
      mean += added;
      variance += weight ** 2;
    }
    const length = Math.sqrt(dot(sum, sum));
    if (variance === 0 || length === 0) return null;
    return { mean: mean / length, deviation: (deviation * Math.sqrt(variance)) / length };
  }

  /** Returns the photo's vector with its centre: an identical photo must come first. */
  private async likePhoto(photo: QueryPhoto | null, open: OpenSpace): Promise<QueryVector> {
    const vector = photo && (await this.ofPhoto(photo, open));
    if (!vector) return { vector: null, unrelated: null, unspoken: null };
    const background = await this.calibration.ofPhotos(open);
    return { vector, unrelated: await this.calibration.unrelated(background, open), unspoken: null };
  }

  /** Returns the mean over a text's prompts, normalised to unit length. */
  async ofText(text: string, space: Space): Promise<Speaker & { vector: Float32Array }> {
    const { entry, unspoken } = await this.texts.speakerFor(text, space);
    const prompts = promptsOf(text, entry.templates);
    const key = [entry.id, ...prompts].join('\n');
    let vector = this.kept.get(key);
    if (!vector) {
      const encoder = await this.texts.open(entry, space.dimension);
      vector = directionOf(await encoder.texts(prompts), prompts.length);
      this.kept.set(key, vector);
      const oldest = this.kept.keys().next().value;
      if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    }
    return { vector, entry, unspoken };
  }

  private async ofPhoto(photo: QueryPhoto, { space, search }: OpenSpace) {
    if (photo.kind === 'library') return search.vectorOf(photo.card.no);
    const known = this.outside.get(photo.file);
    if (known?.space === space.id) return known.vector;
    const vector = await this.embedPhoto(photo.file);
    this.outside.set(photo.file, { space: space.id, vector });
    return vector;
  }
}

function addCentred(sum: Float32Array, vector: Float32Array, { centre }: Background, weight: number): void {
  const part = centred(vector, centre);
  if (part) addScaled(sum, part, weight);
}

/** Returns the normalised mean of several concatenated vectors. */
function directionOf(vectors: Float32Array, count: number): Float32Array {
  const mean = meanOf(rowsOf(vectors, vectors.length / count));
  normalise(mean);
  return mean;
}
