/** The text of a query, read; what reads dates is fetched when a text first looks like one. */

import { readQuery } from '#core/query/grammar';
import type { Knowledge, Reading } from '#core/query/reading';

/** Every date that is understood has a figure or one of these in it. */
const LIKE_A_DATE =
  /\p{N}|[年月日週周天昨今去前夏春秋冬时]|きのう|おととい|\b(?:last|past|previous|this|next|yesterday|to(?:day|night)|ago|in)\b|date/iu;

/** What has not come, because there is no network yet, is done without: its words stay words until the next query. */
const absent = () => undefined;

export async function readText(text: string): Promise<Reading> {
  return readQuery(text, await knowledgeFor(text));
}

/** What it takes to read this text. */
async function knowledgeFor(text: string): Promise<Knowledge> {
  if (!LIKE_A_DATE.test(text)) return {};
  const module = await import('#core/query/dates/reader').catch(absent);
  return module ? { dates: module.dateReader(new Date(), locale()) } : {};
}

/** Of the person, with the region where the browser tells it. `navigator.language` need not be a valid tag. */
function locale(): string {
  return Intl.DateTimeFormat().resolvedOptions().locale;
}
