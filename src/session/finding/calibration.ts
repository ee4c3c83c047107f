/**
 * Calibration of a space: the direction that all texts (or all photos) share, and how photos score on queries
 * about nothing in particular. Measured on the library itself, per space.
 */

import { BACKGROUND_QUERIES, type MeasuredScores, type StoredBackground } from '#core/background';
import { NO_FILTER } from '#core/filter';
import { sha256 } from '#core/hash';
import type { PhotoNo } from '#core/photo';
import { promptsOf } from '#core/query/prompts';
import { pooled, type Unrelated } from '#core/rank';
import type { EncoderId, Space, TextEntry } from '#core/space';
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
  /** Under what it is stored, if it is. */
  stored?: { encoder: EncoderId; print: string };
}

/**
 * From this many photos on a measurement is stored for later sessions: each of the background queries is a scan, which
 * takes 150 ms with 100,000 photos.
 */
const WORTH_STORING = 10_000;

/** Source of text encoders. */
interface Texts {
  open(entry: TextEntry, dimension: number): Promise<Pick<EncodeWorker, 'texts'>>;
}

export class Calibration {
  private readonly backgrounds = new Map<string, Promise<Background>>();
  private readonly measured = new Map<string, Promise<MeasuredScores>>();

  /**
   * @param library caches the vectors of background queries, and scores on them, across sessions
   * @param photos returns the numbers of all photos in the library
   * @param encoded returns how many of them have an embedding in the space in use
   */
  constructor(
    private readonly texts: Texts,
    private readonly library: Pick<LibraryWorker, 'backgroundOf' | 'keepBackground' | 'keepMeasured'>,
    private readonly photos: () => readonly PhotoNo[],
    private readonly encoded: () => number = () => photos().length,
  ) {}

  /** @throws Problem `encoder-failed` */
  ofTexts(entry: TextEntry, { dimension }: Space): Promise<Background> {
    return this.remember(entry.id, async () => {
      const { vectors: all, stored } = await this.textVectors(entry, dimension);
      const vectors = rowsOf(all, dimension);
      const centre = meanOf(vectors);
      const queries = vectors.flatMap((vector) => centred(vector, centre) ?? []);
      return { key: entry.id, centre, queries, plain: vectors, ...(stored && { stored }) };
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
    const measured = this.measured.get(key);
    // If there is none, nothing is awaited before it is noted: of two at once the second waits for the first.
    const known = measured && (await measured);
    if (known && photos <= known.photos * 2 && photos * 2 >= known.photos) return known.unrelated;
    const measuring = measure(background, search).then((unrelated) => ({ unrelated, photos }));
    measuring.then((measured) => this.store(background, measured)).catch(() => undefined);
    this.measured.set(key, measuring);
    measuring.catch(() => this.measured.delete(key));
    return (await measuring).unrelated;
  }

  /** If the store fails, the library reports it; here it is measured again at the next start. */
  private async store({ key, stored }: Background, measured: MeasuredScores): Promise<void> {
    if (!stored || measured.photos < WORTH_STORING) return;
    await this.library.keepMeasured(stored.encoder, stored.print, { [key]: measured });
  }

  /** Returns the background queries' vectors, concatenated. Stored, because ViT-B/32 takes a second. */
  private async textVectors(
    entry: TextEntry,
    dimension: number,
  ): Promise<Pick<StoredBackground, 'vectors'> & Pick<Background, 'stored'>> {
    const prompts = BACKGROUND_QUERIES.map((query) => promptsOf(query, entry.templates)[0] as string);
    const print = await printOf({ entry, dimension, prompts });
    const stored = print !== null && { stored: { encoder: entry.id, print } };
    // If the store fails, the library reports it; here the vectors are just computed again.
    const kept = print && (await this.library.backgroundOf(entry.id, print).catch(() => null));
    if (kept) {
      for (const [key, measured] of Object.entries(kept.measured)) {
        if (!this.measured.has(key)) this.measured.set(key, Promise.resolve(measured));
      }
      return { vectors: kept.vectors, ...stored };
    }
    const vectors = await (await this.texts.open(entry, dimension)).texts(prompts);
    if (print) void this.library.keepBackground(entry.id, print, vectors).catch(() => undefined);
    return { vectors, ...stored };
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
