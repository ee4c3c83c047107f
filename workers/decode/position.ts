/** Reads where a photo was taken from EXIF's rationals (EXIF 2.32, section 4.6.6), or from XMP (part 2, 1.2.7.4). */

import type { GeoPoint } from '#core/photo';
import { type Embedded, textOf, valueIn } from './embedded';
import { xmpTexts } from './xmp';

/**
 * Returns undefined unless both coordinates are there, finite and in range. Exactly 0, 0 is no place: pickers of
 * phones write zeros where they take the position out.
 */
export function placeOf({ tags: { exif }, packets }: Embedded): GeoPoint | undefined {
  const inExif = pointOf(
    coordinate(exif?.GPSLatitude, exif?.GPSLatitudeRef, 'NS', 90),
    coordinate(exif?.GPSLongitude, exif?.GPSLongitudeRef, 'EW', 180),
  );
  return (
    inExif ??
    pointOf(
      written(xmpTexts(packets, 'exif:GPSLatitude')[0], 'NS', 90),
      written(xmpTexts(packets, 'exif:GPSLongitude')[0], 'EW', 180),
    )
  );
}

function pointOf(latitude: number | undefined, longitude: number | undefined): GeoPoint | undefined {
  if (latitude === undefined || longitude === undefined) return undefined;
  return latitude === 0 && longitude === 0 ? undefined : { latitude, longitude };
}

/** Reads a coordinate as XMP writes it: "35,41.3700N", "35,41,22N". See `coordinate`. */
function written(text: string | undefined, sides: string, limit: number): number | undefined {
  const [, degrees, minutes, seconds = 0, side = '?'] =
    /^(\d{1,3}),(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?([NSEW])$/i.exec(text ?? '') ?? [];
  return signed([degrees, minutes, seconds].map(Number), sides.indexOf(side.toUpperCase()), limit);
}

/**
 * @param sides the letters of the positive and the negative side
 * @param limit degrees
 * @returns degrees; undefined without a side, because the point could be on either
 */
function coordinate(tag: unknown, side: unknown, sides: string, limit: number): number | undefined {
  return signed(rationalsOf(tag), sides.indexOf(textOf(side)?.charAt(0).toUpperCase() ?? '?'), limit);
}

/** @param at 0 on the positive side, 1 on the negative one; -1 without a side */
function signed(parts: readonly number[], at: number, limit: number): number | undefined {
  const [degrees, minutes = 0, seconds = 0] = parts;
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
