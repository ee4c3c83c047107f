/** Reads the first directory of a TIFF, and of the RAW formats that are built like one (TIFF 6.0, section 2). */

export interface Directory {
  /** EXIF orientation, 1..8; undefined if there is none. */
  orientation?: number | undefined;
  /** Empty if there is none. */
  make: string;
  isDng: boolean;
  /** Whether there are further directories below it, in which RAW files keep the sensor's data. */
  hasBelow: boolean;
}

const MAKE = 0x010f;
const ORIENTATION = 0x0112;
const BELOW = 0x014a;
const DNG_VERSION = 0xc612;
/** Type of a number of two bytes. */
const SHORT = 3;

/**
 * @param at where the TIFF begins
 * @returns null if no directory can be read there. The number behind the byte order is not checked: some makers have
 *   their own
 */
export function firstDirectory(bytes: Uint8Array, at = 0): Directory | null {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, bytes.length - at);
    const order = view.getUint16(0);
    if (order !== 0x4949 && order !== 0x4d4d) return null;
    const little = order === 0x4949;
    const start = view.getUint32(4, little);
    const entries = view.getUint16(start, little);
    const found: Directory = { make: '', isDng: false, hasBelow: false };
    for (let entry = start + 2; entry < start + 2 + entries * 12; entry += 12) {
      const tag = view.getUint16(entry, little);
      if (tag === DNG_VERSION) found.isDng = true;
      if (tag === BELOW) found.hasBelow = true;
      if (tag === ORIENTATION) found.orientation ??= orientationAt(view, entry, little);
      if (tag === MAKE) found.make = textAt(view, entry, little);
    }
    return found;
  } catch {
    // It points outside of the file.
    return null;
  }
}

/** Browsers follow a single number of two bytes alone. */
function orientationAt(view: DataView, entry: number, little: boolean): number | undefined {
  const isOne = view.getUint16(entry + 2, little) === SHORT && view.getUint32(entry + 4, little) === 1;
  const value = view.getUint16(entry + 8, little);
  return isOne && value >= 1 && value <= 8 ? value : undefined;
}

/** Reads a field of text. Up to four bytes stand in the entry itself. */
function textAt(view: DataView, entry: number, little: boolean): string {
  const count = view.getUint32(entry + 4, little);
  const from = count > 4 ? view.getUint32(entry + 8, little) : entry + 8;
  const bytes = new Uint8Array(view.buffer, view.byteOffset + from, Math.min(count, 64));
  return new TextDecoder().decode(bytes).split('\0', 1)[0]?.trim() ?? '';
}
