/** The languages of the interface: which one is spoken, and its words. */

import { signal } from '@preact/signals';
import i18next, { type TFunction } from 'i18next';
import { type Language, tagOf } from '#core/languages';
import en, { type Messages } from './en';

/** The language that is shown right now: it changes once the words of the new one are here. */
export const spoken = signal<Language>('en');

const WORDS: Record<Exclude<Language, 'en'>, () => Promise<{ default: Messages }>> = {
  ja: () => import('./ja'),
  zh: () => import('./zh'),
};

i18next.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  // The words are here already, and the first screen must not wait a tick for them.
  initAsync: false,
  // Preact escapes.
  interpolation: { escapeValue: false },
});

/** The English words that the first screen does not need. The other languages come whole. */
export async function loadLaterWords(): Promise<void> {
  const { default: later } = await import('./en-later');
  i18next.addResourceBundle('en', 'translation', later, true);
  said.clear();
}

/** What was said in the language that is shown. A grid says the same for each photo, and looking it up took a third of drawing it. */
const said = new Map<string, string>();
const MOST_SAID = 2_000;

/** The words for a key. A component that calls it is drawn again when the language changes. */
export const t: TFunction = new Proxy(i18next.t, {
  apply(translate, self, args) {
    const question = spoken.value + JSON.stringify(args);
    let words = said.get(question);
    if (words === undefined) {
      if (said.size >= MOST_SAID) said.clear();
      words = Reflect.apply(translate, self, args) as string;
      said.set(question, words);
    }
    return words;
  },
});

/**
 * Speaks a language: loads its words, then changes everything on the screen at once.
 * @throws if the words cannot be loaded; the language stays as it was
 */
export async function startLanguage(language: Language): Promise<void> {
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation')) {
    const words = await WORDS[language]();
    i18next.addResourceBundle(language, 'translation', words.default);
  }
  await i18next.changeLanguage(language);
  said.clear();
  document.documentElement.lang = tagOf(language);
  spoken.value = language;
}
