/** A finger on the slideshow: a swipe to either side, or a tap. */

/** Movement to one side that is a swipe, and that a tap does not exceed, in CSS pixels. */
const SWIPE = 48;
const STEADY = 10;

interface Wanted {
  /** @param by to the right, in CSS pixels */
  onSwipe: (by: number) => void;
  onTap: () => void;
}

let from: { id: number; x: number; y: number } | null = null;

/** Returns the listeners of an element. Presses on its buttons and choices are theirs. */
export function swipes({ onSwipe, onTap }: Wanted) {
  return {
    onPointerDown: ({
      pointerId: id,
      pointerType,
      clientX: x,
      clientY: y,
      target,
      isPrimary,
    }: PointerEvent) => {
      const isControl = target instanceof Element && target.closest('button, label');
      from = isPrimary && pointerType !== 'mouse' && !isControl ? { id, x, y } : null;
    },
    onPointerUp: ({ pointerId, clientX, clientY }: PointerEvent) => {
      if (from?.id !== pointerId) return;
      const [right, down] = [clientX - from.x, clientY - from.y];
      from = null;
      if (Math.abs(right) > SWIPE && Math.abs(right) > Math.abs(down)) onSwipe(right);
      else if (Math.hypot(right, down) <= STEADY) onTap();
    },
    onPointerCancel: () => {
      from = null;
    },
  };
}
