/** Router: the place is in the URL's fragment, so that Back works and any static host can serve the app. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { Place } from './contract';

const PLACES: readonly Place[] = ['find', 'labels', 'tidy', 'atlas', 'people', 'settings'];

export function startRouter(): { place: ReadonlySignal<Place>; go(place: Place): void } {
  const place = signal(placeOf(location.hash));
  addEventListener('hashchange', () => {
    place.value = placeOf(location.hash);
  });
  return {
    place,
    go(to) {
      location.hash = to === 'find' ? '' : to;
    },
  };
}

function placeOf(hash: string): Place {
  return PLACES.find((place) => hash === `#${place}`) ?? 'find';
}
