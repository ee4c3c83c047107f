/**
 * Reads a photo's date, position, camera, caption and marks from its metadata, and from the sidecars beside it.
 * README.md says which of them counts.
 */

import type { GeoPoint } from '#core/photo';
import type { Sidecars } from '#core/sidecars';
import type { Moment } from '#core/wall-clock';
import { cameraName } from './camera';
import { captionOf, isScreenshot } from './caption';
import { takenAt } from './dating';
import { type Embedded, readEmbedded, textOf } from './embedded';
import { isFavourite, tagsOf } from './marks';
import { placeOf } from './position';
import { readTakeout } from './takeout';

export interface Metadata {
  /** When it was taken. */
  moment?: Moment;
  /** The same as Google Takeout has it: it counts after the file's name. */
  recorded?: Moment;
  camera?: string;
  place?: GeoPoint;
  caption?: string;
  /** At least one. */
  tags?: string[];
  favourite?: true;
  screenshot?: true;
}

/** What a file without metadata has. */
const NOTHING: Embedded = { tags: {}, packets: [] };

/**
 * Never throws: a photo with damaged EXIF, or a damaged sidecar, is still a photo.
 * @param sidecars their texts
 */
export function readMetadata(bytes: ArrayBuffer, sidecars: Sidecars<string> = {}): Metadata {
  try {
    return metadataIn(readEmbedded(bytes), sidecars);
  } catch {
    return metadataIn(NOTHING, sidecars);
  }
}

function metadataIn(file: Embedded, { xmp, takeout: json }: Sidecars<string>): Metadata {
  const beside = xmp === undefined ? NOTHING : { ...NOTHING, packets: [xmp] };
  const takeout = readTakeout(json);
  const { exif } = file.tags;
  const [moment, recorded] = [takenAt(file, beside), takeout.moment];
  const camera = cameraName(textOf(exif?.Make), textOf(exif?.Model));
  const place = placeOf(beside) ?? placeOf(file) ?? takeout.place;
  const caption = captionOf(beside) ?? takeout.caption ?? captionOf(file);
  const tags = [tagsOf(beside), tagsOf(file)].find((some) => some.length > 0);
  const favourite = isFavourite(beside) ?? (takeout.favourite || isFavourite(file));
  return {
    ...(moment && { moment }),
    ...(recorded && { recorded }),
    ...(camera && { camera }),
    ...(place && { place }),
    ...(caption && { caption }),
    ...(tags && { tags }),
    ...(favourite && { favourite }),
    ...(isScreenshot(file) && { screenshot: true as const }),
  };
}
