/** Which language a query is in, as far as its characters tell. */

/**
 * What the writing gives away: a BCP 47 tag, or "und-Latn" for a Latin text that is not (plain)
 * English, or null if there is nothing to tell by (emoji, digits).
 */
export type QueryLanguage = string | null;

/** Scripts that belong to one language, or to one that stands for the others if nothing else tells. */
const SCRIPTS: readonly (readonly [script: RegExp, language: string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Gujarati}/u, 'gu'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Armenian}/u, 'hy'],
  [/\p{Script=Myanmar}/u, 'my'],
];

const HAN = /\p{Script=Han}/u;
const LATIN = /\p{Script=Latin}/u;
const PLAIN_LATIN = /^[\p{ASCII}\p{P}\p{S}\p{N}\p{Z}\p{M}\p{Cf}]*$/u;

/**
 * @param ui the language of the interface: Chinese characters alone may be Japanese as well
 */
export function languageOf(text: string, ui: string): QueryLanguage {
  const word = text.normalize('NFKC');
  for (const [script, language] of SCRIPTS) if (script.test(word)) return language;
  if (HAN.test(word)) return ui === 'ja' ? 'ja' : 'zh';
  if (!LATIN.test(word)) return null;
  return PLAIN_LATIN.test(word) ? 'en' : 'und-Latn';
}
