/** Where photos were taken: for the map of the world, by name, and by trip. */

import type { ReadonlySignal } from '@preact/signals';
import type { GeoBounds } from '#core/bounds';
import type { GeoPoint, PhotoNo } from '#core/photo';
import type { City } from '#core/query/cities';
import type { Located } from '#workers/search/contract';

/** A city, or a part of the world without one, in which photos were taken. */
export interface NamedPlace {
  /** Null if none is near, or the list of cities cannot be had. */
  city: City | null;
  /** Of the photos nearest to that city. */
  bounds: GeoBounds;
  /** One of them. */
  at: GeoPoint;
  /** How many are in the bounds: they reach into those of other cities, and count what they hold there too. */
  photos: number;
  cover: PhotoNo;
}

export interface Atlas {
  /** Null until it is read. */
  readonly located: ReadonlySignal<Located | null>;
  /** Whether it could not be read the last time. */
  readonly failed: ReadonlySignal<boolean>;
  /** The most photos first; null until they are counted. */
  readonly places: ReadonlySignal<readonly NamedPlace[] | null>;
  /** The most populous first; empty until they are here, and if they cannot be had. */
  readonly cities: ReadonlySignal<readonly City[]>;
  /** Reads, and reads again when photos come and go. @returns what ends that */
  follow(): () => void;
  /** Tries again what failed. */
  read(): void;
}
