/** A list of photos as text for other programs. Loaded when one is asked for. */

import Papa from 'papaparse';
import { FORMULA, type Listing } from '#core/listing';

/**
 * CSV as RFC 4180 has it. A byte order mark says that it is UTF-8: Excel takes Japanese for noise without.
 * An apostrophe stands before whatever would be a formula; numbers are left as they are.
 */
export function csvOf(listings: readonly Listing[]): string {
  const rows = listings.map((listing) => ({ ...listing, tags: listing.tags.join('; ') }));
  return `\uFEFF${Papa.unparse(rows, { columns: COLUMNS, escapeFormulae: FORMULA, newline: '\r\n' })}\r\n`;
}

export function jsonOf(listings: readonly Listing[]): string {
  return `${JSON.stringify(listings, null, 2)}\n`;
}

/** Given by name: a list without photos has its header, too. */
const COLUMNS: (keyof Listing)[] = [
  'name',
  'path',
  'source',
  'taken',
  'width',
  'height',
  'bytes',
  'type',
  'camera',
  'latitude',
  'longitude',
  'caption',
  'tags',
  'favourite',
  'score',
  'strength',
];
