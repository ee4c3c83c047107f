/** What tiles give and cost, for things of one size; see `page/small-things.ts`. */

import type { Browser } from '@playwright/test';
import { measure } from './measure';
import type { Table, WideTable } from './report';

/** @param part the things' edge is one of so many of the photo's short edge */
export async function smallThings(browser: Browser, part: number): Promise<(Table | WideTable)[]> {
  const { recall, tiled, encoding } = await measure(browser, 'measureSmallThings', 1 / part, 2);
  const rows = Object.fromEntries(
    Object.entries(recall).flatMap(([kind, ways]) =>
      Object.entries(ways).map(([way, figures]) => [`asked by ${kind}: ${way}`, figures] as const),
    ),
  );
  return [
    {
      title: `Small things pasted into photos, 1/${part} of the short edge, starter model: recall`,
      columns: ['among the first 5', 'among the first 10'],
      rows,
    },
    {
      title: 'Small things: photos with tiles among the ten best unrelated ones, if half of all have tiles',
      unit: 'of 1',
      figures: Object.fromEntries(
        Object.entries(tiled).flatMap(([kind, ways]) =>
          Object.entries(ways).map(([way, share]) => [`asked by ${kind}: ${way}`, share] as const),
        ),
      ),
    },
    {
      title: 'Small things: encoding a photo and its tiles, starter model, WASM, 2 threads',
      unit: 'ms a photo',
      figures: encoding,
    },
  ];
}
