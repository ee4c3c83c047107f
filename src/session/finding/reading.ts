/** Parses the text of a query. It is loaded with the first one; dates and cities when a text first needs them. */

import { readQuery } from '#core/query/grammar';
import { asksForPlace } from '#core/query/places';
import type { Knowledge, PlaceNames, Reading } from '#core/query/reading';
import type { SearchWorker } from '#workers/search/contract';
import { loadCities } from './cities';
import { type PlacesKnown, placesKnown } from './named-places';

/** Every date that the readers understand contains a digit or one of these words. */
const LIKE_A_DATE =
  /\p{N}|[年月日週周天昨今去前夏春秋冬时]|きのう|おととい|\b(?:last|past|previous|this|next|yesterday|to(?:day|night)|ago|in)\b|date/iu;

/** What may be the name of somebody and a time; every other date is told by `LIKE_A_DATE`. */
const NAME_LIKE_A_DATE =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter|mon|tue|wed|thu|fri|sat|sun)/i;

/** Matches a location given by name, not by coordinates. */
const LIKE_A_PLACE_KEY = /(?:near|in|近く|場所|範囲|附近|地点|范围)[:：]\s*[^\s\d+-]/iu;

const loadDates = () => import('#core/query/dates/reader').catch(absent);

/** If a module cannot be downloaded, the text is parsed without it: its words stay terms for now. */
const absent = () => undefined;

/** What a text is read with. */
export interface Sources {
  search: Pick<SearchWorker, 'people' | 'takenAt'>;
  /** Of the library: another object once photos came or went. */
  photos: unknown;
  /** Names of words that the user made. */
  ownWords: readonly string[];
  /** Resolves once the query is answered without names of places: reading where photos were taken takes long. */
  answered?: Promise<unknown>;
}

/**
 * @param again called once names of places give another reading, which are not waited for; without it they are
 */
export async function readText(text: string, sources: Sources, again?: () => void): Promise<Reading> {
  const { places, ...others } = await knowledgeFor(text, sources);
  const read = (names: PlaceNames | null) =>
    readQuery(text, {
      ...{ ...others, ownWords: sources.ownWords },
      ...(names && { places: names, place: (name) => names.area(name) }),
    });
  if (!places) return read(null);
  if (!again) return read(places.next ? await places.next : places.now);
  const reading = read(places.now);
  void places.next?.then((names) => {
    if (JSON.stringify(read(names)) !== JSON.stringify(reading)) again();
  });
  return reading;
}

/** Loads the dates and cities if this text may need them. */
async function knowledgeFor(
  typed: string,
  { search, photos, ownWords, answered }: Sources,
): Promise<Omit<Knowledge, 'places'> & { places?: PlacesKnown }> {
  const text = typed.normalize('NFKC');
  const isDated = LIKE_A_DATE.test(text);
  const [people, known, keyed] = await Promise.all([
    search.people().catch(absent),
    isDated ? loadDates() : undefined,
    LIKE_A_PLACE_KEY.test(text) ? loadCities().catch(absent) : undefined,
  ]);
  const isNamed = (people?.length ?? 0) + ownWords.length > 0;
  const dates = !isDated && isNamed && NAME_LIKE_A_DATE.test(text) ? await loadDates() : known;
  return {
    ...(dates && { dates: dates.dateReader(locale()) }),
    ...(people && { people }),
    ...(keyed && { place: (name) => keyed.area(name) }),
    ...(/\p{L}/u.test(text) && { places: placesKnown(search, photos, asksForPlace(text), answered) }),
  };
}

/** Returns the user's locale, with a region if known. `navigator.language` may be an invalid tag. */
function locale(): string {
  return Intl.DateTimeFormat().resolvedOptions().locale;
}
