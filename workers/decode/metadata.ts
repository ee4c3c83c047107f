/** Reads a photo's date, position, camera, caption and marks from its metadata. */

import type { GeoPoint } from '#core/photo';
import type { Moment } from '#core/wall-clock';
import { cameraName } from './camera';
import { captionOf, isScreenshot } from './caption';
import { takenAt } from './dating';
import { readEmbedded, textOf } from './embedded';
import { isFavourite, tagsOf } from './marks';
import { placeOf } from './position';

export interface Metadata {
  /** When it was taken. */
  moment?: Moment;
  camera?: string;
  place?: GeoPoint;
  caption?: string;
  /** At least one. */
  tags?: string[];
  favourite?: true;
  screenshot?: true;
}

/** Never throws: a photo with damaged EXIF is still a photo. */
export function readMetadata(bytes: ArrayBuffer): Metadata {
  try {
    const embedded = readEmbedded(bytes);
    const { exif } = embedded.tags;
    const metadata: Metadata = {};
    const moment = takenAt(embedded);
    if (moment) metadata.moment = moment;
    const camera = cameraName(textOf(exif?.Make), textOf(exif?.Model));
    if (camera) metadata.camera = camera;
    const place = placeOf(embedded);
    if (place) metadata.place = place;
    const caption = captionOf(embedded);
    if (caption) metadata.caption = caption;
    const tags = tagsOf(embedded);
    if (tags.length > 0) metadata.tags = tags;
    if (isFavourite(embedded)) metadata.favourite = true;
    if (isScreenshot(embedded)) metadata.screenshot = true;
    return metadata;
  } catch {
    return {};
  }
}
