/** Boxes: devices on the local network that encode photos for this one. */

import type { ReadonlySignal } from '@preact/signals';
import type { BrowserCase } from '#core/browser-case';
import type { ProblemCode } from '#core/errors';
import type { BoxId, BoxState } from '#workers/library/contract';

/** No verb rejects: errors become notices, except for `add`, which returns them. */
export interface Boxes {
  /** In the order in which they were added. */
  readonly paired: ReadonlySignal<readonly BoxState[]>;
  /** Whether this browser lets the page reach the box; null if the text is not a pairing. Does not connect. */
  browserCase(pairing: string): Promise<BrowserCase | null>;
  /**
   * Pairs a box. Call it from a click: the browser may ask for permission to use the local network, and only
   * asks after a user gesture.
   * @param signal cancels the pairing: a new box is then not kept
   * @returns why it failed; null if the box was added. Posts no notice
   */
  add(pairing: string, signal: AbortSignal): Promise<ProblemCode | null>;
  /** Connects to the box now; call it from a click, like `add`. The outcome is the box's state. */
  tryNow(id: BoxId): Promise<void>;
  enable(id: BoxId, on: boolean): Promise<void>;
  remove(id: BoxId): Promise<void>;
}
