/** Finds the moment a photo was taken in its metadata. */

import { readMoment } from '#core/moments';
import { type Embedded, textOf } from './embedded';
import { xmpTexts } from './xmp';

/**
 * Where a moment may stand, the best first: what says when the picture was taken, then when it was digitised,
 * then when the file was last written. EXIF's DateTime is the last because every editor writes it; where the
 * three before it were lost, XMP and IPTC often still have the day.
 */
const ORDER: readonly ((from: Embedded) => string | undefined)[] = [
  ({ tags }) => textOf(tags.exif?.DateTimeOriginal),
  ({ tags }) => textOf(tags.exif?.DateTimeDigitized),
  ({ packets }) => xmpTexts(packets, 'exif:DateTimeOriginal')[0],
  ({ packets }) => xmpTexts(packets, 'photoshop:DateCreated')[0],
  ({ packets }) => xmpTexts(packets, 'xmp:CreateDate')[0],
  iptcCreated,
  ({ tags }) => tags.pngText?.['Creation Time']?.description,
  ({ tags }) => textOf(tags.exif?.DateTime),
];

/** @returns milliseconds since 1970; undefined if no field has a day of the calendar */
export function takenAt(from: Embedded): number | undefined {
  for (const written of ORDER) {
    const moment = readMoment(written(from));
    if (moment !== undefined) return moment;
  }
  return undefined;
}

/** Joins day and time, which IPTC writes apart: "20240731", "182005+0200". */
function iptcCreated({ tags }: Embedded): string | undefined {
  const day = textOf(tags.iptc?.['Date Created']);
  const time = textOf(tags.iptc?.['Time Created']);
  return day && time ? `${day}T${time}` : day;
}
