/** Preferences of this browser, in localStorage, because the first paint needs them synchronously. */

import { effect, type Signal, signal } from '@preact/signals';
import { isLanguage, type Language, preferredLanguage } from '#core/languages';
import { GOOD_ERROR, LINES } from '#core/rank';
import type { TextBackend } from '#core/space';
import { localStorageHere } from '../local-storage';
import type { Theme } from './contract';

const DEFAULT_ROW_HEIGHT = 200;

export interface Preferences {
  theme: Signal<Theme>;
  language: Signal<Language>;
  rowHeight: Signal<number>;
  /** Accepted fraction of wrong matches above the line, one of `LINES`. */
  line: Signal<number>;
  /** Order of matches. Not stored: each visit begins with the best ones. */
  order: Signal<'relevance' | 'date'>;
  /** Classes as the user typed them. */
  classText: Signal<string>;
  /** Not empty if the library had photos when it was last read: the first paint cannot wait for it. */
  filled: Signal<string>;
  /** Not empty if faces are looked for: the navigation cannot wait for the library. */
  people: Signal<string>;
  /** Empty: nothing was offered the last time. `some`: there was, so it has its place. `off`: the user wants nothing. */
  days: Signal<string>;
  /** Kinds of them that the user does not want, and keys of those that were hidden; one a line. */
  daysWithout: Signal<string>;
  daysHidden: Signal<string>;
  /** Backend of the text encoder that was opened last: its runtime starts before it is known which one is opened. */
  textBackend: Signal<TextBackend>;
  /** Not empty if the screen must stay on while photos are indexed. */
  awake: Signal<string>;
}

export function loadPreferences(): Preferences {
  return {
    theme: kept<Theme>('theme', 'system', (text) => oneOf(text, ['system', 'light', 'dark'])),
    language: kept<Language>('language', preferredLanguage(navigator.languages), (text) =>
      isLanguage(text) ? text : undefined,
    ),
    rowHeight: kept('rowHeight', DEFAULT_ROW_HEIGHT, (text) => Number(text) || undefined),
    line: kept('line', GOOD_ERROR, (text) => LINES.find((line) => line === Number(text))),
    order: signal('relevance'),
    classText: kept('labels', '', (text) => text),
    filled: kept('filled', '', (text) => text),
    people: kept('people', '', (text) => text),
    days: kept('days', '', (text) => text),
    daysWithout: kept('daysWithout', '', (text) => text),
    daysHidden: kept('daysHidden', '', (text) => text),
    textBackend: kept<TextBackend>('textBackend', 'wasm', (text) => oneOf(text, ['wasm', 'tower'])),
    awake: kept('awake', '', (text) => text),
  };
}

/** Null if the browser refuses it: then each visit begins with the defaults. */
const storage = localStorageHere();

/** Returns a signal whose value is stored. A stored value that is no longer valid is deleted. */
function kept<T extends string | number>(
  name: string,
  otherwise: T,
  read: (text: string) => T | undefined,
): Signal<T> {
  const key = `mitsuke.${name}`;
  const stored = storage?.getItem(key) ?? null;
  const value = signal<T>((stored !== null && read(stored)) || otherwise);
  effect(() => {
    // The default is not stored, so that it can follow the browser's settings.
    const { value: chosen } = value;
    try {
      if (chosen === otherwise) storage?.removeItem(key);
      else storage?.setItem(key, String(chosen));
    } catch {
      // A full disk: it holds for this visit.
    }
  });
  return value;
}

function oneOf<T extends string>(text: string, values: readonly T[]): T | undefined {
  return values.find((value) => value === text);
}
