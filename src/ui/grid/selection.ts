/**
 * The selected photos, stored by number, so that a selection survives scrolling, new photos and other
 * queries. Ranges and drags are pure functions of the previous selection and the displayed order.
 */

import { signal } from '@preact/signals';
import type { PhotoCard, PhotoNo } from '#core/photo';

export interface Selection {
  photos: ReadonlySet<PhotoNo>;
  /** Start of the next range: the photo that was toggled last. */
  anchor: PhotoNo | null;
}

/** Null while a click opens photos; set, possibly empty, while a click selects them. */
export const selection = signal<Selection | null>(null);

type Order = readonly PhotoCard[];

const NOTHING: Selection = { photos: new Set(), anchor: null };

/** Adds the photo, or removes it if it was selected. */
export function toggled(before: Selection | null, photo: PhotoNo): Selection {
  const photos = new Set(before?.photos);
  if (!photos.delete(photo)) photos.add(photo);
  return { photos, anchor: photo };
}

/** Adds all photos from the anchor to the photo, both included; only the photo if the anchor is not shown. */
export function ranged(before: Selection | null, order: Order, photo: PhotoNo): Selection {
  const { photos, anchor } = before ?? NOTHING;
  const to = order.findIndex(({ no }) => no === photo);
  const from = order.findIndex(({ no }) => no === anchor);
  if (to < 0) return before ?? NOTHING;
  const start = from < 0 ? to : from;
  return { photos: withRun(photos, order, start, to), anchor: from < 0 ? photo : anchor };
}

/**
 * Returns the selection during a drag. Photos between its start and the pointer are all selected, or all
 * deselected if the first one was selected before. Others are as before the drag, so dragging back undoes it.
 */
export function dragged(before: Selection, order: Order, from: number, to: number): Selection {
  const first = order[from]?.no ?? null;
  if (first === null || !order[to]) return before;
  const photos = before.photos.has(first)
    ? withoutRun(before.photos, order, from, to)
    : withRun(before.photos, order, from, to);
  return { photos, anchor: order[to].no };
}

/** Adds all displayed photos to those selected in other lists. */
export function withAll(before: Selection | null, order: Order): Selection {
  return { photos: withRun(before?.photos ?? new Set(), order, 0, order.length - 1), anchor: null };
}

/** Returns the selected photos that are still in the library, in its order. */
export function selectedOf(library: Order, { photos }: Selection): PhotoCard[] {
  return photos.size === 0 ? [] : library.filter(({ no }) => photos.has(no));
}

/** The photos of each mounted grid. */
export const shown = new Set<{ readonly current: Order }>();

/** Returns the photos of all of them, in order. */
export const photosShown = (): PhotoCard[] => [...shown].flatMap(({ current }) => current);

export function selectShown(): void {
  selection.value = withAll(selection.peek(), photosShown());
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
