/** Names of places that a sentence may mean: known from where photos were taken, and read again as they come and go. */

import type { PlaceNames } from '#core/query/reading';
import type { SearchWorker } from '#workers/search/contract';
import { loadCities } from './cities';

type Search = Pick<SearchWorker, 'takenAt'>;

export interface PlacesKnown {
  /** Null if no photo has a place, the list of cities cannot be had, or nothing is read yet. */
  now: PlaceNames | null;
  /** What will be known once the present state of the library is read; absent if it is. */
  next?: Promise<PlaceNames | null>;
}

interface Reading {
  photos: unknown;
  isAsked: boolean;
  names: Promise<PlaceNames | null>;
}

/** The last that was read by a search worker, and what is being read. */
const states = new WeakMap<Search, { now: PlaceNames | null; last?: Reading; pending?: Reading }>();

/**
 * @param photos of the library: another object once photos came or went
 * @param isAsked whether the text asks for a place, even if no photo has one
 * @param before resolves when reading may begin
 */
export function placesKnown(
  search: Search,
  photos: unknown,
  isAsked: boolean,
  before?: Promise<unknown>,
): PlacesKnown {
  const state = states.get(search) ?? { now: null };
  states.set(search, state);
  const isUpToDate = (reading?: Reading) =>
    reading !== undefined && reading.photos === photos && (reading.isAsked || !isAsked);
  if (isUpToDate(state.last)) return { now: state.now };
  if (!isUpToDate(state.pending)) {
    const names = before ? before.then(() => namesOf(search, isAsked)) : namesOf(search, isAsked);
    const reading: Reading = { photos, isAsked, names };
    state.pending = reading;
    const end = () => {
      if (state.pending !== reading) return false;
      delete state.pending;
      return true;
    };
    reading.names.then(
      (names) => {
        if (end()) Object.assign(state, { now: names, last: reading });
      },
      (error) => {
        // The next query tries again.
        console.warn('Places have no names:', error);
        end();
      },
    );
  }
  const next = state.pending?.names.catch(() => state.now);
  return { now: state.now, ...(next && { next }) };
}

async function namesOf(search: Search, isAsked: boolean): Promise<PlaceNames | null> {
  const points = await search.takenAt();
  // Else the list of cities is not worth downloading.
  if (points.length === 0 && !isAsked) return null;
  const [{ placeNames }, cities] = await Promise.all([import('#core/query/place-names'), loadCities()]);
  return placeNames(cities, points);
}
