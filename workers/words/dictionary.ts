/** Classes of the recogniser. */

/** Stands for "no character here", and separates two equal ones. */
export const BLANK = 0;

/**
 * @param text one character a line. Nothing is trimmed: U+3000 is one of them
 * @returns text of each class: the blank, then the lines, then the space
 */
export function readDictionary(text: string): readonly string[] {
  return ['', ...text.replace(/\n$/, '').split('\n'), ' '];
}
