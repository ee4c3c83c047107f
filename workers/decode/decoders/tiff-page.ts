/** Numbers of a page of a TIFF, by the tags of its directory (TIFF 6.0, section 8). */

import type { IFD } from 'utif2';

export const TAG = {
  kind: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  colors: 262,
  strips: 273,
  orientation: 274,
  samples: 277,
  rowsAStrip: 278,
  stripBytes: 279,
  planes: 284,
  predictor: 317,
  palette: 320,
  tileWidth: 322,
  tiles: 324,
  tileBytes: 325,
  opacity: 338,
  format: 339,
  chromaMatrix: 529,
  chromaSize: 530,
  levels: 532,
  profile: 34675,
} as const;

/** What a page's colours are: values of `TAG.colors`. */
export const COLORS = {
  whiteIsZero: 0,
  blackIsZero: 1,
  rgb: 2,
  palette: 3,
  inks: 5,
  ycc: 6,
  lab: 8,
  labOfProfiles: 9,
} as const;

/** All numbers of a tag; none if there is none. */
export function numbers(page: IFD, tag: number): number[] {
  const values = page[`t${tag}`];
  return Array.isArray(values) ? values.filter((value) => typeof value === 'number') : [];
}

/** The first number of a tag. */
export function first(page: IFD, tag: number, otherwise = 0): number {
  return numbers(page, tag)[0] ?? otherwise;
}

/** The bytes of a tag; undefined if there are none. */
export function bytesAt(page: IFD, tag: number): Uint8Array | undefined {
  const values: unknown = page[`t${tag}`];
  return values instanceof Uint8Array ? values : undefined;
}

/** All fractions of a tag, of which UTIF gives numerator and denominator. */
export function rationals(page: IFD, tag: number): number[] {
  const values: unknown = page[`t${tag}`];
  const pairs: unknown[] = Array.isArray(values) ? values : [];
  return pairs.map((pair) => (Array.isArray(pair) ? pair[0] / pair[1] : Number.NaN));
}

/** Returns the page with other values of some tags. */
export function withTags(page: IFD, tags: Readonly<Record<number, number[]>>): IFD {
  const changed = Object.entries(tags).map(([tag, values]) => [`t${tag}`, values]);
  return { ...page, ...Object.fromEntries(changed) };
}
