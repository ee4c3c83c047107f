/**
 * How the tables write what a sentence means: its chips in their order. "[kind value]" is a chip, text outside of
 * brackets one of plain words. Behind "=" are the days of a date, behind each "~" another reading that the chip
 * offers beside plain words. Behind "=>" is what is looked for by its looks, where that is not the plain words with
 * spaces between them.
 */

export type Row = readonly [sentence: string, chips: string, also?: { people: readonly string[] }];

export interface Expected {
  /** "kind value", "date value = days", "kind value ~ kind value"; plain words are "words value". */
  chips: string[];
  /** Empty if nothing is looked for by its looks. */
  visual: string;
}

export function expected(notation: string): Expected {
  const [said = '', visual] = notation.split(' => ');
  const chips = [...said.matchAll(/\[([^\]]+)\]|[^[\]]*[^[\]\s]/g)].map(
    ([plain, held]) => held ?? `words ${plain.trim()}`,
  );
  const words = chips.flatMap((chip) => /^words ([^~]+)/.exec(chip)?.[1]?.trim() ?? []);
  return { chips, visual: visual ?? words.join(' ') };
}
