/** Names of locations. The list of cities is downloaded for the first one; until then degrees are shown. */

import { signal } from '@preact/signals';
import type { PlaceArea } from '#core/filter';
import type { Finding } from '#session/finding/contract';
import { formatDegrees, spoken } from '../i18n';

const known = signal<ReadonlyMap<string, string>>(new Map());
const asked = new Set<string>();

export function placeName({ latitude, longitude }: PlaceArea, { cityAt }: Pick<Finding, 'cityAt'>): string {
  const key = `${spoken.value} ${latitude} ${longitude}`;
  // A tenth of a degree is about ten kilometres.
  const degrees = `${formatDegrees(latitude, 1)}, ${formatDegrees(longitude, 1)}`;
  if (!asked.has(key)) {
    asked.add(key);
    void cityAt({ latitude, longitude }).then((city) => {
      known.value = new Map(known.value).set(key, city ?? degrees);
    });
  }
  return known.value.get(key) ?? degrees;
}
