/** Names for copies of photos: valid on every file system, and each different. */

import { writeWallTime } from './listing';
import { wallNow } from './wall-clock';

/** What Windows, macOS or the browser's folders refuse in a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what is refused
const REFUSED = /[\\/:*?"<>|\u0000-\u001f\u007f]/g;

/** The name without the characters and endings that a file system may refuse; never empty. */
export function safeName(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(REFUSED, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  return safe || 'photo';
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
