/** The app as a part of the system: what the system hands to it. The badge on its icon needs no member. */

import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Shortcut } from '#core/system-names';
import type { Added } from '../library/contract';

/**
 * Shared files. They are added only when the user says so, because any web page can send the same form. A single
 * picture may also be meant as a query.
 */
interface SharedFiles {
  kind: 'shared';
  files: readonly File[];
  /** Called by `System.taken`. */
  decided(added: Promise<Added> | null): void;
}

/** It ends one touch before the picker or the camera, which browsers open only after a touch. */
interface ChosenShortcut {
  kind: 'shortcut';
  shortcut: Shortcut;
}

/** What the system handed over, and the user decides about. `id` is unique in this session. */
export type Arrival = (SharedFiles | ChosenShortcut) & { id: number };

export interface System {
  /** What no screen has dealt with, the oldest first. */
  readonly arrivals: ReadonlySignal<readonly Arrival[]>;
  /**
   * Called by the screen that has dealt with the oldest.
   * @param added if its files go into the library: until they are safe there, a killed tab asks again
   */
  taken(added?: Promise<Added>): void;
  /** Not empty if the screen must stay on while photos are indexed; null if the browser cannot keep it on. */
  readonly awake: Signal<string> | null;
  /** Keeps the screen on, where the browser can, until what it returns is called. */
  keepOn(): () => void;
}
