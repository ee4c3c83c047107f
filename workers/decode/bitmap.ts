/** Bitmaps that are packed by runs. */

/** Offsets of the header's size and of the kind of packing, and the kinds with a mark at their end (BITMAPINFOHEADER). */
const HEADER = 14;
const PACKING = 30;
const BY_RUNS = [1, 2];
/** A header of OS/2 is shorter and knows no packing. */
const LEAST_HEADER = 40;
const END = [0, 1] as const;

/** Returns a bitmap with the mark of its end, which some programs leave out: WebKitGTK shows such a one white. */
export function withEndMark(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, length } = bytes;
  if (length < HEADER + LEAST_HEADER) return bytes;
  const view = new DataView(buffer, byteOffset, length);
  const isPacked =
    view.getUint32(HEADER, true) >= LEAST_HEADER && BY_RUNS.includes(view.getUint32(PACKING, true));
  if (!isPacked || END.every((byte, i) => bytes.at(i - END.length) === byte)) return bytes;
  const mended = new Uint8Array(length + END.length);
  mended.set(bytes);
  mended.set(END, length);
  return mended;
}
