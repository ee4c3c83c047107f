/**
 * A JPEG at an eighth or a quarter of its size, as cameras write them: in two thirds of the time of the fastest browser's
 * decoder, because that reads every code. Other kinds of JPEG are left to the browser.
 */

import { asDisplayP3 } from '#workers/decode/decoders/display-p3';
import { type Colours, coloursOf } from '../icc';
import { exifDirectory } from '../jpeg';
import type { Size } from '../size-hint';
import { transformOf, uprightSize } from '../upright';
import { type Header, headerOf } from './header';
import binary from './kernel.as.ts?kernel';
import { type Layout, layoutOf } from './layout';

/** Exports of `kernel.as.ts`, which documents them; all positions are addresses in `memory`. */
interface Kernel {
  memory: WebAssembly.Memory;
  SPEC: WebAssembly.Global<'i32'>;
  QUANTISERS: WebAssembly.Global<'i32'>;
  BLOCKS: WebAssembly.Global<'i32'>;
  PLANES: WebAssembly.Global<'i32'>;
  TABLES: WebAssembly.Global<'i32'>;
  TABLE_BYTES: WebAssembly.Global<'i32'>;
  SCAN: WebAssembly.Global<'i32'>;
  table(isAc: number, number: number): number;
  unstuff(to: number, places: number, most: number): number;
  decode(blocks: number, across: number, down: number, interval: number, places: number): number;
  paint(planes: number, width: number, height: number, to: number, across: number, down: number): void;
}

const QUANTISER_BYTES = 128;
const BLOCK_BYTES = 64;
const PLANE_BYTES = 16;
const PAGE = 65_536;
/** The kernel reads and writes up to 16 bytes behind what it was given. */
const BEHIND = 32;
/** Memory of WebAssembly never shrinks: a kernel that has grown beyond this many bytes is let go of. */
const MOST_KEPT = 64 * 2 ** 20;

let kernel: Kernel | undefined;
/** Huffman tables that it has, by class and number: a camera writes the same ones into all of its photos. */
const built = new Map<number, Uint8Array>();

/** Upright. */
export interface Fraction {
  /** The last column and row may stand for fewer pixels than the others. */
  width: number;
  height: number;
  rgba: Uint8ClampedArray<ArrayBuffer>;
  colours: Colours;
  /** The whole picture's. */
  whole: Size;
}

/**
 * @param divisor of width and height
 * @returns null if it is of another kind, its orientation is in doubt, or it is damaged
 */
export function fractionOf(jpeg: Uint8Array<ArrayBuffer>, divisor: 4 | 8): Fraction | null {
  const header = headerOf(jpeg);
  const colours = header && coloursOf(header.profile);
  const layout = header && layoutOf(header, divisor);
  const orientation = header && orientationOf(header);
  if (!colours || !layout || !orientation) return null;
  const { size, components, interval, scan } = header;
  // A block has two codes of a bit at least: a false size is not given memory.
  const isThere = layout.across * layout.down * layout.blocks.length <= 4 * (jpeg.length - scan);
  if (!isThere) return null;
  const stored = { width: Math.ceil(size.width / divisor), height: Math.ceil(size.height / divisor) };
  const { width, height } = uprightSize(stored, orientation);
  kernel ??= start();
  const lib = kernel;
  try {
    const at = layOut(lib, header, jpeg.subarray(scan), layout, width * height);
    if (lib.unstuff(at.end, at.places, layout.restarts) !== layout.restarts) return null;
    if (!lib.decode(layout.blocks.length, layout.across, layout.down, interval, at.places)) return null;
    const [a, b, c, d, e, f] = transformOf(orientation);
    const first = at.rgba + 4 * (f * (height - 1) * width + e * (width - 1));
    const [across, down] = [4 * (b * width + a), 4 * (d * width + c)];
    lib.paint(components.length, stored.width, stored.height, first, across, down);
    const rgba = new Uint8ClampedArray(lib.memory.buffer.slice(at.rgba, at.rgba + 4 * width * height));
    return { width, height, rgba, colours, whole: uprightSize(size, orientation) };
  } catch {
    // Codes that lead out of the memory, or more memory than there is.
    return null;
  } finally {
    if (lib.memory.buffer.byteLength > MOST_KEPT) kernel = undefined;
  }
}

