/**
 * The samples of a page of a TIFF. UTIF takes apart what is packed; joining planes, and undoing differences between
 * neighbours, are done here, because it does the first not at all, and the second for 8 and 16 bits alone.
 */

import UTIF, { type IFD } from 'utif2';
import { Problem } from '#core/errors';
import { COLORS, first, numbers, TAG, withTags } from './tiff-page';

/** Row after row, sample after sample, each row from a new byte on. */
export interface Rows {
  data: Uint8Array;
  width: number;
  height: number;
  samples: number;
  bits: number;
  isFloat: boolean;
  /** The lowest byte of a sample comes first. */
  isLittle: boolean;
  colors: number;
}

/** Kinds of packing that UTIF knows: none, three of fax, LZW, two of JPEG, deflate by two numbers, PackBits, and ThunderScan's. */
const PACKED = [1, 2, 3, 4, 5, 6, 7, 8, 32946, 32773, 32809];
const JPEGS = [6, 7];
const FLOAT = 3;
const SEPARATE = 2;
/** Each sample is told by its difference from the one on its left; of `FLOATS`, byte by byte, all high bytes first. */
const DIFFERENCES = 2;
const FLOATS = 3;
/** Damaged files claim more. */
const MOST_BITS = 32;
const MOST_SAMPLES = 32;

/** @throws Problem `unsupported`; Error if it is damaged */
export function rowsOf(buffer: ArrayBuffer, page: IFD): Rows {
  const { predictor, isJpeg, isSeparate, ...stored } = codingOf(page);
  const [width, height] = [first(page, TAG.width), first(page, TAG.height)];
  // UTIF makes red, green and blue of each JPEG.
  const samples = isJpeg ? 3 : stored.samples;
  const { bits } = stored;
  // Of 16 bits UTIF has put the low byte first, whatever the file's order is.
  const isLittle = bits === 16 || new Uint8Array(buffer)[0] === 'I'.charCodeAt(0);
  const format = { width, height, bits, isFloat: first(page, TAG.format) === FLOAT, isLittle };
  const segment = first(page, TAG.tileWidth, width);
  const unpacked = (part: IFD, samples: number): Uint8Array => {
    const plain = withTags(part, {
      [TAG.predictor]: [1],
      [TAG.samples]: [samples],
      [TAG.bits]: Array.from({ length: samples }, () => bits),
    });
    UTIF.decodeImage(buffer, plain);
    if (predictor === DIFFERENCES) addUp(plain.data, { ...format, samples, segment });
    if (predictor === FLOATS) addUpFloats(plain.data, { ...format, samples, segment });
    return plain.data;
  };
  const data = isSeparate
    ? joined(
        Array.from({ length: samples }, (_, plane) => unpacked(planeOf(page, plane, samples), 1)),
        bits / 8,
      )
    : unpacked(page, samples);
  const colors = isJpeg ? COLORS.rgb : colorsOf(page, samples, bits);
  return { ...format, data, samples, colors };
}

/** How the samples are stored. @throws Problem `unsupported` */
function codingOf(page: IFD) {
  const packing = first(page, TAG.compression, 1);
  const predictor = first(page, TAG.predictor, 1);
  const samples = first(page, TAG.samples, 1);
  const bits = first(page, TAG.bits, 1);
  const isJpeg = JPEGS.includes(packing);
  const isSeparate = first(page, TAG.planes, 1) === SEPARATE && samples > 1;
  const isKnown =
    PACKED.includes(packing) && predictor <= FLOATS && bits <= MOST_BITS && samples <= MOST_SAMPLES;
  // Of JPEGs with inks UTIF gives wrong colours.
  const isKnownJpeg = !isSeparate && bits === 8 && samples <= 3;
  if (!isKnown || (isJpeg && !isKnownJpeg) || (isSeparate && bits % 8 > 0)) {
    const what = `${samples} samples of ${bits} bits${isSeparate ? ' in planes' : ''}`;
    throw new Problem('unsupported', `A TIFF of ${what}, compression ${packing}, predictor ${predictor}.`);
  }
  return { predictor, samples, bits, isJpeg, isSeparate };
}

/** Not every program says it. */
function colorsOf(page: IFD, samples: number, bits: number): number {
  if (samples > 2) return first(page, TAG.colors, COLORS.rgb);
  return first(page, TAG.colors, bits === 1 ? COLORS.whiteIsZero : COLORS.blackIsZero);
}

/** Returns one plane's strips or tiles as a page of grey: all of the first plane come first. */
function planeOf(page: IFD, plane: number, planes: number): IFD {
  const lists = [TAG.strips, TAG.stripBytes, TAG.tiles, TAG.tileBytes].flatMap((tag) => {
    const all = numbers(page, tag);
    const each = all.length / planes;
    return all.length > 0 ? [[tag, all.slice(plane * each, (plane + 1) * each)]] : [];
  });
  return withTags(page, { ...Object.fromEntries(lists), [TAG.colors]: [COLORS.blackIsZero] });
}

function joined(planes: readonly Uint8Array[], step: number): Uint8Array {
  const length = planes[0]?.length ?? 0;
  const data = new Uint8Array(length * planes.length);
  planes.forEach((plane, i) => {
    for (let at = 0; at < length; at += step) {
      for (let byte = 0; byte < step; byte++) {
        data[at * planes.length + i * step + byte] = plane[at + byte] as number;
      }
    }
  });
  return data;
}

interface Differences extends Pick<Rows, 'width' | 'height' | 'samples' | 'bits' | 'isLittle'> {
  /** Pixels until it begins anew: the width of the page, or of a tile. */
  segment: number;
}

function addUp(data: Uint8Array, { width, height, samples, bits, isLittle, segment }: Differences): void {
  const bytes = bits / 8;
  if (![1, 2, 4].includes(bytes)) throw new Problem('unsupported', `Differences of ${bits} bits.`);
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < width * samples; i++) {
      if (i % (segment * samples) < samples) continue;
      const at = (y * width * samples + i) * bytes;
      const left = at - samples * bytes;
      if (bytes === 1) data[at] = (data[at] as number) + (data[left] as number);
      else if (bytes === 2) {
        view.setUint16(at, view.getUint16(at, isLittle) + view.getUint16(left, isLittle), isLittle);
      } else view.setUint32(at, view.getUint32(at, isLittle) + view.getUint32(left, isLittle), isLittle);
    }
  }
}

/** Adobe's third technical note on TIFF: the differences are those of bytes, and the high ones of a row come first. */
function addUpFloats(
  data: Uint8Array,
  { width, height, samples, bits, isLittle, segment }: Differences,
): void {
  const bytes = bits / 8;
  if (segment !== width) throw new Problem('unsupported', 'Floats in tiles.');
  const values = width * samples;
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * values * bytes, (y + 1) * values * bytes);
    for (let i = samples; i < row.length; i++) row[i] = (row[i] as number) + (row[i - samples] as number);
    const planes = row.slice();
    for (let byte = 0; byte < bytes; byte++) {
      const to = isLittle ? bytes - 1 - byte : byte;
      for (let i = 0; i < values; i++) row[i * bytes + to] = planes[byte * values + i] as number;
    }
  }
}
