/** Cards of many photos as columns: they are stored, read and sent to the page several times as fast as objects. */

import type { PhotoCard } from './photo';
import type { WallTime } from './wall-clock';

/** What most photos do not have. */
type Rare = Pick<PhotoCard, 'favourite' | 'video' | 'motion' | 'live'>;

/** All columns are of one length and in one order. */
export interface PackedCards {
  nos: Uint32Array<ArrayBuffer>;
  taken: Float64Array<ArrayBuffer>;
  widths: Uint32Array<ArrayBuffer>;
  heights: Uint32Array<ArrayBuffer>;
  colors: Uint32Array<ArrayBuffer>;
  names: string[];
  rare: [position: number, Rare][];
}

export function packCards(cards: readonly PhotoCard[]): PackedCards {
  const rare: PackedCards['rare'] = [];
  cards.forEach(({ no, name, width, height, color, taken, ...more }, i) => {
    if (Object.keys(more).length > 0) rare.push([i, more]);
  });
  return {
    nos: Uint32Array.from(cards, ({ no }) => no),
    taken: Float64Array.from(cards, ({ taken }) => taken),
    widths: Uint32Array.from(cards, ({ width }) => width),
    heights: Uint32Array.from(cards, ({ height }) => height),
    colors: Uint32Array.from(cards, ({ color }) => color),
    names: cards.map(({ name }) => name),
    rare,
  };
}

export function unpackCards({ nos, taken, widths, heights, colors, names, rare }: PackedCards): PhotoCard[] {
  const cards = names.map((name, i) => ({
    no: nos[i] as number,
    name,
    width: widths[i] as number,
    height: heights[i] as number,
    color: colors[i] as number,
    taken: taken[i] as WallTime,
  }));
  for (const [i, more] of rare) Object.assign(cards[i] as PhotoCard, more);
  return cards;
}

/** Returns what moves to another thread instead of being copied. */
export function buffersOf({ nos, taken, widths, heights, colors }: PackedCards): ArrayBuffer[] {
  return [nos, taken, widths, heights, colors].map(({ buffer }) => buffer);
}
