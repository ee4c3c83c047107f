/** The language of the interface, and its words. */

import { signal } from '@preact/signals';
import i18next, { type TFunction } from 'i18next';
import { type Language, tagOf } from '#core/languages';
import en, { type Messages } from './en';

/** The displayed language. It changes once the words of the new one are loaded. */
export const spoken = signal<Language>('en');

const WORDS: Record<Exclude<Language, 'en'>, () => Promise<{ default: Messages }>> = {
  ja: () => import('./ja'),
  zh: () => import('./zh'),
};

i18next.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  // The English words are bundled, so the first screen need not wait a tick for them.
  initAsync: false,
  // Preact escapes text itself.
  interpolation: { escapeValue: false },
  // Its cache keeps a format for each number that was ever shown.
  cacheInBuiltFormats: false,
});

/** Loads the English words that the first screen does not need. Other languages are one file each. */
export async function loadLaterWords(): Promise<void> {
  const { default: later } = await import('./en-later');
  i18next.addResourceBundle('en', 'translation', later, true);
  said.clear();
}

/** Cache of translations: a grid repeats them for each photo, and lookups took a third of its rendering. */
const said = new Map<string, string>();
const MOST_SAID = 2_000;

/** Translates a key. A component that calls it is rendered again when the language changes. */
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
 * Switches the language: loads its words, then re-renders everything at once.
 * @throws if the words cannot be loaded; then the language does not change
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
