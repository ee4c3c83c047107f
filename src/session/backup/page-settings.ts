/** The preferences of this browser that a backup holds: those the user has chosen, by the names they are stored under. */

import { isLanguage } from '#core/languages';
import { LINES } from '#core/rank';
import { chosen } from '../local-storage';
import type { Preferences } from '../shell/preferences';

type Kept = Pick<Preferences, 'theme' | 'language' | 'rowHeight' | 'line' | 'classText'>;

/** Takes a value over if it is one. What this browser alone knows (`filled`) or decides (`awake`) is not among them. */
const TAKERS: Record<string, (into: Kept, text: string) => void> = {
  theme: ({ theme }, text) => {
    if (text === 'light' || text === 'dark') theme.value = text;
  },
  language: ({ language }, text) => {
    if (isLanguage(text)) language.value = text;
  },
  rowHeight: ({ rowHeight }, text) => {
    if (Number(text) >= 50 && Number(text) <= 1000) rowHeight.value = Number(text);
  },
  line: ({ line }, text) => {
    line.value = LINES.find((each) => each === Number(text)) ?? line.peek();
  },
  labels: ({ classText }, text) => {
    classText.value = text;
  },
};

export function pageSettings(): Record<string, string> {
  return Object.fromEntries(
    Object.keys(TAKERS).flatMap((name) => {
      const text = chosen(name);
      return text === null ? [] : [[name, text]];
    }),
  );
}

/** @param all also where the user has chosen otherwise here */
export function takePageSettings(into: Kept, settings: Record<string, string>, all: boolean): void {
  for (const [name, take] of Object.entries(TAKERS)) {
    const text = settings[name];
    if (text !== undefined && (all || chosen(name) === null)) take(into, text);
  }
}
