/** The languages of the interface: the one list. A language that is added here needs its words in src/ui/i18n. */

export const LANGUAGES = [
  { language: 'en', name: 'English', tag: 'en' },
  { language: 'ja', name: '日本語', tag: 'ja' },
  { language: 'zh', name: '简体中文', tag: 'zh-Hans' },
] as const;

export type Language = (typeof LANGUAGES)[number]['language'];

/** BCP 47 tag. Han characters are drawn differently in Japanese and Chinese, so it must be exact. */
export function tagOf(language: Language): string {
  return LANGUAGES.find((each) => each.language === language)?.tag ?? language;
}

export function isLanguage(text: string): text is Language {
  return LANGUAGES.some(({ language }) => language === text);
}

/** @param wanted the user's languages as BCP 47 tags; the first that is spoken here is taken, else English */
export function preferredLanguage(wanted: readonly string[]): Language {
  return wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '').find(isLanguage) ?? 'en';
}
