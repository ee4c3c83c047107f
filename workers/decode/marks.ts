/** Reads the words and stars that people gave a photo in another program. */

import { folded } from '#core/folding';
import { type Embedded, iptcTexts, valueIn, windowsField, windowsText } from './embedded';
import { xmpTexts } from './xmp';

/** Most tags of a photo: agencies ask for up to 50, and more come from programs that label by machine. */
const MOST_TAGS = 50;
/** Longest tag, in characters: as many as the app lets one type. */
const LONGEST_TAG = 60;
/** Stars, of five, from which a photo is a favourite. */
const FAVOURITE = 4;

/**
 * Returns the keywords of XMP, IPTC and EXIF together, each once, whatever its case, accents and width. Of a
 * path ("Places/Kyoto", "Places|Kyoto") the last step alone: those above it are folders of the other program.
 */
export function tagsOf(from: Embedded): string[] {
  const { tags, packets } = from;
  const flat = [
    ...xmpTexts(packets, 'dc:subject'),
    ...iptcTexts(tags.iptc?.Keywords),
    // Windows writes all into one text.
    ...windowsText(from, 'XPKeywords').split(/[;\0]/),
  ];
  const paths = [
    ...xmpTexts(packets, 'digiKam:TagsList').map((path) => path.split('/')),
    ...xmpTexts(packets, 'lr:hierarchicalSubject').map((path) => path.split('|')),
  ];
  const distinct = new Map<string, string>();
  for (const word of [...flat, ...paths.map((path) => path.at(-1) ?? '')]) {
    const tag = word.trim().replace(/\s+/g, ' ');
    if (isTag(tag) && !distinct.has(folded(tag))) distinct.set(folded(tag), tag);
  }
  return [...distinct.values()].slice(0, MOST_TAGS);
}

function isTag(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text) && text.length <= LONGEST_TAG;
}

/**
 * Whether the photo has four or five stars of five; undefined if it has no rating. The first rating that the file has counts, also if it is 0:
 * a program that takes the stars away writes XMP, and may leave EXIF as it was.
 */
export function isFavourite(from: Embedded): boolean | undefined {
  const ratings = [
    numberOf(xmpTexts(from.packets, 'xmp:Rating')[0]),
    starsOf(numberOf(xmpTexts(from.packets, 'MicrosoftPhoto:Rating')[0])),
    numberOf(valueIn(windowsField(from, 'Rating'))),
    starsOf(numberOf(valueIn(windowsField(from, 'RatingPercent')))),
  ];
  const rating = ratings.find((one) => one !== undefined);
  return rating === undefined ? undefined : rating >= FAVOURITE;
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Windows writes 1, 25, 50, 75 and 99 % for one to five stars. */
function starsOf(percent: number | undefined): number | undefined {
  return percent === undefined || percent <= 0 ? percent : 1 + Math.round(percent / 25);
}
