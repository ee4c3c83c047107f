/** Suggestions while a query is typed: kept searches, and conditions that some photos meet. */

import type { Facets } from '#core/filter';
import { folded } from '#core/folding';
import type { Language } from '#core/languages';
import type { Searches, StoredQuery } from '#core/searches';
import { type KeyName, keyNames, keyOf } from './conditions';
import { DATE_PHRASES } from './date-phrases';
import { EXAMPLES } from './examples';
import { readQuery } from './grammar';
import type { ConditionKey } from './reading';
import { writePart, writeQuery } from './writing';

export type Suggestion = (
  | { kind: 'saved' | 'recent'; search: StoredQuery }
  /** A condition, a key whose value is still to be typed, or an example. `text`: the whole query once it is accepted. */
  | { kind: ConditionKey | 'key' | 'example'; text: string; cursor: number }
) & {
  label: string;
  /** Characters of the label that match what was typed, [from, to). */
  typed: readonly [from: number, to: number];
};

export interface Typing {
  text: string;
  /** Where the cursor stands in it. */
  cursor: number;
  facets: Facets;
  searches: Searches;
  /** Names of cities with this beginning, the best known first. */
  cities: (beginning: string, most: number) => readonly string[];
  /** Of the interface. */
  language: Language;
}

const MOST = 8;
const MOST_RECENT = 3;
/** Most suggestions of each kind, if no key names the kind. */
const MOST_OF_A_KIND = 3;
/** Most words of a condition: "new york", "last week". */
const LONGEST_PHRASE = 3;

