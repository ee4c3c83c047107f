/** The blocks of a GIF (GIF89a, 15 to 26), and the XMP in one of them. */

/** What a block is: the byte it begins with, of an extension with its label. */
export const FRAME = 0x2c;
export const TRAILER = 0x3b;
const EXTENSION = 0x21;
const APPLICATION = 0x21ff;

interface Block {
  kind: number;
  /** Where its data begin, in sub-blocks that each begin with their length. */
  start: number;
  /** Where the empty sub-block is that ends them, or the trailer; beyond the bytes if they are cut off. */
  end: number;
}

/** Goes through the blocks, up to the trailer or the first byte that begins none. */
export function* blocksOf(bytes: Uint8Array): Generator<Block> {
  let at = 13 + tableLength(bytes[10]);
  for (let first = bytes[at]; first === FRAME || first === EXTENSION; first = bytes[at]) {
    const isFrame = first === FRAME;
    // Of a frame, its table and a byte that says how its colours are coded lie before the data.
    const start = at + (isFrame ? 11 + tableLength(bytes[at + 9]) : 2);
    let end = start;
    while (bytes[end]) end += 1 + (bytes[end] as number);
    yield { kind: isFrame ? FRAME : (EXTENSION << 8) | (bytes[at + 1] ?? 0), start, end };
    at = end + 1;
  }
  if (bytes[at] === TRAILER) yield { kind: TRAILER, start: at, end: at };
}

/** Bytes of a table of colours. @param flags whether there is one, and of how many colours */
function tableLength(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** With its length in front. */
const XMP_NAME = '\x0bXMP DataXMP';
/** Bytes behind the packet (1, and 255 down to 0), so that who reads it as sub-blocks gets to the end of all. */
const LANDING = 257;

/** Returns the XMP packet, which stands there without lengths (XMP part 3, 1.1.2); empty if there is none. */
export function xmpOfGif(bytes: Uint8Array): Uint8Array {
  for (const { kind, start, end } of blocksOf(bytes)) {
    const from = start + XMP_NAME.length;
    if (kind !== APPLICATION || end >= bytes.length) continue;
    if (String.fromCharCode(...bytes.subarray(start, from)) === XMP_NAME)
      return bytes.subarray(from, end - LANDING);
  }
  return new Uint8Array();
}
