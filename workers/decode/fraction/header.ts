/** Reads what lies before the codes of a JPEG (ITU-T T.81, annex B; JFIF 1.02), if it is of the kind that cameras write. */

import { isExif } from '../jpeg';
import type { Size } from '../size-hint';

/** A part of the picture's colours: luminance, say. */
export interface Component {
  /** Blocks of 8 x 8 pixels in each unit of the scan. */
  across: number;
  down: number;
  /** Numbers of its tables, 0 to 3. */
  quantiser: number;
  dc: number;
  ac: number;
}

export interface Header {
  /** As stored: not turned upright. */
  size: Size;
  /** One for grey; else luminance and two of colour. */
  components: Component[];
  /** By number: 64 values, in the order of the file. */
  quantisers: ReadonlyMap<number, Uint16Array>;
  /** By class (16 for AC) and number, as the file has them: 16 numbers of codes, then up to 256 symbols. */
  tables: ReadonlyMap<number, Uint8Array>;
  /** Units between two restart markers; 0 for none. */
  interval: number;
  /** The ICC profile; empty if there is none. */
  profile: Uint8Array;
  /** What is in each EXIF segment. */
  exif: readonly Uint8Array[];
  /** Offset of the first code. */
  scan: number;
}

const FILL = 0xff;
/** Of eight bits, with Huffman codes, in one pass. */
const FRAMES = [0xc0, 0xc1];
const OTHER_FRAMES = [0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];
const TABLES = 0xc4;
const QUANTISERS = 0xdb;
const RESTARTS = 0xdd;
const SCAN = 0xda;
/** Class of the tables for all coefficients but the first. */
const AC = 0x10;
const [JFIF, PROFILE, ADOBE] = [0xe0, 0xe2, 0xee];
/** Adobe's number for luminance and two of colour. */
const YCC = 1;

/** Returns null for other kinds: progressive, arithmetic, of 12 bits, in RGB or inks, in several scans; and if it is damaged. */
export function headerOf(bytes: Uint8Array): Header | null {
  let interval = 0;
  const tables = new Map<number, Uint8Array>();
  const quantisers = new Map<number, Uint16Array>();
  const profile: number[] = [];
  const exif: Uint8Array[] = [];
  let frame = bytes.subarray(0, 0);
  let ycc: boolean | undefined;
  for (let at = 2; bytes[at] === FILL; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === FILL) {
      at++;
      continue;
    }
    const end = at + 2 + word(bytes, at + 2);
    const data = bytes.subarray(at + 4, end);
    const isSecond = FRAMES.includes(marker) && frame.length > 0;
    if (end > bytes.length || isSecond || OTHER_FRAMES.includes(marker)) return null;
    if (FRAMES.includes(marker)) frame = data;
    else if (marker === TABLES) for (const [key, table] of tablesOf(data)) tables.set(key, table);
    else if (marker === QUANTISERS) for (const [key, table] of quantisersOf(data)) quantisers.set(key, table);
    else if (marker === RESTARTS) interval = word(data, 0);
    else if (marker === JFIF && startsWith(data, 'JFIF\0')) ycc = true;
    else if (marker === ADOBE && startsWith(data, 'Adobe')) ycc ??= data[11] === YCC;
    else if (marker === PROFILE && startsWith(data, 'ICC_PROFILE\0')) profile.push(...data.subarray(14));
    else if (isExif({ marker, data })) exif.push(data);
    else if (marker === SCAN) {
      const components = componentsOf(frame, data, ycc);
      const size = { height: word(frame, 1), width: word(frame, 3) };
      const has = ({ quantiser, dc, ac }: Component) =>
        quantisers.has(quantiser) && tables.has(dc) && tables.has(ac | AC);
      if (!components?.every(has) || size.width * size.height === 0) return null;
      const colours = Uint8Array.from(profile);
      return { size, components, quantisers, tables, interval, profile: colours, exif, scan: end };
    }
    at = end;
  }
  return null;
}

/** @param ycc whether JFIF or Adobe say that there is a luminance */
function componentsOf(frame: Uint8Array, scan: Uint8Array, ycc?: boolean): Component[] | null {
  const [bits, , , , , count = 0] = frame;
  const ids = Array.from({ length: count }, (_, i) => frame[6 + 3 * i]);
  const inScan = Array.from({ length: scan[0] ?? 0 }, (_, i) => scan[1 + 2 * i]);
  const isKnown = count === 1 || (count === 3 && (ycc ?? ids.join() === '1,2,3'));
  if (bits !== 8 || !isKnown || ids.join() !== inScan.join()) return null;
  const components = ids.map((_, i) => {
    const [factors = 0, quantiser = 0] = frame.subarray(7 + 3 * i);
    const tables = scan[2 + 2 * i] ?? 0;
    // Alone, a component has one block in each unit.
    const [across, down] = count === 1 ? [1, 1] : [factors >> 4, factors & 15];
    return { across, down, quantiser, dc: tables >> 4, ac: tables & 15 };
  });
  return components.every(({ across, down, dc, ac }) => across && down && dc < 4 && ac < 4)
    ? components
    : null;
}

/** Leaves out what has no number from 0 to 3, and what has more symbols than there are. */
function* tablesOf(data: Uint8Array): Generator<[number, Uint8Array]> {
  for (let at = 0; at + 17 <= data.length; ) {
    const key = data[at] ?? 0;
    const count = data.subarray(at + 1, at + 17).reduce((sum, length) => sum + length, 0);
    if ((key & ~AC) < 4 && count <= 256) yield [key, data.subarray(at + 1, at + 17 + count)];
    at += 17 + count;
  }
}

function* quantisersOf(data: Uint8Array): Generator<[number, Uint16Array]> {
  for (let at = 0; at < data.length; ) {
    const key = data[at] ?? 0;
    const from = at + 1;
    const isWide = key > 15;
    const value = (_: unknown, k: number) => (isWide ? word(data, from + 2 * k) : (data[from + k] ?? 0));
    if ((key & 15) < 4) yield [key & 15, Uint16Array.from({ length: 64 }, value)];
    at = from + (isWide ? 128 : 64);
  }
}

function startsWith(data: Uint8Array, text: string): boolean {
  return [...text].every((char, i) => data[i] === char.charCodeAt(0));
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
