/** What the map and its lists ask for: photos of an area, alone or beside what is asked for already. */

import type { GeoBounds } from '#core/bounds';
import { NO_FILTER, type TimeRange } from '#core/filter';
import type { Session } from '#session/contract';
import { NO_QUERY } from '#session/finding/contract';

type Asking = Pick<Session, 'ask' | 'go' | 'query'>;

/** Shows all photos in bounds, and of those days if any: as many as were counted. */
export function showPhotos({ ask, go }: Asking, bounds: GeoBounds, taken: TimeRange | null = null): void {
  ask({ ...NO_QUERY, filter: { ...NO_FILTER, places: [bounds], taken } });
  go('find');
}

/** Adds bounds to the query; they replace what part of the map was asked for before. */
export function searchWithin({ ask, go, query }: Asking, bounds: GeoBounds): void {
  ask({ filter: { ...query.peek().filter, places: [bounds] } });
  go('find');
}
