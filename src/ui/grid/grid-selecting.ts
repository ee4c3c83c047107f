/** How the grid selects: clicks with and without keys, the keyboard, and fingers. */

import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import { useDragging } from './dragging';
import { ranged, selection, shown, toggled } from './selection';

/** Marks the corner of a photo that selects where the rest of it opens. */
const CHECK = 'data-check';

export function useSelecting(box: RefObject<HTMLElement | null>, photos: readonly PhotoCard[]) {
  const latest = useRef(photos);
  latest.current = photos;
  useDragging(box, latest);

  useEffect(() => {
    shown.add(latest);
    return () => void shown.delete(latest);
  }, []);

  /** @returns whether the click selects and does not open */
  const onClick = (event: MouseEvent, photo: PhotoCard): boolean => {
    const onCheck = event.target instanceof Element && event.target.closest(`[${CHECK}]`) !== null;
    if (event.shiftKey) selection.value = ranged(selection.value, photos, photo.no);
    else if (selection.value || onCheck || event.ctrlKey || event.metaKey) {
      selection.value = toggled(selection.value, photo.no);
    } else return false;
    return true;
  };

  /** @param active index of the photo that has the focus; @param moved where an arrow key has led from there */
  const onKeyDown = (event: KeyboardEvent, active: number, moved: number | null): void => {
    const from = photos[active];
    const to = moved === null ? undefined : photos[moved];
    if (!from || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.toLowerCase() === 'x') {
      selection.value = event.shiftKey
        ? ranged(selection.value, photos, from.no)
        : toggled(selection.value, from.no);
    } else if (event.shiftKey && to) {
      const anchor = selection.value?.anchor ?? from.no;
      selection.value = ranged({ photos: selection.value?.photos ?? new Set(), anchor }, photos, to.no);
    }
  };

  return { onClick, onKeyDown };
}