/** A key with the value as far as it is typed, "-tag:at". Only a quotation holds spaces. */
const KEY_BEGUN =
  /(?:^|\s)(?<said>(?<sign>[+＋\-－\u2212]?)(?<key>\p{L}[\p{L}\p{M}]{0,11})[:：](?:["＂“「](?<quoted>[^"＂”」]*)|(?<value>[^\s"＂“「]*)))$/u;
const UNWANTED_BEGUN = /^[-－\u2212](?=\p{L})/u;
const LATIN_LETTER = /^[\p{Script=Latin}\p{P}]$/u;

/** A condition that may be suggested, and how it is written. */
interface Option {
  kind: ConditionKey | 'key';
  value: string;
}

/** The likeliest first. */
export function suggest(typing: Typing): Suggestion[] {
  const found = [...kept(typing), ...conditions(typing)].slice(0, MOST);
  return found.length > 0 || typing.text.trim() !== '' ? found : examples(typing);
}

/** For an empty field with nothing to repeat. Each photo has a kind, so without one there is nothing to find either. */
function examples({ facets, language }: Typing): Suggestion[] {
  if (facets.kinds.length === 0) return [];
  return EXAMPLES[language].map((text) => ({
    kind: 'example',
    text,
    cursor: text.length,
    label: text,
    typed: [0, 0],
  }));
}

function kept({ text, searches }: Typing): Suggestion[] {
  const said = folded(text.trim());
  const saved = searches.saved.flatMap((search): Suggestion[] => {
    const at = folded(search.name).indexOf(said);
    const found = at >= 0 || folded(search.text).startsWith(said);
    return found
      ? [{ kind: 'saved', search, label: search.name, typed: stretch(search.name, said, at) }]
      : [];
  });
  const recent = searches.recent.flatMap((search): Suggestion[] => {
    const label = [search.text, writeQuery({ terms: [], filter: search.filter })].filter(Boolean).join(' ');
    const at = wordStart(label, said);
    const found = at >= 0 && label !== '' && folded(label) !== said;
    return found ? [{ kind: 'recent', search, label, typed: stretch(label, said, at) }] : [];
  });
  return [...saved, ...recent.slice(0, said === '' ? MOST : MOST_RECENT)];
}

function conditions(typing: Typing): Suggestion[] {
  const before = typing.text.slice(0, typing.cursor);
  const begun = KEY_BEGUN.exec(before)?.groups;
  const key = begun?.key === undefined ? undefined : keyOf(begun.key);
  if (begun && key) {
    const beginning = begun.quoted ?? begun.value ?? '';
    const unwanted = key === 'tag' && /[-－\u2212]/.test(begun.sign ?? '');
    return optionsOf(key, beginning, typing)
      .map((option): Option => (unwanted ? { ...option, kind: 'withoutTag' } : option))
      .flatMap((option) => taken(typing, option, beginning, before.length - (begun.said?.length ?? 0), true));
  }
  const words = [...before.matchAll(/\S+\s*/g)].slice(-LONGEST_PHRASE);
  const found = words.flatMap(({ index }) => ofPhrase(typing, before.slice(index), index));
  return found.filter(
    (each, i) => found.findIndex(({ kind, label }) => kind === each.kind && label === each.label) === i,
  );
}

/** Conditions that the phrase before the cursor may be the beginning of. */
function ofPhrase(typing: Typing, phrase: string, from: number): Suggestion[] {
  if (UNWANTED_BEGUN.test(phrase)) {
    const tag = phrase.slice(1);
    return optionsOf('tag', tag, typing)
      .slice(0, MOST_OF_A_KIND)
      .flatMap(({ value }) => taken(typing, { kind: 'withoutTag', value }, tag, from, true));
  }
  const beginning = phrase.replace(/\s+/g, ' ');
  // One Latin letter begins too many words.
  if (LATIN_LETTER.test(beginning.trim())) return [];
  const kinds = ['person', 'tag', 'date', 'camera', 'folder', 'near', 'favourite', 'shape', 'kind'] as const;
  const options = kinds.flatMap((kind) => optionsOf(kind, beginning, typing).slice(0, MOST_OF_A_KIND));
  const keys = keyNames(typing.language).filter((name) => begins(name, beginning));
  return [...options, ...keys.map((value) => ({ kind: 'key', value }) as const)].flatMap((option) =>
    taken(typing, option, beginning, from, false),
  );
}

function optionsOf(kind: KeyName, beginning: string, typing: Typing): Option[] {
  const { facets, cities, language } = typing;
  const values = {
    tag: () => facets.tags.map(({ value }) => value),
    camera: () => facets.cameras.map(({ value }) => value),
    folder: () => facets.folders.map(({ value }) => value.name),
    kind: () => facets.kinds.map(({ value }) => value),
    shape: () => ['landscape', 'portrait', 'square'],
    favourite: () => (facets.favourites > 0 ? ['favourite'] : []),
    // Any word may be written in a photo.
    written: () => [],
    person: () => facets.people.map(({ value }) => value),
    near: () => (beginning.trim() === '' ? [] : cities(beginning, MOST)),
    date: () => [
      ...DATE_PHRASES[language],
      ...(language === 'en' ? [] : DATE_PHRASES.en),
      ...facets.years.map(({ value }) => String(value)),
    ],
  }[kind]();
  const matching = values.filter((value) => wordStart(value, folded(beginning)) >= 0);
  return [...new Set(matching)].slice(0, MOST).map((value) => ({ kind, value }));
}

/** The suggestion for an option; an empty list if the query asks for it already. */
function taken(
  { text, cursor }: Typing,
  { kind, value }: Option,
  beginning: string,
  from: number,
  keyed: boolean,
): Suggestion[] {
  const before = text.slice(0, from);
  const after = text.slice(cursor).trimStart();
  const { parts } = readQuery(`${before} ${after}`);
  if (parts.some((part) => part.kind === kind && folded(part.value) === folded(value))) return [];
  const written = kind === 'key' ? `${value}:` : kind === 'date' && !keyed ? value : writePart(kind, value);
  const head = `${before}${written}${kind === 'key' ? '' : ' '}`;
  const said = folded(beginning);
  const typed = stretch(value, said, wordStart(value, said));
  return [{ kind, label: value, typed, text: head + after, cursor: head.length }];
}

function begins(value: string, beginning: string): boolean {
  return folded(value).startsWith(folded(beginning)) && folded(value) !== folded(beginning);
}

/** Index of the first word with this beginning; -1 if there is none. @param said folded */
function wordStart(value: string, said: string): number {
  const whole = folded(value);
  for (let at = whole.indexOf(said); at >= 0; at = whole.indexOf(said, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(whole[at - 1] ?? '') || /\p{Script=Han}/u.test(whole[at] ?? ''))
      return at;
    if (said === '') break;
  }
  return -1;
}

/** The stretch to mark; empty if folding has changed the length, because indices would be off. */
function stretch(label: string, said: string, at: number): readonly [number, number] {
  return at >= 0 && folded(label).length === label.length ? [at, at + said.trimEnd().length] : [0, 0];
}
