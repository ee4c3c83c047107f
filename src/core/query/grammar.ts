/** How a query is written: text -> reading. */

import { NO_FILTER } from '#core/filter';
import type { Reading } from './reading';

/** Never throws: what is no operator is a word. */
export function readQuery(text: string): Reading {
  const words = text.trim().replace(/\s+/g, ' ');
  if (words === '') return { terms: [], filter: NO_FILTER, parts: [] };
  return {
    terms: [{ text: words, weight: 1 }],
    filter: NO_FILTER,
    parts: [{ from: 0, to: text.length, kind: 'wanted', value: words }],
  };
}
