/** Reads when, where and with what a video was taken, from the tags of its container. */

import { readMoment } from '#core/moments';
import type { GeoPoint } from '#core/photo';
import { type Moment, momentAt } from '#core/wall-clock';
import { cameraName } from './camera';
import type { Metadata } from './metadata';

/** Tags by their names, as the container writes them: "com.apple.quicktime.make", "©xyz". */
export type VideoTags = Readonly<Record<string, unknown>>;

/** How far a clock may be ahead, in milliseconds. */
const MOST_AHEAD = 86_400_000;

/** "2024-07-31T18:20:05+0900", "2024-07-31T09:20:05Z". A time without an offset is not known to be UTC or not. */
const WITH_OFFSET = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?\s*(?:Z|[+-]\d\d:?\d\d)$/;

/** Degrees, degrees and minutes, or degrees, minutes and seconds (ISO 6709, annex H), each with a fraction. */
const ISO_6709 = /^([+-])(\d{6}|\d{4}|\d{2})(\.\d+)?([+-])(\d{7}|\d{5}|\d{3})(\.\d+)?/;

/**
 * @param created the container's own moment, milliseconds since 1970; undefined without one. It has no offset, so a
 *   tag with one goes first
 */
export function videoMetadata(tags: VideoTags, created: number | undefined): Metadata {
  const text = (...names: string[]) =>
    names
      .map((name) => tags[name])
      .find(isText)
      ?.trim() ?? '';
  const moment = momentIn(text('com.apple.quicktime.creationdate', '©day')) ?? madeAt(created);
  const camera = cameraName(
    text('com.apple.quicktime.make', 'com.android.manufacturer', '©mak'),
    text('com.apple.quicktime.model', 'com.android.model', '©mod'),
  );
  const place = placeFrom(text('com.apple.quicktime.location.ISO6709', '©xyz'));
  const caption = text('com.apple.quicktime.description', '©des', 'com.apple.quicktime.title', '©nam');
  return {
    ...(moment && { moment }),
    ...(camera && { camera }),
    ...(place && { place }),
    ...(caption && { caption }),
  };
}

/** Undefined if the text is no moment with an offset, or in the future. */
export function momentIn(text: string): Moment | undefined {
  return WITH_OFFSET.test(text) ? readMoment(text) : undefined;
}

/** The container's time is UTC's, and where the video was taken it does not say. */
function madeAt(created: number | undefined): Moment | undefined {
  const isPast = created !== undefined && created <= Date.now() + MOST_AHEAD;
  return isPast ? momentAt(created) : undefined;
}

/** "+35.6595+139.7005+040.2/". Exactly 0, 0 is no place, as in photos. */
export function placeFrom(text: string): GeoPoint | undefined {
  const [, north = '', lat = '', latPart = '', east = '', lon = '', lonPart = ''] = ISO_6709.exec(text) ?? [];
  const latitude = degrees(north, lat, latPart, 2);
  const longitude = degrees(east, lon, lonPart, 3);
  const isThere = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isThere && !(latitude === 0 && longitude === 0) ? { latitude, longitude } : undefined;
}

/** @param digits of the whole degrees; minutes and seconds of two digits each may follow */
function degrees(sign: string, whole: string, fraction: string, digits: number): number {
  if (whole === '') return Number.NaN;
  const steps = [whole.slice(0, digits), ...(whole.slice(digits).match(/\d\d/g) ?? [])];
  const size = steps.reduce((sum, step, i) => {
    const value = Number(i === steps.length - 1 ? step + fraction : step);
    return i > 0 && value >= 60 ? Number.NaN : sum + value / 60 ** i;
  }, 0);
  // Adding 0 turns -0 into 0.
  return (sign === '-' ? -size : size) + 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
