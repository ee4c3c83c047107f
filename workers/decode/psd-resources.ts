/** The image resources of PSD and PSB (Adobe's file format specification). */

/** Bytes of the header in front of the palette. */
const HEADER = 26;

/** Reads number and content of each, up to the first that is damaged. */
export function* psdResources(bytes: Uint8Array): Generator<[number: number, content: Uint8Array]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    // Behind the palette.
    const start = HEADER + 4 + view.getUint32(HEADER);
    const end = start + 4 + view.getUint32(start);
    for (let at = start + 4; at < end; ) {
      // Behind a signature and a number: a name with its length, and then the size, at even places.
      const name = 1 + view.getUint8(at + 6);
      const size = at + 6 + name + (name % 2);
      const from = size + 4;
      const to = from + view.getUint32(size);
      if (to > Math.min(end, bytes.length)) return;
      yield [view.getUint16(at + 4), bytes.subarray(from, to)];
      at = to + ((to - from) % 2);
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}
