/** Finds the moment a photo was taken in its metadata. */

import { readMoment } from '#core/moments';
import type { Moment } from '#core/wall-clock';
import { type Embedded, textOf } from './embedded';
import { xmpTexts } from './xmp';

/**
 * Where a moment may stand, the best first: what says when the picture was taken, then when it was digitised. Where
 * EXIF was lost, XMP and IPTC often still have the day.
 */
const ORDER: readonly ((from: Embedded) => string | undefined)[] = [
  ({ tags: { exif } }) => zoned(exif?.DateTimeOriginal, exif?.OffsetTimeOriginal),
  ({ tags: { exif } }) => zoned(exif?.DateTimeDigitized, exif?.OffsetTimeDigitized),
  ({ packets }) => xmpTexts(packets, 'exif:DateTimeOriginal')[0],
  ({ packets }) => xmpTexts(packets, 'photoshop:DateCreated')[0],
  ({ packets }) => xmpTexts(packets, 'xmp:CreateDate')[0],
  iptcCreated,
  ({ tags }) => tags.pngText?.['Creation Time']?.description,
];

/** What a sidecar says of when the picture was taken. Its `xmp:CreateDate` is no better than that of a file. */
const CORRECTED = ['exif:DateTimeOriginal', 'photoshop:DateCreated'];

/**
 * Returns the first moment. If its own field has no offset, it takes that of another one which shows the same time:
 * some cameras write one offset for three times, that of the last change among them.
 * @param beside the XMP sidecar: when the picture was taken is corrected there, and the file stays as it was
 * @returns undefined if no field has a day of the calendar
 */
export function takenAt({ tags, packets }: Embedded, beside: Embedded): Moment | undefined {
  const all = { tags, packets: [...beside.packets, ...packets] };
  const written = [
    ...CORRECTED.map((name) => xmpTexts(beside.packets, name)[0]),
    ...ORDER.map((textIn) => textIn(all)),
  ];
  const [first, ...others] = written.flatMap((text) => readMoment(text) ?? []);
  if (first?.offset !== undefined) return first;
  const lenders = [...others, changedAt({ tags }) ?? []].flat();
  return lenders.find(({ taken, offset }) => taken === first?.taken && offset !== undefined) ?? first;
}

/**
 * Returns when the file was last changed: EXIF's DateTime. Every editor writes it, so it says when the picture was taken
 * only if neither metadata nor the file's name does.
 * @returns undefined if it is no day of the calendar
 */
export function changedAt({ tags: { exif } }: Pick<Embedded, 'tags'>): Moment | undefined {
  return readMoment(zoned(exif?.DateTime, exif?.OffsetTime));
}

/** Joins a time of EXIF and its offset. "Z" there is an offset like another: the time is the wall's. */
function zoned(time: unknown, offset: unknown): string | undefined {
  const ahead = textOf(offset)?.replace(/^Z$/i, '+00:00') ?? '';
  return textOf(time)?.concat(ahead);
}

/** Joins day and time, which IPTC writes apart: "20240731", "182005+0200". */
function iptcCreated({ tags }: Embedded): string | undefined {
  const day = textOf(tags.iptc?.['Date Created']);
  const time = textOf(tags.iptc?.['Time Created']);
  return day && time ? `${day}T${time}` : day;
}
