/** What the user chose about the screens. Small enough for localStorage, and needed before the first paint. */

import { effect, type Signal, signal } from '@preact/signals';
import { isLanguage, type Language, preferredLanguage } from '#core/languages';
import { GOOD_ERROR, LINES } from '#core/rank';
import type { Theme } from './contract';

const DEFAULT_ROW_HEIGHT = 200;

export interface Preferences {
  theme: Signal<Theme>;
  language: Signal<Language>;
  rowHeight: Signal<number>;
  /** Share of wrong matches above the line, one of `LINES`. */
  line: Signal<number>;
  /** Of matches. Not kept: each visit begins with the best ones. */
  order: Signal<'relevance' | 'date'>;
  /** Classes as they were typed. */
  classText: Signal<string>;
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
  };
}

/** A signal whose value outlives the page. What cannot be read any more is forgotten. */
function kept<T extends string | number>(
  name: string,
  otherwise: T,
  read: (text: string) => T | undefined,
): Signal<T> {
  const key = `mitsuke.${name}`;
  const stored = localStorage.getItem(key);
  const value = signal<T>((stored !== null && read(stored)) || otherwise);
  effect(() => {
    // Only a choice is kept: what was never chosen may follow the browser.
    if (value.value === otherwise) localStorage.removeItem(key);
    else localStorage.setItem(key, String(value.value));
  });
  return value;
}

function oneOf<T extends string>(text: string, values: readonly T[]): T | undefined {
  return values.find((value) => value === text);
}
