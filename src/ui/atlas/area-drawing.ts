/** Draws an area with the pointer: from where it is pressed to where it is let go. */

import { useState } from 'preact/hooks';
import type { Rectangle } from './view';

/** Smallest edge in CSS pixels: less is a press. */
const SMALLEST = 8;

interface Corner {
  pointer: number;
  x: number;
  y: number;
}

export interface AreaDrawing {
  /** As far as it is drawn; null if none is. */
  rectangle: Rectangle | null;
  begin(event: PointerEvent): void;
  /** @returns whether an area is being drawn */
  follow(event: PointerEvent): boolean;
  end(event: PointerEvent): void;
  cancel(): void;
}

/** Whether a drag that begins with this event draws an area: while one is to be selected, and with Shift. */
export function drawsArea(event: MouseEvent | TouchEvent, selecting: boolean): boolean {
  return selecting || event.shiftKey;
}

/** @param onDrawn called with the area in pixels of the element that is drawn on */
export function useAreaDrawing(onDrawn: (rectangle: Rectangle) => void): AreaDrawing {
  const [from, setFrom] = useState<Corner | null>(null);
  const [to, setTo] = useState<Corner | null>(null);
  const cornerOf = (event: PointerEvent): Corner => {
    const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
    const within = (value: number, most: number) => Math.max(0, Math.min(most, value));
    return {
      pointer: event.pointerId,
      x: within(event.clientX - left, width),
      y: within(event.clientY - top, height),
    };
  };
  const cancel = () => {
    setFrom(null);
    setTo(null);
  };
  return {
    rectangle: from && to && between(from, to),
    begin(event) {
      if (from || event.button !== 0) return;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      setFrom(cornerOf(event));
    },
    follow(event) {
      if (from?.pointer === event.pointerId) setTo(cornerOf(event));
      return from !== null;
    },
    end(event) {
      if (from?.pointer !== event.pointerId) return;
      const drawn = between(from, cornerOf(event));
      cancel();
      if (drawn.right - drawn.left >= SMALLEST && drawn.bottom - drawn.top >= SMALLEST) onDrawn(drawn);
    },
    cancel,
  };
}

function between(a: Corner, b: Corner): Rectangle {
  return {
    left: Math.min(a.x, b.x),
    top: Math.min(a.y, b.y),
    right: Math.max(a.x, b.x),
    bottom: Math.max(a.y, b.y),
  };
}
