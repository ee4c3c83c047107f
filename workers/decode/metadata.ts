/** What is written in the file: when, where, with what, and in words. */

import ExifReader from 'exifreader';
import type { GeoPoint } from '#core/photo';
import { captionOf } from './caption';

export interface Metadata {
  /** Milliseconds since 1970. EXIF has no time zone: it is read as the time on this device's clock. */
  taken?: number;
  camera?: string;
  place?: GeoPoint;
  caption?: string;
}

/** Never throws: a photo with broken EXIF is still a photo. */
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

/** Workers have no parser of XML, so the reader's is one that only keeps the text of the XMP. */
function collector(packets: string[]) {
  return {
    parseFromString(xml: string): never {
      packets.push(xml);
      throw new Error('Not parsed.');
    },
  };
}

/** "2024:07:31 18:20:05" as milliseconds since 1970; undefined if it is no date. */
export function exifTime(text: string | undefined): number | undefined {
  const parts = /^(\d{4})[:-](\d\d)[:-](\d\d)(?:[ T](\d\d):(\d\d):(\d\d))?/.exec(text ?? '');
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  // Cameras whose clock was never set write zeros.
  if (year < 1826 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return new Date(year, month - 1, day, hour, minute, second).getTime();
}

/** "Canon" and "Canon EOS R5" are "Canon EOS R5"; "Apple" and "iPhone 17" are "Apple iPhone 17". */
export function cameraName(make = '', model = ''): string {
  const maker = make.trim();
  const name = model.trim();
  return name.toLowerCase().startsWith(maker.toLowerCase()) ? name : `${maker} ${name}`.trim();
}

function isDegrees(value: number | undefined, limit: number): value is number {
  return value !== undefined && Number.isFinite(value) && Math.abs(value) <= limit;
}
