/** Selecting in the grid: clicks with and without modifier keys, the keyboard, and drags. */

import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import { useDragging } from './dragging';
import { ranged, selection, shown, toggled } from './selection';

/** Attribute of the corner of a photo, which selects; the rest of the photo opens it. */
const CHECK = 'data-check';

export function useSelecting(box: RefObject<HTMLElement | null>, photos: readonly PhotoCard[]) {
  const latest = useRef(photos);
  latest.current = photos;
  useDragging(box, latest);

  useEffect(() => {
    shown.add(latest);
    return () => void shown.delete(latest);
  }, []);

  /** @returns whether the click selected; otherwise the photo must be opened */
  const onClick = (event: MouseEvent, photo: PhotoCard): boolean => {
    const onCheck = event.target instanceof Element && event.target.closest(`[${CHECK}]`) !== null;
    if (event.shiftKey) selection.value = ranged(selection.value, photos, photo.no);
    else if (selection.value || onCheck || event.ctrlKey || event.metaKey) {
      selection.value = toggled(selection.value, photo.no);
    } else return false;
    return true;
  };

  /**
   * @param active index of the focused photo
   * @param moved index of the photo that an arrow key has moved to, or null
   */
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
