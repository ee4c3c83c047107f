/**
 * Calibration of a space: the direction that all texts (or all photos) share, and how photos score on queries
 * about nothing in particular. Measured on the library itself, per space.
 */

import { BACKGROUND_QUERIES } from '#core/background';
import { NO_FILTER } from '#core/filter';
import { sha256 } from '#core/hash';
import type { PhotoNo } from '#core/photo';
import { promptsOf } from '#core/query/prompts';
import { pooled, type Unrelated } from '#core/rank';
import type { Space, TextEntry } from '#core/space';
import { centred, meanOf, rowsOf } from '#core/vector';
import type { EncodeWorker } from '#workers/encode/contract';
import type { LibraryWorker } from '#workers/library/contract';
import type { OpenSpace } from './active-space';

/** Size of the sample whose mean stands for that of all photos. */
const SAMPLE = 64;

export interface Background {
  key: string;
  /** The mean of all vectors of this kind. Subtracting it from a query's vector ranks right photos higher. */
  centre: Float32Array;
  /** Unit vectors of background queries, with the centre subtracted. */
  queries: Float32Array[];
  /** The same as the encoder returned them. */
  plain: Float32Array[];
}

interface Measured {
  unrelated: Unrelated;
  /** Number of photos with an embedding at the time of the measurement. */
  photos: number;
}

/** Source of text encoders. */
interface Texts {
  open(entry: TextEntry, dimension: number): Promise<Pick<EncodeWorker, 'texts'>>;
}

export class Calibration {
  private readonly backgrounds = new Map<string, Promise<Background>>();
  private readonly measured = new Map<string, Promise<Measured>>();

  /**
   * @param library caches the vectors of background queries across sessions
   * @param photos returns the numbers of all photos in the library
   * @param encoded returns how many of them have an embedding in the space in use
   */
  constructor(
    private readonly texts: Texts,
    private readonly library: Pick<LibraryWorker, 'backgroundOf' | 'keepBackground'>,
    private readonly photos: () => readonly PhotoNo[],
    private readonly encoded: () => number = () => photos().length,
  ) {}

  /** @throws Problem `encoder-failed` */
  ofTexts(entry: TextEntry, { dimension }: Space): Promise<Background> {
    return this.remember(entry.id, async () => {
      const vectors = rowsOf(await this.textVectors(entry, dimension), dimension);
      const centre = meanOf(vectors);
      const queries = vectors.flatMap((vector) => centred(vector, centre) ?? []);
      return { key: entry.id, centre, queries, plain: vectors };
    });
  }

  /** Returns the background of texts whose centre is not subtracted, as in zero-shot classification. */
  async ofPlainTexts(entry: TextEntry, space: Space): Promise<Background> {
    const background = await this.ofTexts(entry, space);
    return { ...background, key: `plain ${entry.id}`, queries: background.plain };
  }

  /** Samples the library: most pairs of photos are unrelated. Samples again when it has doubled. */
  ofPhotos({ space: { id, dimension }, search }: OpenSpace): Promise<Background> {
    const numbers = this.photos();
    const key = `photos of ${id}, 2^${Math.floor(Math.log2(this.encoded() + 1))}`;
    return this.remember(key, async () => {
      const step = Math.max(1, Math.floor(numbers.length / SAMPLE));
      const sample = numbers.filter((_, i) => i % step === 0).slice(0, SAMPLE);
      const found = await Promise.all(sample.map((photo) => search.vectorOf(photo)));
      const queries = found.filter((vector) => vector !== null);
      const centre = queries.length > 0 ? meanOf(queries) : new Float32Array(dimension);
      return { key, centre, queries, plain: queries };
    });
  }

  /** Returns how the library scores on a background. Measures again when it has doubled or halved. */
  async unrelated(background: Background, { search }: OpenSpace): Promise<Unrelated> {
    const photos = this.encoded();
    const { key } = background;
    const known = await this.measured.get(key);
    if (known && photos <= known.photos * 2 && photos * 2 >= known.photos) return known.unrelated;
    const measuring = measure(background, search).then((unrelated) => ({ unrelated, photos }));
    this.measured.set(key, measuring);
    measuring.catch(() => this.measured.delete(key));
    return (await measuring).unrelated;
  }

  /** Returns the background queries' vectors, concatenated. Cached, because ViT-B/32 takes a second. */
  private async textVectors(entry: TextEntry, dimension: number): Promise<Float32Array<ArrayBuffer>> {
    const prompts = BACKGROUND_QUERIES.map((query) => promptsOf(query, entry.templates)[0] as string);
    const print = await printOf({ entry, dimension, prompts });
    // If the store fails, the library reports it; here the vectors are just computed again.
    const kept = print && (await this.library.backgroundOf(entry.id, print).catch(() => null));
    if (kept) return kept;
    const vectors = await (await this.texts.open(entry, dimension)).texts(prompts);
    if (print) void this.library.keepBackground(entry.id, print, vectors).catch(() => undefined);
    return vectors;
  }

  private remember(key: string, make: () => Promise<Background>): Promise<Background> {
    let background = this.backgrounds.get(key);
    if (!background) {
      background = make();
      this.backgrounds.set(key, background);
      background.catch(() => this.backgrounds.delete(key));
    }
    return background;
  }
}

/**
 * Hashes all that the vectors depend on: the texts and everything known of their encoder. Null if the hash of
 * one of its files is unknown, because its content may change under the same name.
 */
async function printOf(made: {
  entry: TextEntry;
  dimension: number;
  prompts: readonly string[];
}): Promise<string | null> {
  if (made.entry.files.some((file) => file.sha256 === null)) return null;
  return sha256(await new Blob([JSON.stringify(made)]).arrayBuffer());
}

async function measure({ queries }: Background, search: OpenSpace['search']): Promise<Unrelated> {
  const answers = await Promise.all(
    queries.map((vector) => search.rank({ vector, filter: NO_FILTER, without: null, limit: 0 })),
  );
  const spreads = answers.map(({ spread }) => spread).filter(({ count }) => count > 0);
  // An empty library: any values will do.
  return spreads.length > 0 ? pooled(spreads) : { mean: 0, deviation: 1 };
}