/**
 * Returns the EXIF orientation. Of several segments, and of one that cannot be read, each browser makes its own: null, because
 * the pixels must lie as its `<img>` of the original does.
 */
function orientationOf({ exif: [first, second] }: Header): number | null {
  if (!first) return 1;
  const directory = second ? null : exifDirectory(first);
  return directory && (directory.orientation ?? 1);
}

function start(): Kernel {
  built.clear();
  // What WebAssembly exports has no types: `Kernel` repeats those of `kernel.as.ts`.
  return new WebAssembly.Instance(new WebAssembly.Module(binary)).exports as unknown as Kernel;
}

/**
 * Writes all that the kernel reads into its memory, and makes room for what it writes.
 * @param scan the file from its first code on
 */
function layOut(lib: Kernel, header: Header, scan: Uint8Array, layout: Layout, pixels: number) {
  const start = lib.SCAN.value;
  const end = start + scan.length;
  const places = aligned(end + BEHIND);
  const planes = aligned(places + 4 * layout.restarts);
  const rgba = aligned(planes + layout.bytes + BEHIND);
  const missing = rgba + 4 * pixels + BEHIND - lib.memory.buffer.byteLength;
  if (missing > 0) lib.memory.grow(Math.ceil(missing / PAGE));
  const bytes = new Uint8Array(lib.memory.buffer);
  for (const [key, spec] of header.tables) if (!isBuilt(key, spec)) build(lib, key, spec);
  for (const [number, values] of header.quantisers) {
    bytes.set(new Uint8Array(values.buffer), lib.QUANTISERS.value + QUANTISER_BYTES * number);
  }
  const words = new Uint32Array(lib.memory.buffer);
  const table = (isAc: number, number: number) =>
    lib.TABLES.value + (4 * isAc + number) * lib.TABLE_BYTES.value;
  layout.planes.forEach(({ first, row, shiftAcross, shiftDown }, i) => {
    words.set([planes + first, row, shiftAcross, shiftDown], (lib.PLANES.value + PLANE_BYTES * i) / 4);
  });
  layout.blocks.forEach(({ component, at, across, down, row, wide, high, last, mean }, i) => {
    const quantiser = lib.QUANTISERS.value + QUANTISER_BYTES * component.quantiser;
    const [dc, ac] = [table(0, component.dc), table(1, component.ac)];
    const means = lib.BLOCKS.value + BLOCK_BYTES * mean;
    const block = [planes + at, across, down, row, wide, high, quantiser, dc, ac, last, means];
    words.set(block, (lib.BLOCKS.value + BLOCK_BYTES * i) / 4);
  });
  bytes.set(scan, start);
  bytes.fill(0, end, places);
  return { end, places, rgba };
}

function isBuilt(key: number, spec: Uint8Array): boolean {
  const before = built.get(key);
  return before?.length === spec.length && spec.every((byte, i) => byte === before[i]);
}

/** Takes 0.1 ms. @throws Error if the codes are more than there can be */
function build(lib: Kernel, key: number, spec: Uint8Array): void {
  built.delete(key);
  new Uint8Array(lib.memory.buffer).set(spec, lib.SPEC.value);
  if (!lib.table(key >> 4, key & 15)) throw new Error('No Huffman table.');
  built.set(key, spec.slice());
}

function aligned(address: number): number {
  return (address + 15) & ~15;
}

/** Returns it in colours that this browser's canvases know. */
export function pixelsOf({ width, height, rgba, colours }: Fraction): ImageData {
  const pixels = new ImageData(rgba, width, height);
  return colours === 'display-p3' ? asDisplayP3(pixels) : pixels;
}
