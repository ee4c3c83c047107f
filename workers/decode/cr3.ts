/**
 * The metadata of Canon's CR3: boxes in a row, each with a TIFF of one directory, and one of XMP. Joined they are what
 * readers of metadata know, a TIFF whose first directory points to those of EXIF and of the place.
 */

import { blocksInBoxes, XMP_FIELD } from './block-metadata';
import { type Added, ENTRY, firstDirectoryOf, LONG, UNDEFINED, withEntries } from './tiff-entries';

/** Boxes, and the fields that point to what is in them: maker, model and last change; moment of capture; place. */
const FIRST = 'CMT1';
const POINTERS: readonly (readonly [box: string, tag: number])[] = [
  ['CMT2', 0x8769],
  ['CMT4', 0x8825],
];

/** They lie in the first kilobytes. */
const SEARCHED = 65_536;

/** Bytes of a value, by type (TIFF 6.0, section 2). Up to four stand in the entry itself. */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** Returns where the TIFF of the first box begins; 0 if there is none. */
export function cr3Start(bytes: Uint8Array): number {
  const codes = [...FIRST].map((char) => char.charCodeAt(0));
  const head = bytes.subarray(0, SEARCHED);
  const at = head.findIndex((_, i) => codes.every((code, k) => head[i + k] === code));
  return at < 0 ? 0 : at + codes.length;
}

/** Returns the boxes joined; if one is damaged, the first alone. */
export function cr3Metadata(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer {
  const boxes = boxesIn(bytes);
  try {
    return joined(boxes, blocksInBoxes(bytes).xmp);
  } catch {
    return (boxes.get(FIRST) ?? new Uint8Array()).buffer;
  }
}

/** Copies what is in each box, by name. */
function boxesIn(bytes: Uint8Array<ArrayBuffer>): Map<string, Uint8Array<ArrayBuffer>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found = new Map<string, Uint8Array<ArrayBuffer>>();
  for (let at = cr3Start(bytes) - 8; at >= 0 && at + 8 <= bytes.length; ) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + view.getUint32(at);
    if (!name.startsWith('CMT') || end < at + 8) break;
    found.set(name, bytes.slice(at + 8, end));
    at = end;
  }
  return found;
}

/** Puts the TIFFs one behind the other, and a new first directory behind them. @throws RangeError if one is damaged */
function joined(boxes: ReadonlyMap<string, Uint8Array>, xmp: Uint8Array = new Uint8Array()): ArrayBuffer {
  const first = boxes.get(FIRST) ?? new Uint8Array();
  const others = POINTERS.flatMap(([name, tag]) => {
    const bytes = boxes.get(name);
    const settle = (copy: Uint8Array, at: number) => at + move(copy, at);
    // In the same byte order.
    return bytes && bytes[0] === first[0] ? [{ tag, type: LONG, count: 1, bytes, settle }] : [];
  });
  const packet: Added[] =
    xmp.length > 4 ? [{ tag: XMP_FIELD, type: UNDEFINED, count: xmp.length, bytes: xmp }] : [];
  return withEntries(first, [...others, ...packet]);
}

/** Changes a directory for a TIFF that begins this many bytes before its own. @returns where it lies in its own */
function move(tiff: Uint8Array, by: number): number {
  const { view, little, start, count } = firstDirectoryOf(tiff);
  for (let entry = start + 2; entry < start + 2 + count * ENTRY; entry += ENTRY) {
    const size = SIZES[view.getUint16(entry + 2, little)] ?? 0;
    if (size * view.getUint32(entry + 4, little) <= 4) continue;
    view.setUint32(entry + 8, view.getUint32(entry + 8, little) + by, little);
  }
  return start;
}
