/** Tells videos from their first bytes, whatever their names say: they are read in pieces, pictures as a whole. */

/** Bytes at the beginning of a file that tell its type. */
export const TYPE_BYTES = 256;

/** Boxes with which QuickTime files without a `ftyp` begin. */
const OLD_QUICKTIME = /^(moov|mdat|wide|skip|free|pnot)$/;

/** Brands of pictures: HEIF and AVIF, also sequences of pictures, and Canon's RAW. */
const PICTURES = /^(avi[fs]|hei[cxms]|hev[cxms]|mif[12]|msf1|miaf|crx )$/;

/** @param head the first `TYPE_BYTES` bytes @returns the media type; empty if the file is no video */
export function videoTypeOf(head: Uint8Array): string {
  // One character a byte.
  const text = String.fromCharCode(...head.subarray(0, TYPE_BYTES));
  // Matroska and WebM begin with the header of EBML, which names the kind of document.
  if (text.startsWith('\x1a\x45\xdf\xa3')) return text.includes('webm') ? 'video/webm' : 'video/x-matroska';
  if (text.startsWith('RIFF') && text.startsWith('AVI ', 8)) return 'video/x-msvideo';
  const box = text.slice(4, 8);
  if (OLD_QUICKTIME.test(box)) return 'video/quicktime';
  if (box !== 'ftyp') return '';
  const brand = text.slice(8, 12);
  if (PICTURES.test(brand)) return '';
  if (brand === 'qt  ') return 'video/quicktime';
  if (/^M4V/.test(brand)) return 'video/x-m4v';
  if (/^3g2/.test(brand)) return 'video/3gpp2';
  return /^3g/.test(brand) ? 'video/3gpp' : 'video/mp4';
}

/** Whether a media type is one of `videoTypeOf`. */
export function isVideoType(type: string): boolean {
  return type.startsWith('video/');
}
