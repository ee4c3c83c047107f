/** Parses the text of a query. The grammar, dates and cities are downloaded when a text first needs them. */

import type { OwnWord } from '#core/own-words';
import type { Knowledge, Reading } from '#core/query/reading';
import type { SavedSearch } from '#core/searches';

/** Every date that the readers understand contains a digit or one of these words. */
const LIKE_A_DATE =
  /\p{N}|[年月日週周天昨今去前夏春秋冬时]|きのう|おととい|\b(?:last|past|previous|this|next|yesterday|to(?:day|night)|ago|in)\b|date/iu;

/** Matches a location given by name, not by coordinates. */
const LIKE_A_PLACE = /(?:near|in|近く|場所|範囲|附近|地点|范围)[:：]\s*[^\s\d+-]/iu;

const loadCities = async () => (await import('./cities')).loadCities();

/** If a module cannot be downloaded, the text is parsed without it: its words stay terms for now. */
const absent = () => undefined;

type Names = () => Promise<readonly string[] | null>;

/** Cached, because even a repeated import resolves asynchronously, which delays the query. */
let grammar: typeof import('#core/query/grammar') | undefined;

/** @param people returns the names that the user gave to people; null if no faces are looked for. @param ownWords names of words that the user made */
export async function readText(
  text: string,
  people: Names,
  ownWords: readonly string[] = [],
): Promise<Reading> {
  grammar ??= await import('#core/query/grammar');
  return grammar.readQuery(text, { ...(await knowledgeFor(text, people)), ownWords });
}

/** Reads own words among saved searches; their code is loaded once there may be one. */
export async function ownWordsAmong(saved: readonly SavedSearch[]): Promise<readonly OwnWord[]> {
  if (saved.length === 0) return [];
  return (await import('#core/own-words')).ownWordsOf(saved);
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
