/** How the samples of a scan lie in memory: which of them each block becomes, and where they go. */

import type { Component, Header } from './header';

/** Samples of a component. */
interface Plane {
  /** Offset of its first sample, of a byte each. */
  first: number;
  /** Length of a row. */
  row: number;
  /** The picture is wider and higher by these powers of two. */
  shiftAcross: number;
  shiftDown: number;
}

/** One of the blocks of each unit of the scan. */
interface Block {
  component: Component;
  /** Offset of its first sample in the first unit. */
  at: number;
  /** From there to the next unit; from behind the last unit of a row to the first of the next. */
  across: number;
  down: number;
  /** Length of a row of samples. */
  row: number;
  /** Samples that it becomes. */
  wide: number;
  high: number;
  /** The last coefficient that is needed for them, in the order of the file. */
  last: number;
  /** Where the last mean of its component is kept: the first of the component's blocks. */
  mean: number;
}

export interface Layout {
  /** Units of the scan. */
  across: number;
  down: number;
  /** Markers between them. */
  restarts: number;
  planes: Plane[];
  blocks: Block[];
  /** All samples. */
  bytes: number;
}

/** Of a unit (B.2.3). */
const MOST_BLOCKS = 10;
/** What a block becomes at most, across and down: of more, the picture has each twice. */
const MOST_SAMPLES = 2;
/** Of 2 x 2 samples: the first waves across, down, and both, are the coefficients 1, 2 and 4. */
const LAST_WAVE = 4;

/**
 * @param divisor of width and height
 * @returns null if colours are coded at another size than that of the luminance, or half of it: they would need scaling
 */
export function layoutOf({ size, components, interval }: Header, divisor: 4 | 8): Layout | null {
  const blocksAcross = Math.max(...components.map((one) => one.across));
  const blocksDown = Math.max(...components.map((one) => one.down));
  const across = Math.ceil(size.width / 8 / blocksAcross);
  const down = Math.ceil(size.height / 8 / blocksDown);
  const layout: Layout = {
    across,
    down,
    restarts: interval > 0 ? Math.ceil((across * down) / interval) - 1 : 0,
    planes: [],
    blocks: [],
    bytes: 0,
  };
  for (const component of components) {
    const ratios = [blocksAcross / component.across, blocksDown / component.down];
    if (!ratios.every((ratio) => ratio === 1 || ratio === 2)) return null;
    const [pixelsWide = 1, pixelsHigh = 1] = ratios.map((ratio) => (ratio * 8) / divisor);
    const [wide, high] = [Math.min(pixelsWide, MOST_SAMPLES), Math.min(pixelsHigh, MOST_SAMPLES)];
    const row = across * component.across * wide;
    const [shiftAcross, shiftDown] = [Number(pixelsWide > wide), Number(pixelsHigh > high)];
    layout.planes.push({ first: layout.bytes, row, shiftAcross, shiftDown });
    const mean = layout.blocks.length;
    for (let block = 0; block < component.across * component.down; block++) {
      const [x, y] = [block % component.across, Math.floor(block / component.across)];
      layout.blocks.push({
        component,
        at: layout.bytes + y * high * row + x * wide,
        across: component.across * wide,
        down: (component.down * high - 1) * row,
        row,
        wide,
        high,
        last: wide * high > 1 ? LAST_WAVE : 0,
        mean,
      });
    }
    layout.bytes += row * down * component.down * high;
  }
  return layout.blocks.length <= MOST_BLOCKS ? layout : null;
}
