/**
 * TIFF through UTIF: strips and tiles, 1 to 32 bits, grey, RGB, CMYK, Lab and palettes, fax and other compressions.
 * Of several pages the first is shown.
 */

import UTIF from 'utif2';
import { Problem } from '#core/errors';
import { turned, uprightSize } from '../upright';
import type { Pixels, Wanted } from './decoder';
import { bitmapOf } from './profiled';
import { rgbaOf } from './tiff-colors';
import { checkDirectories } from './tiff-directories';
import { bytesAt, first, TAG } from './tiff-page';
import { rowsOf } from './tiff-rows';

export const script = import.meta.url;

/** Bit of a page that is a smaller copy of another. */
const REDUCED = 1;
/** More pixels than there is memory for, at four bytes each, twice. */
const MOST_PIXELS = 2 ** 28;

/** @throws Problem `unsupported`, `too-large`; Error if the file is damaged */
export async function decode({ bytes }: Wanted): Promise<Pixels> {
  checkDirectories(bytes);
  const buffer = bytes.slice().buffer;
  const pages = UTIF.decode(buffer).filter(
    (page) => first(page, TAG.width) > 0 && first(page, TAG.height) > 0,
  );
  const page = pages.find((each) => (first(each, TAG.kind) & REDUCED) === 0) ?? pages[0];
  if (!page) throw new Error('It has no page.');
  const [width, height] = [first(page, TAG.width), first(page, TAG.height)];
  if (width * height > MOST_PIXELS) throw new Problem('too-large', `${width} x ${height} pixels.`);
  const rgba = rgbaOf(page, rowsOf(buffer, page));
  const stored = await bitmapOf(new ImageData(rgba, width, height), bytesAt(page, TAG.profile));
  const orientation = first(page, TAG.orientation);
  return { picture: turned(stored, orientation), whole: uprightSize({ width, height }, orientation) };
}
