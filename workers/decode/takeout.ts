/** Reads what Google Takeout writes beside a photo: the JSON of Google Photos. */

import { momentOf } from '#core/moments';
import type { GeoPoint } from '#core/photo';
import type { Moment } from '#core/wall-clock';
import { isCaption } from './caption';

export interface TakeoutFacts {
  /** An instant, as this device's clock showed it: Google keeps no zone. */
  moment?: Moment;
  place?: GeoPoint;
  caption?: string;
  favourite?: true;
}

/** Never throws: of a damaged file, or one of another program, nothing is taken. */
export function readTakeout(json: string | undefined): TakeoutFacts {
  const record = parsed(json);
  // Other programs write NAME.EXT.json too. Google has always written this.
  if (!isRecord(record.photoTakenTime)) return {};
  const moment = momentIn(record.photoTakenTime);
  const place = placeIn(record.geoData) ?? placeIn(record.geoDataExif);
  const caption = typeof record.description === 'string' ? record.description.trim() : '';
  return {
    ...(moment && { moment }),
    ...(place && { place }),
    ...(isCaption(caption) && { caption }),
    ...(record.favorited === true && { favourite: true }),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function parsed(json: string | undefined): Fields {
  try {
    const value: unknown = JSON.parse(json ?? '');
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Seconds since 1970, as text. Zero is none: nobody knew the moment. */
function momentIn({ timestamp }: Fields): Moment | undefined {
  const seconds = typeof timestamp === 'string' || typeof timestamp === 'number' ? Number(timestamp) : 0;
  const date = new Date(seconds * 1000);
  if (seconds === 0 || Number.isNaN(date.getTime())) return undefined;
  const day = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return momentOf([...day, date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()], 'utc');
}

/** 0, 0 is what Google writes where it knows no place. */
function placeIn(value: unknown): GeoPoint | undefined {
  if (!isRecord(value)) return undefined;
  const { latitude, longitude } = value;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
  const real = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude !== 0 || longitude !== 0);
  return real ? { latitude, longitude } : undefined;
}
