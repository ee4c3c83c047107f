/** Checks the directories of a TIFF before UTIF reads them: it believes any number, and would count to four billion. */

/** Bytes of a value, by its type (TIFF 6.0, section 2). */
const BYTES = [1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/** Tags whose values are places of other directories: SubIFDs, EXIF, GPS. */
const BELOW = [330, 34665, 34853];

/** More directories than any document has; also ends a chain that bites its tail. */
const MOST_DIRECTORIES = 2000;
/** Larger claims are no picture: a fax packs less than this into a byte. */
const MOST_PIXELS_A_BYTE = 5000;
const WIDTH = 256;
const HEIGHT = 257;

/** @throws Error if a directory claims more than the file can hold, or lies outside of it */
export function checkDirectories(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = view.getUint16(0) === 0x4949;
  const number = (at: number, size: number) =>
    size === 2 ? view.getUint16(at, little) : view.getUint32(at, little);
  const pending = [number(4, 4)];
  for (let directories = 0; pending.length > 0; directories++) {
    if (directories === MOST_DIRECTORIES) throw new Error('Its directories have no end.');
    const start = pending.pop() as number;
    const entries = number(start, 2);
    const edges = new Map<number, number>();
    for (let entry = start + 2; entry < start + 2 + entries * 12; entry += 12) {
      const [tag, type, count] = [number(entry, 2), number(entry + 2, 2), number(entry + 4, 4)];
      const size = BYTES[type] ?? 1;
      if (count * size > bytes.length) throw new Error(`Tag ${tag} claims ${count} values.`);
      const at = count * size <= 4 ? entry + 8 : number(entry + 8, 4);
      if (BELOW.includes(tag) && size === 4) {
        for (let i = 0; i < count; i++) pending.push(number(at + 4 * i, 4));
      }
      if (tag === WIDTH || tag === HEIGHT) edges.set(tag, number(at, Math.min(size, 4) === 2 ? 2 : 4));
    }
    const pixels = (edges.get(WIDTH) ?? 0) * (edges.get(HEIGHT) ?? 0);
    if (pixels > bytes.length * MOST_PIXELS_A_BYTE) throw new Error(`It claims ${pixels} pixels.`);
    const next = start + 2 + entries * 12;
    if (next + 4 <= bytes.length && number(next, 4) !== 0) pending.push(number(next, 4));
  }
}
