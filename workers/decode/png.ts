/** The chunks of a PNG (PNG specification, 5.3), and the XMP that one of them holds deflated. */

interface Chunk {
  name: string;
  start: number;
  /** Where its data end; beyond the bytes if they are cut off. */
  end: number;
}

const SIGNATURE = '\x89PNG';

/** Goes through the chunks; of what is no PNG there are none. */
export function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  if (textOf(bytes, 0, SIGNATURE.length) !== SIGNATURE) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 8; at + 8 <= bytes.length; ) {
    const start = at + 8;
    const end = start + view.getUint32(at);
    yield { name: textOf(bytes, at + 4, start), start, end };
    // Behind a check sum.
    at = end + 4;
  }
}

/** The keyword of XMP, and what says that its text is deflated (11.3.3.4). */
const DEFLATED_XMP = 'XML:com.adobe.xmp\0\x01\0';

/** Returns XMP as it is deflated; undefined if there is none, or it is plain. ExifReader takes it for plain always. */
export function deflatedXmp(bytes: Uint8Array): Uint8Array | undefined {
  for (const { name, start, end } of chunksOf(bytes)) {
    if (name !== 'iTXt') continue;
    const from = start + DEFLATED_XMP.length;
    if (textOf(bytes, start, from) !== DEFLATED_XMP) continue;
    // Behind a language and the keyword in it, which each end with a zero.
    const text = bytes.indexOf(0, bytes.indexOf(0, from) + 1) + 1;
    return bytes.subarray(text, end);
  }
  return undefined;
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
