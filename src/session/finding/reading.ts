/** Parses the text of a query. It is loaded with the first one; dates and cities when a text first needs them. */

import { readQuery } from '#core/query/grammar';
import type { Knowledge, Reading } from '#core/query/reading';

/** Every date that the readers understand contains a digit or one of these words. */
const LIKE_A_DATE =
  /\p{N}|[年月日週周天昨今去前夏春秋冬时]|きのう|おととい|\b(?:last|past|previous|this|next|yesterday|to(?:day|night)|ago|in)\b|date/iu;

/** Matches a location given by name, not by coordinates. */
const LIKE_A_PLACE = /(?:near|in|近く|場所|範囲|附近|地点|范围)[:：]\s*[^\s\d+-]/iu;

const loadCities = async () => (await import('./cities')).loadCities();

/** If a module cannot be downloaded, the text is parsed without it: its words stay terms for now. */
const absent = () => undefined;

type Names = () => Promise<readonly string[] | null>;

/** @param people returns the names that the user gave to people; null if no faces are looked for. @param ownWords names of words that the user made */
export async function readText(
  text: string,
  people: Names,
  ownWords: readonly string[] = [],
): Promise<Reading> {
  return readQuery(text, { ...(await knowledgeFor(text, people)), ownWords });
}

/** Loads the dates and cities if this text may need them. */
async function knowledgeFor(typed: string, people: Names): Promise<Knowledge> {
  const text = typed.normalize('NFKC');
  const [dates, cities, names] = await Promise.all([
    LIKE_A_DATE.test(text) ? import('#core/query/dates/reader').catch(absent) : undefined,
    LIKE_A_PLACE.test(text) ? loadCities().catch(absent) : undefined,
    people().catch(absent),
  ]);
  return {
    ...(dates && { dates: dates.dateReader(locale()) }),
    ...(names && { people: names }),
    ...(cities && { place: (name) => cities.area(name) }),
  };
}

/** Returns the user's locale, with a region if known. `navigator.language` may be an invalid tag. */
function locale(): string {
  return Intl.DateTimeFormat().resolvedOptions().locale;
}
