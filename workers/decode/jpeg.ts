/** What has to be known of a JPEG's bytes. */

const SCAN = 0xda;
const END = 0xd9;

/** Returns the bytes with an end marker behind them. */
export function withEnd(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const mended = new Uint8Array(bytes.length + 2);
  mended.set(bytes);
  mended.set([0xff, END], bytes.length);
  return mended;
}

/** Whether its rows come in several passes, each sharper: a cut one shows all rows. */
export function isProgressive(bytes: Uint8Array): boolean {
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === SCAN) return false;
    if (marker === 0xc2) return true;
    at += 2 + (((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number));
  }
  return false;
}
