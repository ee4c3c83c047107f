/**
 * Which photos are selected. By number, so that a selection outlives scrolling, new photos and other
 * queries. Ranges and drags are pure functions of what was selected before and the order that is shown.
 */

import { signal } from '@preact/signals';
import type { PhotoCard, PhotoNo } from '#core/photo';

export interface Selection {
  photos: ReadonlySet<PhotoNo>;
  /** Where a range begins: the photo that was chosen last. */
  anchor: PhotoNo | null;
}

/** Null while the grid opens photos; set, even if empty, while it selects them. */
export const selection = signal<Selection | null>(null);

type Order = readonly PhotoCard[];

const NOTHING: Selection = { photos: new Set(), anchor: null };

/** Takes the photo in, or out if it was in. */
export function toggled(before: Selection | null, photo: PhotoNo): Selection {
  const photos = new Set(before?.photos);
  if (!photos.delete(photo)) photos.add(photo);
  return { photos, anchor: photo };
}

/** Takes in all from the anchor to the photo, both included; the photo alone if the anchor is not shown. */
export function ranged(before: Selection | null, order: Order, photo: PhotoNo): Selection {
  const { photos, anchor } = before ?? NOTHING;
  const to = order.findIndex(({ no }) => no === photo);
  const from = order.findIndex(({ no }) => no === anchor);
  if (to < 0) return before ?? NOTHING;
  const start = from < 0 ? to : from;
  return { photos: withRun(photos, order, start, to), anchor: from < 0 ? photo : anchor };
}

/**
 * A drag from one photo over others: all between are as the first became, the others as they were
 * before the drag, so that a finger that goes back takes back.
 */
export function dragged(before: Selection, order: Order, from: number, to: number): Selection {
  const first = order[from]?.no ?? null;
  if (first === null || !order[to]) return before;
  const photos = before.photos.has(first)
    ? withoutRun(before.photos, order, from, to)
    : withRun(before.photos, order, from, to);
  return { photos, anchor: order[to].no };
}

/** All that are shown, beside those selected elsewhere. */
export function withAll(before: Selection | null, order: Order): Selection {
  return { photos: withRun(before?.photos ?? new Set(), order, 0, order.length - 1), anchor: null };
}

/** Those that are still in the library, in its order. */
export function selectedOf(library: Order, { photos }: Selection): PhotoCard[] {
  return photos.size === 0 ? [] : library.filter(({ no }) => photos.has(no));
}

/** The grids on the screen, each with what it shows. */
export const shown = new Set<{ readonly current: Order }>();

export function selectShown(): void {
  selection.value = withAll(
    selection.peek(),
    [...shown].flatMap(({ current }) => current),
  );
}

export function beginSelecting(): void {
  selection.value ??= NOTHING;
}

export function endSelecting(): void {
  selection.value = null;
}

function withRun(photos: ReadonlySet<PhotoNo>, order: Order, a: number, b: number): Set<PhotoNo> {
  return new Set([...photos, ...run(order, a, b)]);
}

function withoutRun(photos: ReadonlySet<PhotoNo>, order: Order, a: number, b: number): Set<PhotoNo> {
  const left = new Set(photos);
  for (const no of run(order, a, b)) left.delete(no);
  return left;
}

function run(order: Order, a: number, b: number): PhotoNo[] {
  return order.slice(Math.min(a, b), Math.max(a, b) + 1).map(({ no }) => no);
}
