/** Boxes: other devices that encode photos for this one. */

import type { ReadonlySignal } from '@preact/signals';
import type { BrowserCase } from '#core/browser-case';
import type { ProblemCode } from '#core/errors';
import type { BoxId, BoxState } from '#workers/library/contract';

/** Nothing here rejects: what goes wrong becomes a notice, except where it is what the verb gives. */
export interface Boxes {
  /** In the order they came. */
  readonly paired: ReadonlySignal<readonly BoxState[]>;
  /** What the browser makes of reaching this box, to be said before it is tried; null while the text is no pairing. */
  browserCase(pairing: string): Promise<BrowserCase | null>;
  /**
   * Pairs a box. Call it from a click: the browser may ask whether the local network may be used, and does so
   * for a page that was just clicked.
   * @param signal calls it off: a new box is then not kept
   * @returns what went wrong; null if the box is in. No notice comes of it
   */
  add(pairing: string, signal: AbortSignal): Promise<ProblemCode | null>;
  /** Connects to it now, from a click like `add`. What comes of it is its state. */
  tryNow(id: BoxId): Promise<void>;
  enable(id: BoxId, on: boolean): Promise<void>;
  remove(id: BoxId): Promise<void>;
}
