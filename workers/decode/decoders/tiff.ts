/**
 * TIFF through UTIF: strips and tiles, 1 to 32 bits, grey, RGB, CMYK, Lab and palettes, fax and other compressions.
 * Of several pages the first is shown.
 */

import UTIF, { type IFD } from 'utif2';
import { Problem } from '#core/errors';
import { turned, uprightSize } from '../upright';
import type { Pixels, Wanted } from './decoder';
import { checkDirectories } from './tiff-directories';

export const script = import.meta.url;

/** Numbers of the tags that are read here (TIFF 6.0, section 8). */
const KIND = 't254';
const ORIENTATION = 't274';
const PHOTOMETRIC = 't262';
const BITS = 't258';
const SAMPLES = 't277';
const WIDTH = 't256';
const HEIGHT = 't257';

/** The colours are inks. */
const SEPARATED = 5;
/** The fourth ink. */
const BLACK = 3;

/** Bit of a page that is a smaller copy of another. */
const REDUCED = 1;
/** More pixels than there is memory for, at four bytes each, twice. */
const MOST_PIXELS = 2 ** 28;

/** @throws Problem `too-large`; Error if the file is damaged */
export async function decode({ bytes }: Wanted): Promise<Pixels> {
  checkDirectories(bytes);
  const buffer = bytes.slice().buffer;
  const pages = UTIF.decode(buffer).filter((page) => number(page[WIDTH]) > 0 && number(page[HEIGHT]) > 0);
  const page = pages.find((each) => (number(each[KIND]) & REDUCED) === 0) ?? pages[0];
  if (!page) throw new Error('It has no page.');
  if (number(page[WIDTH]) * number(page[HEIGHT]) > MOST_PIXELS) {
    throw new Problem('too-large', `${number(page[WIDTH])} x ${number(page[HEIGHT])} pixels.`);
  }
  UTIF.decodeImage(buffer, page);
  const isInks = number(page[PHOTOMETRIC]) === SEPARATED;
  const rgba = isInks ? fromInks(page) : new Uint8ClampedArray(UTIF.toRGBA8(page));
  const stored = await createImageBitmap(new ImageData(rgba, page.width, page.height));
  const orientation = number(page[ORIENTATION]);
  const whole = uprightSize({ width: stored.width, height: stored.height }, orientation);
  return { picture: turned(stored, orientation), whole };
}

/** Pixels of cyan, magenta, yellow and black. (UTIF's own way asks for a window, which workers lack.) */
function fromInks(page: IFD): Uint8ClampedArray<ArrayBuffer> {
  const { data, width, height } = page;
  const samples = number(page[SAMPLES]);
  const step = number(page[BITS]) / 8;
  // Of 16 bits the high byte will do; UTIF has put it last, whatever the file's order is.
  const high = step - 1;
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const paper = (ink: number) => 255 - (data[(pixel * samples + ink) * step + high] as number);
    const light = paper(BLACK) / 255;
    for (let ink = 0; ink < BLACK; ink++) rgba[4 * pixel + ink] = paper(ink) * light;
  }
  return rgba;
}

/** First number of a tag; 0 if there is none. */
function number(tag: unknown): number {
  const [first] = Array.isArray(tag) ? tag : [];
  return typeof first === 'number' ? first : 0;
}
