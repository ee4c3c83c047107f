/**
 * Tells a file's format from its first bytes, whatever its name says. It only chooses which decoder is asked: whether
 * the file is a picture, and of what size, the decoder knows.
 */

import { Problem } from '#core/errors';
import { firstDirectory } from './tiff';

export interface Format {
  /** Media type; empty if the bytes are of no known format. */
  type: string;
  /** Where the picture begins: some programs write other bytes in front of a JPEG. */
  start: number;
}

/** Bytes at an offset, as text of one character a byte. */
type Signature = readonly [offset: number, bytes: string];

const SIGNATURES: readonly (readonly [type: string, ...signatures: Signature[]])[] = [
  ['image/jpeg', [0, '\xff\xd8']],
  ['image/png', [0, '\x89PNG']],
  ['image/gif', [0, 'GIF8']],
  ['image/webp', [0, 'RIFF'], [8, 'WEBP']],
  ['image/bmp', [0, 'BM']],
  ['image/x-icon', [0, '\0\0\x01\0']],
  ['image/jxl', [0, '\xff\x0a']],
  ['image/jxl', [4, 'JXL \r\n']],
  ['image/jp2', [4, 'jP  \r\n']],
  // A bare codestream of the same.
  ['image/jp2', [0, '\xff\x4f\xff\x51']],
  ['image/x-canon-cr2', [0, 'II*\0'], [8, 'CR']],
  ['image/x-panasonic-rw2', [0, 'IIU\0']],
  ['image/x-olympus-orf', [0, 'IIRO']],
  ['image/x-olympus-orf', [0, 'IIRS']],
  ['image/x-olympus-orf', [0, 'MMOR']],
  ['image/x-fuji-raf', [0, 'FUJIFILMCCD-RAW']],
  // Also RAW files: see `tiffType`.
  ['image/tiff', [0, 'II*\0']],
  ['image/tiff', [0, 'MM\0*']],
  ['image/vnd.adobe.photoshop', [0, '8BPS']],
];

/** By the brands of an ISO base media file, the most telling first. */
const BRANDS: readonly (readonly [type: string, brands: RegExp])[] = [
  ['image/avif', /avif|avis/],
  ['image/x-canon-cr3', /crx /],
  ['image/heic', /heic|heix|hevc|hevx|heim|heis|hevm|hevs/],
  ['image/heif', /mif1|mif2|msf1|miaf/],
];

/** Bytes that are searched for a JPEG behind others, and for what tells the coding of a picture. */
const SEARCHED = 65_536;

/** @throws Problem `empty-file` */
export function formatOf(bytes: Uint8Array): Format {
  if (bytes.length === 0) throw new Problem('empty-file', 'The file has no bytes.');
  const head = textOf(bytes.subarray(0, 1024));
  const known = SIGNATURES.find(([, ...signatures]) =>
    signatures.every(([offset, text]) => head.startsWith(text, offset)),
  );
  if (known) return { type: known[0] === 'image/tiff' ? tiffType(bytes) : known[0], start: 0 };
  if (head.startsWith('ftyp', 4)) return { type: isoType(bytes, head), start: 0 };
  const searched = textOf(bytes.subarray(0, SEARCHED));
  if (isSvg(searched)) return { type: 'image/svg+xml', start: 0 };
  const jpeg = searched.indexOf('\xff\xd8\xff');
  return jpeg > 0 ? { type: 'image/jpeg', start: jpeg } : { type: '', start: 0 };
}

const BYTE_ORDER_MARK = '\xef\xbb\xbf';
/** What may stand in front of the root of an XML file: spaces, its declaration, comments, its type with entities. */
const PROLOGUE = /\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^[>]*(\[[^\]]*\]\s*)?>/isy;

/** By its root: other pages may hold an SVG. */
function isSvg(text: string): boolean {
  PROLOGUE.lastIndex = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  let root = PROLOGUE.lastIndex;
  while (PROLOGUE.test(text)) root = PROLOGUE.lastIndex;
  return /^<([\w.-]+:)?svg[\s/>]/.test(text.slice(root, root + 256));
}

/** RAW formats that are built like a TIFF, by the maker's name in it. */
const RAW_MAKERS: readonly (readonly [type: string, make: RegExp])[] = [
  ['image/x-nikon-nef', /^nikon/i],
  ['image/x-sony-arw', /^sony/i],
  ['image/x-pentax-pef', /^(pentax|ricoh)/i],
  ['image/x-samsung-srw', /^samsung/i],
  ['image/x-olympus-orf', /^(olympus|om digital)/i],
];

/** Whether a type is one of a RAW file. */
export function isRaw(type: string): boolean {
  return /^image\/x-(?!icon$)/.test(type);
}

/** Scanners and editors name a camera too, but only RAW files have directories below the first. */
function tiffType(bytes: Uint8Array): string {
  const { isDng = false, hasBelow = false, make = '' } = firstDirectory(bytes) ?? {};
  if (isDng) return 'image/x-adobe-dng';
  const [raw] = RAW_MAKERS.find(([, maker]) => hasBelow && maker.test(make)) ?? [];
  return raw ?? 'image/tiff';
}

/** Returns the type by the brands of the file; empty for videos and other files of this container. */
function isoType(bytes: Uint8Array, head: string): string {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const brands = head.slice(8, Math.min(length, 256));
  const [type = ''] = BRANDS.find(([, names]) => names.test(brands)) ?? [];
  if (type !== 'image/heif') return type;
  // "mif1" alone says that there are pictures, but not how they are coded.
  const [coding] = /av01|hvc1/.exec(textOf(bytes.subarray(0, SEARCHED))) ?? [];
  return coding === 'av01' ? 'image/avif' : coding === 'hvc1' ? 'image/heic' : type;
}

/** One character a byte. (The decoder of "latin1" is one of windows-1252.) */
function textOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
