/** Adds entries to the first directory of a TIFF (TIFF 6.0, section 2), so that readers of metadata find what they hold. */

/** Bytes of an entry: tag, type, count, and the value or where it is. */
export const ENTRY = 12;
/** Types of values. */
export const LONG = 4;
export const UNDEFINED = 7;

/** A TIFF of the big-endian order with no entry. */
const EMPTY = Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0);

export interface Added {
  tag: number;
  type: number;
  count: number;
  /** What is put behind the TIFF, more than four. */
  bytes: Uint8Array;
  /**
   * Called once they are there, to change them.
   * @param copy of the bytes
   * @param at where it begins
   * @returns where the entry points to, by default to its beginning
   */
  settle?: (copy: Uint8Array, at: number) => number;
}

/**
 * Returns the TIFF with these entries: what they hold is put behind it, and behind that a new first directory.
 * @param tiff an empty one if left out
 * @throws RangeError if it is damaged
 */
export function withEntries(tiff: Uint8Array = EMPTY, added: readonly Added[]): ArrayBuffer {
  const { start, count, little } = firstDirectoryOf(tiff);
  const old = tiff.subarray(start + 2, start + 2 + count * ENTRY);
  const directory = added.reduce((sum, { bytes }) => sum + bytes.length, tiff.length);
  const all = new Uint8Array(directory + 2 + old.length + added.length * ENTRY + 4);
  const view = new DataView(all.buffer);
  all.set(tiff);
  view.setUint32(4, directory, little);
  view.setUint16(directory, count + added.length, little);
  all.set(old, directory + 2);
  let at = tiff.length;
  let entry = directory + 2 + old.length;
  for (const { tag, type, count, bytes, settle } of added) {
    all.set(bytes, at);
    view.setUint16(entry, tag, little);
    view.setUint16(entry + 2, type, little);
    view.setUint32(entry + 4, count, little);
    view.setUint32(entry + 8, settle?.(all.subarray(at, at + bytes.length), at) ?? at, little);
    at += bytes.length;
    entry += ENTRY;
  }
  return all.buffer;
}

/** @throws RangeError if it is damaged */
export function firstDirectoryOf(tiff: Uint8Array) {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length);
  const little = tiff[0] === 0x49;
  const start = view.getUint32(4, little);
  return { view, little, start, count: view.getUint16(start, little) };
}
