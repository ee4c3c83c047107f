/** Names of locations. The list of cities is downloaded for the first one; until then degrees are shown. */

import { signal } from '@preact/signals';
import { middleOf, widthOf } from '#core/bounds';
import type { Filter } from '#core/filter';
import type { GeoPoint } from '#core/photo';
import type { Finding } from '#session/finding/contract';
import { spoken, t } from '../i18n';
import { formatDegrees, formatList } from '../i18n/amounts';

type Naming = Pick<Finding, 'cityAt'>;

/** Degrees that bounds with the name of one city span at most: with more, it would say too little. */
const WIDEST = 2;

const known = signal<ReadonlyMap<string, string>>(new Map());
const asked = new Set<string>();

/** Names a circle, or bounds of the map, as a chip has it. */
export function placeName(area: Filter['places'][number], finding: Naming): string {
  if ('within' in area) return pointName(area, finding);
  const { south, west, north, east } = area;
  const isSmall = north - south <= WIDEST && widthOf(area) <= WIDEST;
  const name = isSmall
    ? pointName(middleOf(area), finding)
    : `${degrees({ latitude: south, longitude: west })} – ${degrees({ latitude: north, longitude: east })}`;
  return t('chips.area', { name });
}

/** Returns the name of the nearest city, or degrees until it is known, and where there is none. */
export function pointName(point: GeoPoint, { cityAt }: Naming): string {
  const { latitude, longitude } = point;
  const key = `${spoken.value} ${latitude} ${longitude}`;
  if (!asked.has(key)) {
    asked.add(key);
    void cityAt({ latitude, longitude }).then((city) => {
      known.value = new Map(known.value).set(key, city ?? degrees(point));
    });
  }
  return known.value.get(key) ?? degrees(point);
}

/** Names the stays of a trip. Degrees say something only where no stay has a name. */
export function tripName(stays: readonly GeoPoint[], finding: Naming): string {
  const names = stays.map((stay) => pointName(stay, finding));
  const named = names.filter((name) => /\p{L}/u.test(name));
  return formatList([...new Set(named.length > 0 ? named : names)]);
}

/** A tenth of a degree is about ten kilometres. */
const degrees = ({ latitude, longitude }: GeoPoint) =>
  `${formatDegrees(latitude, 1)}, ${formatDegrees(longitude, 1)}`;
