/** How texts are compared that people type. */

/** What Unicode does not take apart: letters of alphabets, and marks for an apostrophe. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th', ð: 'd', đ: 'd', ħ: 'h', ı: 'i', ł: 'l', ŋ: 'n', ø: 'o' },
  ...{ '‘': "'", '’': "'", ʻ: "'", ʼ: "'" },
};
/** Where they are: ß to ʼ are U+00DF to U+02BC. */
const NOT_PLAIN = /[ß-ʼ‘’]/g;

/**
 * Text normalised for comparison: no case, no accents, full width folded to half width, letters beyond those
 * of English as people without their keys write them ("Łódź" is "lodz", "Straße" is "strasse").
 */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Script=Latin}\p{M}+/gu, (letter) => letter[0] ?? '')
    .normalize('NFC')
    .toLowerCase()
    .replace(NOT_PLAIN, (letter) => PLAIN[letter] ?? letter);
}
