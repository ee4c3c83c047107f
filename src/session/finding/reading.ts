/** The text of a query, read; what it takes for that is fetched when a text first needs it. */

import type { Knowledge, Reading } from '#core/query/reading';
import { loadCities } from './cities';

/** Every date that is understood has a figure or one of these in it. */
const LIKE_A_DATE =
  /\p{N}|[年月日週周天昨今去前夏春秋冬时]|きのう|おととい|\b(?:last|past|previous|this|next|yesterday|to(?:day|night)|ago|in)\b|date/iu;

/** A place by its name, not by its coordinates. */
const LIKE_A_PLACE = /(?:near|近く|場所|附近|地点)[:：]\s*[^\s\d+-]/iu;

/** What has not come, because there is no network yet, is done without: its words stay words until the next query. */
const absent = () => undefined;

/** Kept, because importing it again takes a turn of the page each time, even though it is here. */
let grammar: typeof import('#core/query/grammar') | undefined;

export async function readText(text: string): Promise<Reading> {
  grammar ??= await import('#core/query/grammar');
  return grammar.readQuery(text, await knowledgeFor(text));
}

/** What it takes to read this text. */
async function knowledgeFor(text: string): Promise<Knowledge> {
  const [dates, cities] = await Promise.all([
    LIKE_A_DATE.test(text) ? import('#core/query/dates/reader').catch(absent) : undefined,
    LIKE_A_PLACE.test(text) ? loadCities().catch(absent) : undefined,
  ]);
  return {
    ...(dates && { dates: dates.dateReader(new Date(), locale()) }),
    ...(cities && { place: (name) => cities.area(name) }),
  };
}

/** Of the person, with the region if the browser tells. `navigator.language` need not be a valid tag. */
function locale(): string {
  return Intl.DateTimeFormat().resolvedOptions().locale;
}
