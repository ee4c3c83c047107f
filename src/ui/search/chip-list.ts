/** The chips of a query: one for each part that the grammar parsed, and for each condition. */

import type { OtherReading, QueryPart, Reading } from '#core/query/reading';
import { weightOf } from '#core/query/weighing';
import { takenAs, withoutPart } from '#core/query/writing';
import type { Query, QueryPhoto } from '#session/finding/contract';
import { conditionsOf, kindName, type Naming, personName, rangeName, shapeName } from '../filter/words';
import { t } from '../i18n';

export interface Chip {
  /** Unique among the chips of a query. */
  id: string;
  kind: QueryPart['kind'] | 'photo';
  words: string;
  /** The same for screen readers, with signs and icons in words. */
  spoken: string;
  /** Weight of a term; otherwise 1. */
  weight: number;
  /** The part of the text if it is a term; otherwise null. */
  term: QueryPart | null;
  /** What it was taken for, if it may mean something else: "May, the person". */
  meaning: string | null;
  /** What else it may mean. */
  choices: readonly Choice[];
  /** Of what was found in a sentence: change of the query that makes it plain words. */
  plain: Partial<Query> | null;
  /** Change of the query that removes the chip. */
  without: Partial<Query>;
  photo: QueryPhoto | null;
}

/** Another reading of a chip. */
export interface Choice {
  kind: OtherReading['kind'];
  words: string;
  change: Partial<Query>;
}

/**
 * Returns the chips of a query.
 * @param reading how the query's text was parsed; null if that is not known yet
 */
export function chipsOf(query: Query, reading: Reading | null, session: Naming): Chip[] {
  const { text, filter, photo } = query;
  const chips: Chip[] = [];
  if (photo) {
    const name = photo.kind === 'library' ? photo.card.name : photo.name;
    const isPart = photo.kind === 'outside' && photo.isPart;
    const words = t(isPart ? 'chips.part' : 'chips.like', { name });
    chips.push({
      ...PLAIN,
      id: 'photo',
      kind: 'photo',
      words,
      spoken: words,
      without: { photo: null },
      photo,
    });
  }
  for (const part of reading?.parts ?? []) {
    const words = partWords(part, reading as Reading);
    const choices = (part.others ?? []).map(
      (other): Choice => ({
        ...{ kind: other.kind, words: readingWords(other) },
        change: { text: takenAs(text, part, other) },
      }),
    );
    const plain = part.said && choices.find(({ kind }) => kind === 'words');
    chips.push({
      ...PLAIN,
      id: `${part.kind} ${part.from}`,
      kind: part.kind,
      words,
      spoken: spokenAs(part.kind, words),
      weight: weightOf(text, part),
      term: ['words', 'wanted', 'unwanted'].includes(part.kind) ? part : null,
      meaning: choices.length > 0 ? meaningOf(part, words) : null,
      choices,
      plain: plain?.change ?? null,
      without: { text: withoutPart(text, part) },
    });
  }
  for (const { key, words, without } of conditionsOf(filter, session)) {
    const spoken = spokenAs(key, words);
    chips.push({
      ...PLAIN,
      id: `filter ${key} ${words}`,
      kind: key,
      words,
      spoken,
      without: { filter: without },
    });
  }
  return chips;
}

const PLAIN = { weight: 1, term: null, photo: null, meaning: null, choices: [], plain: null };

/** @param words of its chip */
function meaningOf({ kind, value }: QueryPart, words: string): string | null {
  if (kind === 'date') return words;
  const isReading = kind === 'near' || kind === 'ownWord' || (kind === 'person' && words === value);
  return isReading ? readingWords({ kind, value }) : null;
}

function readingWords({ kind, value, range }: OtherReading): string {
  return t(`chips.as.${kind}`, { what: value, range: range ? rangeName(range) : '' });
}

function partWords({ kind, value }: QueryPart, { filter, parts }: Reading): string {
  switch (kind) {
    case 'date': {
      // Of several dates only their combined range is known.
      const single = parts.filter((part) => part.kind === 'date').length === 1;
      if (!filter.taken || !single) return value;
      const range = rangeName(filter.taken);
      return /\p{L}/u.test(value) ? t('chips.dated', { what: value, range }) : value;
    }
    case 'text':
    case 'withoutText':
    case 'written':
      return t('chips.quoted', { what: value });
    case 'person':
    case 'withoutPerson':
      return personName(value);
    case 'kind':
      return kindName(value);
    case 'shape':
      return filter.orientation ? shapeName(filter.orientation) : value;
    case 'favourite':
      return t('filter.favourite');
    default:
      return value;
  }
}

export function isUnwanted(kind: Chip['kind']): boolean {
  return ['unwanted', 'withoutText', 'withoutTag', 'withoutPerson', 'withoutOwnWord'].includes(kind);
}

function spokenAs(kind: QueryPart['kind'], words: string): string {
  const not = isUnwanted(kind);
  if (kind === 'written') return `${t('filter.written')}: ${words}`;
  return not ? t('chips.without', { what: words }) : words;
}
