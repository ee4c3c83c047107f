/**
 * A JPEG at an eighth of its size, as cameras write them: in three quarters of the time of the browser's decoder, because
 * that reads every code. Other kinds of JPEG are left to the browser.
 */

import { toSrgb, widePicture } from '#workers/decode/decoders/display-p3';
import type { Size } from '../size-hint';
import { type Component, type Header, headerOf } from './header';
import binary from './kernel.as.ts?kernel';
import { type Colours, coloursOf } from './profile';

/** Exports of `kernel.as.ts`, which documents them; all positions are addresses in `memory`. */
interface Kernel {
  memory: WebAssembly.Memory;
  SPEC: WebAssembly.Global<'i32'>;
  QUANTISERS: WebAssembly.Global<'i32'>;
  COMPONENTS: WebAssembly.Global<'i32'>;
  TABLES: WebAssembly.Global<'i32'>;
  TABLE_BYTES: WebAssembly.Global<'i32'>;
  SCAN: WebAssembly.Global<'i32'>;
  table(isAc: number, number: number): number;
  unstuff(to: number, places: number, most: number): number;
  decode(components: number, across: number, down: number, interval: number, places: number): number;
  paint(components: number, width: number, height: number, stride: number, to: number): void;
}

const QUANTISER_BYTES = 128;
const COMPONENT_BYTES = 64;
const PAGE = 65_536;
/** The kernel reads and writes up to 16 bytes behind what it was given. */
const BEHIND = 32;
/** Memory of WebAssembly never shrinks: a kernel that has grown beyond this many bytes is let go of. */
const MOST_KEPT = 64 * 2 ** 20;

let kernel: Kernel | undefined;

/** Not turned upright. */
export interface Eighth {
  /** The last column and row may stand for less than eight pixels. */
  width: number;
  height: number;
  rgba: Uint8ClampedArray<ArrayBuffer>;
  colours: Colours;
  /** The whole picture's. */
  whole: Size;
}

/** @returns null if it is of another kind, or damaged */
export function eighthOf(jpeg: Uint8Array<ArrayBuffer>): Eighth | null {
  const header = headerOf(jpeg);
  const colours = header && coloursOf(header.profile);
  if (!header || !colours) return null;
  const grid = gridOf(header);
  const { size, components, scan } = header;
  // A block has two codes of a bit at least: a false size is not given memory.
  const isThere = grid.stride * grid.rows <= 4 * (jpeg.length - scan);
  if (!grid.isEven || !isThere) return null;
  const [width, height] = [Math.ceil(size.width / 8), Math.ceil(size.height / 8)];
  kernel ??= start();
  const lib = kernel;
  try {
    const at = layOut(lib, header, jpeg.subarray(scan), grid, width * height);
    if (lib.unstuff(at.end, at.places, grid.restarts) !== grid.restarts) return null;
    if (!lib.decode(components.length, grid.across, grid.down, header.interval, at.places)) return null;
    lib.paint(components.length, width, height, grid.stride, at.rgba);
    const rgba = new Uint8ClampedArray(lib.memory.buffer.slice(at.rgba, at.rgba + 4 * width * height));
    return { width, height, rgba, colours, whole: size };
  } catch {
    // Codes that lead out of the memory, or more memory than there is.
    return null;
  } finally {
    if (lib.memory.buffer.byteLength > MOST_KEPT) kernel = undefined;
  }
}

function start(): Kernel {
  // What WebAssembly exports has no types: `Kernel` repeats those of `kernel.as.ts`.
  return new WebAssembly.Instance(new WebAssembly.Module(binary)).exports as unknown as Kernel;
}

/** Units of the scan, and samples of each plane. */
interface Grid {
  across: number;
  down: number;
  restarts: number;
  stride: number;
  rows: number;
  /** Samples that a block of a component becomes. */
  wide(component: Component): number;
  high(component: Component): number;
  /** Whether colours are coded at the size of the luminance or at half of it: else they would need scaling. */
  isEven: boolean;
}

function gridOf({ size, components, interval }: Header): Grid {
  const blocksAcross = Math.max(...components.map((one) => one.across));
  const blocksDown = Math.max(...components.map((one) => one.down));
  const across = Math.ceil(size.width / 8 / blocksAcross);
  const down = Math.ceil(size.height / 8 / blocksDown);
  const wide = (component: Component) => blocksAcross / component.across;
  const high = (component: Component) => blocksDown / component.down;
  return {
    across,
    down,
    restarts: interval > 0 ? Math.ceil((across * down) / interval) - 1 : 0,
    stride: across * blocksAcross,
    rows: down * blocksDown,
    wide,
    high,
    isEven: components.every((one) => [1, 2].includes(wide(one)) && [1, 2].includes(high(one))),
  };
}

/**
 * Writes all that the kernel reads into its memory, and makes room for what it writes.
 * @param scan the file from its first code on
 */
function layOut(lib: Kernel, header: Header, scan: Uint8Array, grid: Grid, pixels: number) {
  const start = lib.SCAN.value;
  const end = start + scan.length;
  const places = aligned(end + BEHIND);
  const planes = aligned(places + 4 * grid.restarts);
  const planeBytes = grid.stride * grid.rows;
  const rgba = aligned(planes + planeBytes * header.components.length + BEHIND);
  const missing = rgba + 4 * pixels + BEHIND - lib.memory.buffer.byteLength;
  if (missing > 0) lib.memory.grow(Math.ceil(missing / PAGE));
  const bytes = new Uint8Array(lib.memory.buffer);
  for (const [key, spec] of header.tables) {
    bytes.set(spec, lib.SPEC.value);
    if (!lib.table(key >> 4, key & 15)) throw new Error('No Huffman table.');
  }
  for (const [number, values] of header.quantisers) {
    bytes.set(new Uint8Array(values.buffer), lib.QUANTISERS.value + QUANTISER_BYTES * number);
  }
  const words = new Uint32Array(lib.memory.buffer);
  const table = (isAc: number, number: number) =>
    lib.TABLES.value + (4 * isAc + number) * lib.TABLE_BYTES.value;
  header.components.forEach((one, i) => {
    const component = [
      one.across,
      one.down,
      lib.QUANTISERS.value + QUANTISER_BYTES * one.quantiser,
      table(0, one.dc),
      table(1, one.ac),
      grid.wide(one),
      grid.high(one),
      planes + i * planeBytes,
      grid.stride,
    ];
    words.set(component, (lib.COMPONENTS.value + COMPONENT_BYTES * i) / 4);
  });
  bytes.set(scan, start);
  bytes.fill(0, end, places);
  return { end, places, rgba };
}

function aligned(address: number): number {
  return (address + 15) & ~15;
}

/** Returns it in colours that this browser's canvases know. */
export function pixelsOf({ width, height, rgba, colours }: Eighth): ImageData {
  const isWide = colours === 'display-p3';
  const wide = isWide ? widePicture(width, height) : null;
  if (!wide) {
    if (isWide) toSrgb(rgba);
    return new ImageData(rgba, width, height);
  }
  wide.data.set(rgba);
  return wide;
}
