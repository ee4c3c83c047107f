/**
 * Reads Apple's maker note, a directory like those of TIFF behind a name; its offsets count from the beginning of the
 * note. Its fields are not published; this one's number is what other readers of EXIF agree on.
 */

const NAME = 'Apple iOS\0';

/** Behind the name: a version, and the order of bytes. */
const DIRECTORY = NAME.length + 4;

const CONTENT_ID = 0x0011;
const ASCII = 2;

/** Returns the identifier that a Live Photo's still shares with its clip; undefined if there is none. */
export function contentIdIn(note: Uint8Array): string | undefined {
  if (String.fromCharCode(...note.subarray(0, NAME.length)) !== NAME) return undefined;
  const view = new DataView(note.buffer, note.byteOffset, note.byteLength);
  const isLittle = view.byteLength > DIRECTORY && view.getUint8(DIRECTORY - 1) === 0x49;
  try {
    const fields = view.getUint16(DIRECTORY, isLittle);
    for (let i = 0, at = DIRECTORY + 2; i < fields; i++, at += 12) {
      if (view.getUint16(at, isLittle) !== CONTENT_ID || view.getUint16(at + 2, isLittle) !== ASCII) continue;
      const from = view.getUint32(at + 8, isLittle);
      const text = new TextDecoder().decode(note.subarray(from, from + view.getUint32(at + 4, isLittle)));
      return text.split('\0', 1)[0] || undefined;
    }
  } catch {
    // The note is cut off.
  }
  return undefined;
}
