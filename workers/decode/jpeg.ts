/** Mends the end of a JPEG. */

const END = 0xd9;

/** Returns the bytes with an end marker behind them. */
export function withEnd(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const mended = new Uint8Array(bytes.length + 2);
  mended.set(bytes);
  mended.set([0xff, END], bytes.length);
  return mended;
}
