/** The app around its places: notices, preferences, storage, updates and installing. */

import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ProblemCode } from '#core/errors';

export type Place = 'find' | 'labels' | 'tidy' | 'atlas' | 'people' | 'settings';

/** A short message at the bottom of the screen. */
export interface Notice {
  id: number;
  problem?: ProblemCode;
  /** Until it is dismissed, as problems do. */
  stays?: true;
  /** Set for problems whose detail helps the user, such as the missing file of the user's own model. */
  detail?: string;
  /** Key of a message that is not a problem. */
  done?:
    | 'removed'
    | 'nothingNew'
    | 'tookOver'
    | 'handed'
    | 'handedNothing'
    | 'added'
    | 'saved'
    | 'savedPreviews'
    | 'gave'
    | 'gaveSmall'
    | 'gaveStill'
    | 'gaveNot'
    | 'gaveFull'
    | 'gavePart'
    | 'savingNow'
    | 'copied'
    | 'copiedNames'
    | 'noOriginal'
    | 'uncopied'
    | 'sparing'
    | 'unread'
    | 'fromIndex';
  count?: number;
  /** Name of a model, or paths of folders. */
  name?: string;
}

export interface StorageUse {
  bytes: number;
  /** Total bytes that the browser grants. */
  quota: number;
  /** Whether the browser has granted persistent storage, which it does not evict. */
  persisted: boolean;
}

export type Theme = 'system' | 'light' | 'dark';

/** State of the offline copy: all that the app needs without a network. */
export type OfflineState = 'preparing' | 'ready' | 'unavailable';

/**
 * How the user installs the app. `share`: by the share sheet, on iPhone and iPad. `menu`: by the browser's menu, on
 * Android. `dock`: by the menu File of Safari on a Mac. Null: it is installed, or there is no way.
 */
export type InstallWay = 'share' | 'menu' | 'dock' | null;

/** No verb rejects: errors become notices. */
export interface Shell {
  readonly notices: ReadonlySignal<readonly Notice[]>;
  dismiss(notice: number): void;
  readonly theme: Signal<Theme>;
  /** Not empty if the library had photos when it was last read; a guess until it is read again. */
  readonly filled: ReadonlySignal<string>;
  /** Not empty if faces are looked for, and the place of people is in the navigation. */
  readonly people: ReadonlySignal<string>;
  /** Whether the library offers days: `off`, or `some` if it did the last time, which keeps their place. */
  readonly days: ReadonlySignal<string>;
  /** Target height of grid rows on wide screens, in CSS pixels. */
  readonly rowHeight: Signal<number>;
  /** Whether a newer version of the app waits, or already runs in another tab. */
  readonly updateWaiting: ReadonlySignal<boolean>;
  /** Reloads into the newer version. */
  update(): void;
  /** Whether the browser offers to install the app right now. */
  readonly installable: ReadonlySignal<boolean>;
  install(): Promise<void>;
  /** The way where the browser offers nothing. */
  installWay(): Promise<InstallWay>;
  /** Returns null if the browser does not report it. */
  storage(): Promise<StorageUse | null>;
}
