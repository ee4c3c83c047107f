/** The text of a query, read; what reads dates is fetched when the first query comes. */

import { readQuery } from '#core/query/grammar';
import type { Reading } from '#core/query/reading';

export async function readText(text: string): Promise<Reading> {
  return readQuery(text);
}
