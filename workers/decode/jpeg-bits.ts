/** The bits of a JPEG's scan, and its Huffman codes (ITU-T T.81, annexes C and F). */

/** By the next 16 bits: the length of the code that they begin with, times 256, and its symbol. 0 if there is none. */
export type HuffmanTable = Uint16Array;

/** @param lengths number of codes of each length, 1 to 16 bits */
export function tableOf(lengths: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const table = new Uint16Array(65_536);
  let [code, place] = [0, 0];
  lengths.forEach((count, i) => {
    const others = 2 ** (15 - i);
    for (let k = 0; k < count; k++, code++, place++) {
      table.fill(((i + 1) << 8) | (symbols[place] ?? 0), code * others, (code + 1) * others);
    }
    code *= 2;
  });
  return table;
}

export class ScanBits {
  /** The last bits that were read; `left` of them are not used yet, the last `missing` of which are not there. */
  private read = 0;
  private left = 0;
  private missing = 0;

  /** @param at offset of the first byte */
  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  /** Whether more bits were used than there are. Those that are missing read as 0. */
  get ended(): boolean {
    return this.left < this.missing;
  }

  /** Returns the symbol of the next code; 0 if there is no such code. */
  decode(table: HuffmanTable): number {
    this.fill();
    const entry = table[(this.read >>> (this.left - 16)) & 0xffff] as number;
    this.left -= entry >> 8 || 16;
    return entry & 255;
  }

  /** @param count 0 to 16 */
  skip(count: number): void {
    this.fill();
    this.left -= Math.min(count, 16);
  }

  /** Goes on behind the next restart marker. What lies before it is lost. */
  restart(): void {
    const { bytes } = this;
    let at = bytes.indexOf(0xff, this.at);
    // Neither a byte of 255 among the codes, nor one that fills up.
    while (at >= 0 && (bytes[at + 1] === 0 || bytes[at + 1] === 0xff)) at = bytes.indexOf(0xff, at + 1);
    const isRestart = at >= 0 && ((bytes[at + 1] ?? 0) & 0xf8) === 0xd0;
    this.left = 0;
    this.missing = isRestart ? 0 : Number.POSITIVE_INFINITY;
    if (isRestart) this.at = at + 2;
  }

  /** Reads until 16 bits are left. A byte of 255 has a zero behind it, else it begins a marker: there the bits end. */
  private fill(): void {
    for (; this.left < 16; this.left += 8) {
      const byte = this.bytes[this.at];
      const isThere = byte !== undefined && (byte !== 0xff || this.bytes[this.at + 1] === 0);
      this.read = (this.read << 8) | (isThere ? byte : 0);
      if (isThere) this.at += byte === 0xff ? 2 : 1;
      else this.missing += 8;
    }
  }
}
