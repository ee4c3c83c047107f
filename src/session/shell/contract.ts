/** The app around its places: notices, preferences, and what the browser grants it. */

import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ProblemCode } from '#core/errors';

export type Place = 'find' | 'labels' | 'tidy' | 'settings';

/** A short message at the edge of the screen. */
export interface Notice {
  id: number;
  problem?: ProblemCode;
  /** For the problems whose detail helps the user (a model of their own that misses a file). */
  detail?: string;
  /** Key of a sentence that is not a problem. */
  done?:
    | 'removed'
    | 'nothingNew'
    | 'added'
    | 'saved'
    | 'savedPreviews'
    | 'copied'
    | 'copiedNames'
    | 'noOriginal';
  count?: number;
}

export interface StorageUse {
  bytes: number;
  /** What the browser grants in all. */
  quota: number;
  /** Whether the browser promised not to clear it by itself. */
  persisted: boolean;
}

export type Theme = 'system' | 'light' | 'dark';

/** How much of what the app needs without a network is kept. */
export type OfflineState = 'preparing' | 'ready' | 'unavailable';

/** Nothing here rejects: what goes wrong becomes a notice. */
export interface Shell {
  readonly notices: ReadonlySignal<readonly Notice[]>;
  dismiss(notice: number): void;
  readonly theme: Signal<Theme>;
  /** Height in CSS pixels that grid rows aim at on wide screens. */
  readonly rowHeight: Signal<number>;
  /** A newer version of the app waits, or runs in another tab already. */
  readonly updateWaiting: ReadonlySignal<boolean>;
  /** Reloads into the newer version. */
  update(): void;
  /** Whether the browser offers to install the app right now. */
  readonly installable: ReadonlySignal<boolean>;
  install(): Promise<void>;
  /** Null if the browser does not tell. */
  storage(): Promise<StorageUse | null>;
}
