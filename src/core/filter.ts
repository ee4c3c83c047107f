/**
 * Conditions on a photo other than what it shows: when, where and with what it was taken, from which
 * folder. A filter is plain data, so it goes unchanged from the screens to the scan and into saved searches.
 */

import type { GeoBounds } from './bounds';
import type { GeoPoint, PhotoNo, SourceId } from './photo';
import type { WallTime } from './wall-clock';

/** What filters, and occasions (`occasions.ts`), ask of a photo. */
export interface PhotoFacts {
  no: PhotoNo;
  name: string;
  /** Where it was found: source, path inside it with the file name, and the name of the folder that was picked. */
  origins: readonly { source: SourceId; path: string; root?: string }[];
  taken: WallTime;
  /** Media type, "image/jpeg". */
  type: string;
  width: number;
  height: number;
  camera?: string;
  place?: GeoPoint;
  caption?: string;
  tags: readonly string[];
  favourite: boolean;
  /** `taken` is the date of the file alone. */
  undated?: true;
  screenshot?: true;
}

/** A half-open range of what the clock on the wall showed: [from, before). */
export interface TimeRange {
  from: WallTime;
  before: WallTime;
}

/**
 * A folder with everything below it. With a source, the path is exact, and empty for the whole source;
 * without one it is a folder of that name wherever it may be.
 */
export interface FolderArea {
  source: SourceId | null;
  path: string;
}

/** A circle on the map. */
export interface PlaceArea extends GeoPoint {
  /** Radius in kilometres. */
  within: number;
}

/** The whole name of a camera, as it is chosen; or a part of it, as it is typed. Both are compared `folded`. */
export type CameraName = string | { part: string };

export type Orientation = 'landscape' | 'portrait' | 'square';

/** Every kind of condition must hold; of several values in one list, one is enough (of tags and texts: all). */
export interface Filter {
  /** Each must occur in the name, a path, or the caption; compared `folded`. */
  texts: readonly string[];
  /** Each must occur in none of these. */
  withoutTexts: readonly string[];
  /** Each must have been read in the picture. (Absent if there are none: searches stored before there were words have it not.) */
  written?: readonly string[];
  /** Each of these people must be in it: by name, compared `folded`, or by number, "#12". (Absent like `written`.) */
  people?: readonly string[];
  /** None of these may be in it, which must have been looked through for faces. (Absent like `written`.) */
  withoutPeople?: readonly string[];
  /** `only`: nobody but them; `none`: nobody at all. */
  company?: 'only' | 'none';
  taken: TimeRange | null;
  places: readonly (PlaceArea | GeoBounds)[];
  cameras: readonly CameraName[];
  folders: readonly FolderArea[];
  /** See `kindsOf` in `passing.ts`: "jpeg", "nef", "video". */
  kinds: readonly string[];
  orientation: Orientation | null;
  tags: readonly string[];
  withoutTags: readonly string[];
  favourite: boolean;
}

export const NO_FILTER: Filter = {
  texts: [],
  withoutTexts: [],
  taken: null,
  places: [],
  cameras: [],
  folders: [],
  kinds: [],
  orientation: null,
  tags: [],
  withoutTags: [],
  favourite: false,
};

/** The values that a library can be filtered by, the most frequent first, with the number of photos. */
export interface Facets {
  cameras: readonly Counted<string>[];
  folders: readonly Counted<FolderArea & { name: string }>[];
  kinds: readonly Counted<string>[];
  tags: readonly Counted<string>[];
  people: readonly Counted<string>[];
  years: readonly Counted<number>[];
  places: readonly Counted<PlaceArea>[];
  favourites: number;
}

export const NO_FACETS: Facets = {
  cameras: [],
  folders: [],
  kinds: [],
  tags: [],
  people: [],
  years: [],
  places: [],
  favourites: 0,
};

export interface Counted<T> {
  value: T;
  /** How many photos pass a filter of this value alone. */
  count: number;
}

/** Whether the filter lets every photo pass. */
export function isOpen(filter: Filter): boolean {
  return Object.values(filter).every((value) =>
    Array.isArray(value) ? value.length === 0 : value === null || value === false,
  );
}

/** Both put together, as if all had been chosen in one place: values of one list stay alternatives of each other. */
export function bothFilters(a: Filter, b: Filter): Filter {
  const company = b.company ?? a.company;
  const optional = (key: 'written' | 'people' | 'withoutPeople') =>
    (a[key] ?? b[key]) && { [key]: [...(a[key] ?? []), ...(b[key] ?? [])] };
  return {
    texts: [...a.texts, ...b.texts],
    withoutTexts: [...a.withoutTexts, ...b.withoutTexts],
    ...optional('written'),
    ...optional('people'),
    ...optional('withoutPeople'),
    ...(company && { company }),
    taken: overlap(a.taken, b.taken),
    places: [...a.places, ...b.places],
    cameras: [...a.cameras, ...b.cameras],
    folders: [...a.folders, ...b.folders],
    kinds: [...a.kinds, ...b.kinds],
    orientation: b.orientation ?? a.orientation,
    tags: [...a.tags, ...b.tags],
    withoutTags: [...a.withoutTags, ...b.withoutTags],
    favourite: a.favourite || b.favourite,
  };
}

function overlap(a: TimeRange | null, b: TimeRange | null): TimeRange | null {
  if (!a || !b) return a ?? b;
  return {
    from: Math.max(a.from, b.from) as WallTime,
    before: Math.min(a.before, b.before) as WallTime,
  };
}

/** Square within a twentieth counts as square: a crop by hand is rarely exact. */
export function orientationOf({ width, height }: Pick<PhotoFacts, 'width' | 'height'>): Orientation {
  if (Math.abs(width - height) * 20 <= Math.max(width, height)) return 'square';
  return width > height ? 'landscape' : 'portrait';
}

/** Great-circle distance (haversine), on a sphere of 6,371 km. */
export function kilometres(a: GeoPoint, b: GeoPoint): number {
  const rad = Math.PI / 180;
  const dLat = (b.latitude - a.latitude) * rad;
  const dLon = (b.longitude - a.longitude) * rad;
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * Math.sin(dLon / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(h)));
}
