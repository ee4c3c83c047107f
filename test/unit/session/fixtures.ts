/** Fixtures of the session's tests: photos, a space, and its search. */

import { NO_FACETS } from '#core/filter';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Space, TextEntry } from '#core/space';
import { plus, wallTime } from '#core/wall-clock';
import { SPACES } from '#models/catalogue';
import type { OpenSpace } from '#session/finding/active-space';
import type { Ranking } from '#workers/search/contract';

export function card(no: PhotoNo, at = no): PhotoCard {
  return { no, taken: plus(wallTime(2024), at), name: `${no}.jpg`, width: 1, height: 1, color: 0 };
}

export function cardsOf(...photos: readonly PhotoCard[]): ReadonlyMap<PhotoNo, PhotoCard> {
  return new Map(photos.map((photo) => [photo.no, photo]));
}

const [ANY_SPACE] = SPACES;
const [ANY_TEXT] = ANY_SPACE?.texts ?? [];
if (!ANY_SPACE || !ANY_TEXT) throw new Error('The catalogue has no text encoder.');

/** Returns a text encoder with one prompt a text. */
export function textEntry(id: string, languages: string[]): TextEntry {
  return { ...(ANY_TEXT as TextEntry), id, languages, templates: [] };
}

export const SPACE: Space = {
  ...ANY_SPACE,
  id: 'tiny',
  dimension: 2,
  texts: [textEntry('tiny/text', ['en'])],
};

const notAsked = async () => {
  throw new Error('Not asked in this test.');
};

/** Returns a space that is open for search. Ranking throws unless it is given. */
export function openSpace(search: Partial<OpenSpace['search']> = {}, space = SPACE): OpenSpace {
  const asked = { rank: notAsked, vectorOf: notAsked, matrix: notAsked, facets: async () => NO_FACETS };
  const people = async () => null;
  const takenAt = async () => [];
  return { space, search: { ...asked, people, takenAt, located: notAsked, occasions: notAsked, ...search } };
}

/** Returns a ranking of these photos, best first, without stacks. */
export function ranking(photos: readonly PhotoNo[], total = photos.length): Ranking {
  return {
    photos: Uint32Array.from(photos),
    frames: [],
    scores: Float32Array.from(photos, (_, i) => 0.9 - i / 1000),
    stacks: Uint32Array.from(photos, (_, i) => i),
    written: [],
    total,
    spread: { count: total, mean: 0.1, deviation: 0.02 },
  };
}
