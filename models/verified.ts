/** What was verified with real weights: the records that `npm run verify-model` wrote and a maintainer committed. */

import type { Backend, EncoderId, Space, SpaceId } from '#core/space';

/** Where the files of a verified model came from. */
type Origin = 'app' | 'hub' | 'mirror' | 'folder';

/** One run of `npm run verify-model` over a space. */
export interface VerifiedRecord {
  space: SpaceId;
  /** Day, as YYYY-MM-DD. */
  date: string;
  /** Browser, threads and graphics adapter, as the benchmark tells them. */
  device: string;
  origin: Origin;
  encoders: VerifiedEncoder[];
  rankings: Ranking[];
  /** Peak memory of the page's process in bytes, over the whole run; null where the system does not tell. */
  peak: number | null;
}

export interface VerifiedEncoder {
  id: EncoderId;
  /** Why its files did not arrive; null if they did. */
  missing: string | null;
  /** `published`: the catalogue knew the hash beforehand. Else it was pinned in this run. */
  files: { path: string; bytes: number; sha256: string; published: boolean }[];
  /**
   * Milliseconds a picture or a text on each backend, or why it failed there. Timed only after the encoder has opened
   * (its contract holds) and, for pictures, the golden pictures agree.
   */
  backends: Partial<Record<Backend, number | string>>;
  /** Milliseconds a picture on WASM that the starter's pace in the same run predicted; of image encoders alone. */
  forecast?: number;
}

/** How many of the album's queries had a right photo first, and among the first five. */
export interface Ranking {
  image: EncoderId;
  text: EncoderId;
  /** Language of the queries, as a BCP 47 tag. */
  language: string;
  first: number;
  five: number;
  queries: number;
}

const RECORDS = import.meta.glob<VerifiedRecord>('./verified/*.json', { eager: true, import: 'default' });

/** Returns the space with what its record says, if it has one. */
export function withRecord(space: Space): Space {
  const record = RECORDS[`./verified/${space.id}.json`];
  if (!record) return space;
  const { date, device, encoders, rankings } = record;
  const fastest = encoders.map(({ id, backends }) => {
    const times = Object.values(backends).filter((told) => typeof told === 'number');
    return [id, Math.min(...times)] as const;
  });
  // Of several builds or text encoders the best figure of a language: the others are in the record.
  const album: Record<string, { five: number; queries: number }> = {};
  for (const { language, five, queries } of rankings)
    if (five >= (album[language]?.five ?? 0)) album[language] = { five, queries };
  const verified = { date, device, encoders: encoders.map(({ id }) => id), ms: Object.fromEntries(fastest) };
  return { ...space, verified: { ...verified, album } };
}
