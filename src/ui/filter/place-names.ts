/** What places are called. Cities are fetched when the first place is shown; until then it has its degrees. */

import { signal } from '@preact/signals';
import type { PlaceArea } from '#core/filter';
import type { Finding } from '#session/finding/contract';
import { formatDegrees, spoken } from '../i18n';

const known = signal<ReadonlyMap<string, string>>(new Map());
const asked = new Set<string>();

export function placeName({ latitude, longitude }: PlaceArea, { cityAt }: Pick<Finding, 'cityAt'>): string {
  const key = `${spoken.value} ${latitude} ${longitude}`;
  // Degrees to a tenth: about ten kilometres.
  const degrees = `${formatDegrees(latitude, 1)}, ${formatDegrees(longitude, 1)}`;
  if (!asked.has(key)) {
    asked.add(key);
    void cityAt({ latitude, longitude }).then((city) => {
      known.value = new Map(known.value).set(key, city ?? degrees);
    });
  }
  return known.value.get(key) ?? degrees;
}
