/**
 * AVIF in Display P3 where the browser takes its colours for sRGB's, as WebKitGTK does. Whether this one does is tried on
 * a tiny picture, because its version does not tell.
 */

import { FULL, primaryProperties, viewOf } from './avif-properties';
import { asDisplayP3, P3_PRIMARIES } from './decoders/display-p3';
import { coloursOf } from './icc';
import { contextOf, type Picture, release, sizeOf } from './scaled';

/** One pixel of Display P3: red 60, green 180, blue 60. sRGB has no such green: its red is 0 then. */
const TRIAL =
  'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2aWYA' +
  'AAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAAB4AAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IA' +
  'AAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAAEAAAABAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgSAAAAAAABNjb2xybmNseAAMAA0ABoAA' +
  'AAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAACZtZGF0EgAKBzgADlDA0GkyERBAAABAAAv+o0vcRyNSkEyX';
/** Nearer to 60 than to 0. */
const MOST_RED = 30;

/** Whether a file is in Display P3, and this browser takes it for sRGB. */
export async function isTakenForSrgb(bytes: Uint8Array): Promise<boolean> {
  return isDisplayP3(bytes) && !(await areFollowed());
}

/** Returns the picture with its levels taken for those of Display P3; closes the one given. */
export function inDisplayP3(picture: Picture): Promise<ImageBitmap> {
  return createImageBitmap(asDisplayP3(levelsOf(picture)));
}

/** Whether an ICC profile or, without one, numbers (nclx) say so. */
function isDisplayP3(bytes: Uint8Array): boolean {
  const colours = primaryProperties(bytes).filter(({ name }) => name === 'colr');
  const contents = colours.map(({ content }) => content).filter(({ length }) => length >= FULL + 2);
  const kindOf = (content: Uint8Array) => String.fromCharCode(...content.subarray(0, FULL));
  const profile = contents.find((content) => kindOf(content) !== 'nclx');
  if (profile) return coloursOf(profile.subarray(FULL)) === 'display-p3';
  return contents.some((numbers) => viewOf(numbers).getUint16(FULL) === P3_PRIMARIES);
}

let answer: Promise<boolean> | undefined;

/** Once per worker. */
function areFollowed(): Promise<boolean> {
  answer ??= tried().catch(() => true);
  return answer;
}

async function tried(): Promise<boolean> {
  const bytes = Uint8Array.from(atob(TRIAL), (char) => char.charCodeAt(0));
  const [red = 0] = levelsOf(await createImageBitmap(new Blob([bytes], { type: 'image/avif' }))).data;
  return red < MOST_RED;
}

/** Closes the picture. */
function levelsOf(picture: Picture): ImageData {
  const { width, height } = sizeOf(picture);
  const context = contextOf(new OffscreenCanvas(width, height));
  context.drawImage(picture, 0, 0);
  release(picture);
  return context.getImageData(0, 0, width, height);
}
