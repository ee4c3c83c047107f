/** Reads a photo's date, position, camera and caption from its metadata. */

import type { GeoPoint } from '#core/photo';
import { cameraName } from './camera';
import { captionOf } from './caption';
import { takenAt } from './dating';
import { readEmbedded, textOf } from './embedded';
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
    const camera = cameraName(textOf(exif?.Make), textOf(exif?.Model));
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
