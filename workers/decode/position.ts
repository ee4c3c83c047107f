/** Reads where a photo was taken from EXIF's rationals (EXIF 2.32, section 4.6.6). */

import type { GeoPoint } from '#core/photo';
import { type Embedded, textOf, valueIn } from './embedded';

/**
 * Returns undefined unless both coordinates are there, finite and in range. Exactly 0, 0 is no place: pickers of
 * phones write zeros where they take the position out.
 */
export function placeOf({ tags: { exif } }: Embedded): GeoPoint | undefined {
  const latitude = coordinate(exif?.GPSLatitude, exif?.GPSLatitudeRef, 'NS', 90);
  const longitude = coordinate(exif?.GPSLongitude, exif?.GPSLongitudeRef, 'EW', 180);
  if (latitude === undefined || longitude === undefined) return undefined;
  return latitude === 0 && longitude === 0 ? undefined : { latitude, longitude };
}

/**
 * @param sides the letters of the positive and the negative side
 * @param limit degrees
 * @returns degrees; undefined without a side, because the point could be on either
 */
function coordinate(tag: unknown, side: unknown, sides: string, limit: number): number | undefined {
  const at = sides.indexOf(textOf(side)?.charAt(0).toUpperCase() ?? '?');
  const [degrees, minutes = 0, seconds = 0] = rationalsOf(tag);
  if (at < 0 || degrees === undefined) return undefined;
  // Programs that write minutes with a fraction give seconds of 0/0 or none: then the minutes say it all.
  const size = degrees + minutes / 60 + (Number.isNaN(seconds) ? 0 : seconds / 3600);
  const inRange = degrees >= 0 && minutes >= 0 && minutes < 60 && size <= limit;
  // Adding 0 turns -0 into 0.
  return inRange ? (at === 0 ? size : -size) + 0 : undefined;
}

/** Returns the quotients: NaN for 0/0, infinite for others over 0. */
function rationalsOf(tag: unknown): number[] {
  const value = valueIn(tag);
  if (!Array.isArray(value)) return [];
  // ExifReader gives one rational without the list around it.
  const pairs: unknown[] = typeof value[0] === 'number' ? [value] : value;
  return pairs.map((pair) => (Array.isArray(pair) ? Number(pair[0]) / Number(pair[1]) : Number.NaN));
}
