/** Names for copies of photos: valid on every file system, and each different. */

import { writeWallTime } from './listing';
import { isPictureName } from './media-names';
import { wallNow } from './wall-clock';

/** What Windows, macOS or the browser's folders refuse in a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what is refused
const REFUSED = /[\\/:*?"<>|\u0000-\u001f\u007f]/g;
/** Marks of a direction show "gpj.exe" as "exe.jpg". */
const TURNING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Devices of Windows, whatever ending they have. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

/** Most file systems allow 255 bytes; a character of three leaves room for a number behind the stem. */
const LONGEST = 80;

/** The name without the characters and endings that a file system may refuse; never empty, at most `LONGEST` letters. */
export function safeName(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(TURNING, '')
    .replace(REFUSED, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
    .replace(DEVICE, '_$&');
  return shortened(safe) || 'photo';
}

/** Cuts the stem, between characters. */
function shortened(name: string): string {
  const stem = stemOf(name);
  const ending = name.slice(stem.length);
  if ([...name].length <= LONGEST) return name;
  if ([...ending].length > 10)
    return [...name]
      .slice(0, LONGEST)
      .join('')
      .replace(/[. ]+$/, '');
  return (
    [...stem]
      .slice(0, LONGEST - [...ending].length)
      .join('')
      .trimEnd() + ending
  );
}

/**
 * The name of an original, with the ending of a picture or video: a browser that opens a file of the disk believes its
 * name, and would run one that ends as a page does, or as a drawing that it is not.
 * @param type media type by the bytes
 */
export function mediaName(name: string, type: string): string {
  const mayRun = /\.svgz?$/i.test(name) && type !== 'image/svg+xml';
  if (isPictureName(name) && !mayRun) return name;
  const [, kind = ''] = /([a-z0-9]+)$/.exec(type) ?? [];
  const known: Readonly<Record<string, string>> = { jpeg: 'jpg', quicktime: 'mov', matroska: 'mkv' };
  const ending = `${name}.${known[kind] ?? kind}`;
  return isPictureName(ending) ? ending : `${name}.bin`;
}

/** The name of a copy whose bytes are JPEG, whatever the original was. */
export function jpegName(name: string): string {
  return /\.(jpe?g|jfif)$/i.test(name) ? name : `${stemOf(name)}.jpg`;
}

/**
 * Gives out each name once: the second "a.jpg" becomes "a (2).jpg". Names that differ only in case or in
 * how accents are encoded count as the same, as they do on most disks. Several names of one photo get the same number,
 * because only their names tell that they belong together.
 * @param taken names that are there already
 */
export function uniqueNames(taken: Iterable<string> = []): (names: readonly string[]) => string[] {
  const given = new Set(Array.from(taken, alike));
  return (wanted) => {
    const names = wanted.map(safeName);
    let unique = names;
    for (let turn = 2; unique.some((name) => given.has(alike(name))); turn++) {
      unique = names.map((name) => `${stemOf(name)} (${turn})${name.slice(stemOf(name).length)}`);
    }
    for (const name of unique) given.add(alike(name));
    return unique;
  };
}

function alike(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Everything before the last dot; the whole name if it has no dot or only a leading one. */
export function stemOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** Returns a file name with today's date, such as "mitsuke-2026-11-25.zip". */
export function datedName(ending: string): string {
  const [day] = writeWallTime(wallNow()).split('T');
  return `mitsuke-${day}.${ending}`;
}
