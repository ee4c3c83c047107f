/**
 * Reads a photo's date, position, camera, caption and marks from its metadata, and from the sidecars beside it.
 * README.md says which of them counts.
 */

import { problemCode } from '#core/errors';
import type { GeoPoint, Motion } from '#core/photo';
import type { Sidecars } from '#core/sidecars';
import type { Moment } from '#core/wall-clock';
import { contentIdIn } from './apple-note';
import { cameraName } from './camera';
import { captionOf, isScreenshot } from './caption';
import { changedAt, takenAt } from './dating';
import { bytesOf, type Embedded, readEmbedded, textOf } from './embedded';
import { withoutStray } from './jpeg';
import { isFavourite, tagsOf } from './marks';
import { motionIn } from './motion';
import { placeOf } from './position';
import { readTakeout } from './takeout';

export interface Metadata {
  /** When it was taken. */
  moment?: Moment;
  /** The same as Google Takeout has it, or else the file's last change: it counts after the file's name. */
  recorded?: Moment;
  camera?: string;
  place?: GeoPoint;
  caption?: string;
  /** At least one. */
  tags?: string[];
  favourite?: true;
  screenshot?: true;
  motion?: Motion;
  /** Apple's identifier of a Live Photo. */
  contentId?: string;
}

/** What a file without metadata has. */
const NOTHING: Embedded = { tags: {}, packets: [] };

/**
 * A photo with damaged EXIF, or a damaged sidecar, is still a photo.
 * @param sidecars their texts
 * @param start where the picture begins, as `Format` has it
 * @throws Problem `decoder-missing` if what unpacks them cannot be fetched now: without, they would be lost for good
 */
export async function readMetadata(
  bytes: ArrayBuffer,
  sidecars: Sidecars<string> = {},
  start = 0,
): Promise<Metadata> {
  try {
    const file = await embeddedIn(start > 0 ? bytes.slice(start) : bytes);
    const motion = motionIn(new Uint8Array(bytes), file.packets);
    const contentId = contentIdIn(bytesOf(file.tags.exif?.MakerNote));
    return {
      ...metadataIn(file, sidecars),
      ...(motion && { motion }),
      ...(contentId && { contentId }),
    };
  } catch (error) {
    if (problemCode(error) === 'decoder-missing') throw error;
    return metadataIn(NOTHING, sidecars);
  }
}

/** A file without any may still hold a clip. */
async function embeddedIn(bytes: ArrayBuffer): Promise<Embedded> {
  try {
    return await readEmbedded(withoutStray(bytes));
  } catch (error) {
    if (problemCode(error) === 'decoder-missing') throw error;
    return NOTHING;
  }
}

function metadataIn(file: Embedded, sidecars: Sidecars<string>): Metadata {
  const { exif } = file.tags;
  const moment = takenAt(file, xmpBeside(sidecars));
  const recorded = moment ? undefined : changedAt(file);
  const camera = cameraName(textOf(exif?.Make), textOf(exif?.Model));
  const place = placeOf(file);
  const caption = captionOf(file);
  const tags = tagsOf(file);
  const own = {
    ...(moment && { moment }),
    ...(recorded && { recorded }),
    ...(camera && { camera }),
    ...(place && { place }),
    ...(caption && { caption }),
    ...(tags.length > 0 && { tags }),
    ...(isFavourite(file) && { favourite: true as const }),
    ...(isScreenshot(file) && { screenshot: true as const }),
  };
  return joined(own, sidecars);
}

/** Joins what a video says of itself and what its sidecars say. Never throws. */
export function withSidecars(own: Metadata, sidecars: Sidecars<string>): Metadata {
  const moment = takenAt(NOTHING, xmpBeside(sidecars)) ?? own.moment;
  return joined({ ...own, ...(moment && { moment }) }, sidecars);
}

/** @param own its moment is final: for that, fields of the file and of the sidecar are compared one by one */
function joined(own: Metadata, sidecars: Sidecars<string>): Metadata {
  const beside = xmpBeside(sidecars);
  const takeout = readTakeout(sidecars.takeout);
  const { favourite: star, ...others } = own;
  const place = placeOf(beside) ?? own.place ?? takeout.place;
  const caption = captionOf(beside) ?? takeout.caption ?? own.caption;
  const tags = [tagsOf(beside), own.tags ?? []].find((some) => some.length > 0);
  const favourite = isFavourite(beside) ?? (takeout.favourite || star);
  return {
    ...others,
    ...(takeout.moment && { recorded: takeout.moment }),
    ...(place && { place }),
    ...(caption && { caption }),
    ...(tags && { tags }),
    ...(favourite && { favourite }),
  };
}

function xmpBeside({ xmp }: Sidecars<string>): Embedded {
  return xmp === undefined ? NOTHING : { ...NOTHING, packets: [xmp] };
}
