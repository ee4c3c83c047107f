/** Reads a photo's date, position, camera and caption from its metadata. */

import ExifReader from 'exifreader';
import type { GeoPoint } from '#core/photo';
import { captionOf } from './caption';

export interface Metadata {
  /** Milliseconds since 1970. EXIF's date has no time zone, so it is read in this device's. */
  taken?: number;
  camera?: string;
  place?: GeoPoint;
  caption?: string;
}

/** Never throws: a photo with damaged EXIF is still a photo. */
export function readMetadata(bytes: ArrayBuffer): Metadata {
  try {
    const packets: string[] = [];
    const tags = ExifReader.load(bytes, { expanded: true, domParser: collector(packets) });
    const { exif, gps } = tags;
    const metadata: Metadata = {};
    const taken = exifTime(exif?.DateTimeOriginal?.description ?? exif?.DateTime?.description);
    if (taken !== undefined) metadata.taken = taken;
    const camera = cameraName(exif?.Make?.description, exif?.Model?.description);
    if (camera) metadata.camera = camera;
    const { Latitude: latitude, Longitude: longitude } = gps ?? {};
    if (isDegrees(latitude, 90) && isDegrees(longitude, 180)) metadata.place = { latitude, longitude };
    const caption = captionOf(tags, packets);
    if (caption) metadata.caption = caption;
    return metadata;
  } catch {
    return {};
  }
}

/**
 * Returns a stand-in for DOMParser, which workers lack. It collects XMP packets as text and throws, so that
 * ExifReader skips them.
 */
function collector(packets: string[]) {
  return {
    parseFromString(xml: string): never {
      packets.push(xml);
      throw new Error('Not parsed.');
    },
  };
}

/** Parses "2024:07:31 18:20:05" to milliseconds since 1970; undefined if the text is not a date. */
export function exifTime(text: string | undefined): number | undefined {
  const parts = /^(\d{4})[:-](\d\d)[:-](\d\d)(?:[ T](\d\d):(\d\d):(\d\d))?/.exec(text ?? '');
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  // Cameras whose clock was never set write zeros. The first photograph is of 1826.
  if (year < 1826 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return new Date(year, month - 1, day, hour, minute, second).getTime();
}

/** Joins "Apple" and "iPhone 17" to "Apple iPhone 17", but does not repeat the make in "Canon EOS R5". */
export function cameraName(make = '', model = ''): string {
  const maker = make.trim();
  const name = model.trim();
  return name.toLowerCase().startsWith(maker.toLowerCase()) ? name : `${maker} ${name}`.trim();
}

function isDegrees(value: number | undefined, limit: number): value is number {
  return value !== undefined && Number.isFinite(value) && Math.abs(value) <= limit;
}
