/** Reads a photo's date, position, camera and caption from its metadata. */

import type { GeoPoint } from '#core/photo';
import { captionOf } from './caption';
import { takenAt } from './dating';
import { readEmbedded } from './embedded';
import { placeOf } from './position';

export interface Metadata {
  /** Milliseconds since 1970; see `core/moments` on time zones. */
  taken?: number;
  camera?: string;
  place?: GeoPoint;
  caption?: string;
}

/** Never throws: a photo with damaged EXIF is still a photo. */
export function readMetadata(bytes: ArrayBuffer): Metadata {
  try {
    const embedded = readEmbedded(bytes);
    const { exif } = embedded.tags;
    const metadata: Metadata = {};
    const taken = takenAt(embedded);
    if (taken !== undefined) metadata.taken = taken;
    const camera = cameraName(exif?.Make?.description, exif?.Model?.description);
    if (camera) metadata.camera = camera;
    const place = placeOf(embedded);
    if (place) metadata.place = place;
    const caption = captionOf(embedded);
    if (caption) metadata.caption = caption;
    return metadata;
  } catch {
    return {};
  }
}

/** Joins "Apple" and "iPhone 17" to "Apple iPhone 17", but does not repeat the make in "Canon EOS R5". */
export function cameraName(make = '', model = ''): string {
  const maker = make.trim();
  const name = model.trim();
  return name.toLowerCase().startsWith(maker.toLowerCase()) ? name : `${maker} ${name}`.trim();
}
