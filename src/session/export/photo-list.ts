/** Formats a list of photos for other programs. Loaded lazily. */

import type { Listing } from '#core/listing';
import { BYTE_ORDER_MARK, csvLines } from './csv';

export function csvOf(listings: readonly Listing[]): string {
  const cells = listings.map((listing) => {
    const row = { ...listing, tags: listing.tags.join('; ') };
    return COLUMNS.map((column) => row[column]);
  });
  return BYTE_ORDER_MARK + csvLines([COLUMNS, ...cells]);
}

export function jsonOf(listings: readonly Listing[]): string {
  return `${JSON.stringify(listings, null, 2)}\n`;
}

/** Listed explicitly, so that a list without photos has a header too. */
const COLUMNS: (keyof Listing)[] = [
  'name',
  'path',
  'source',
  'taken',
  'offset',
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
