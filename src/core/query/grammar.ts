/** How a query is written: text -> reading. */

import { bothFilters, type Filter, NO_FILTER } from '#core/filter';
import { folded } from '#core/folding';
import { bothDates, conditionOf, isOwnWordKey } from './conditions';
import { othersOf } from './mentions';
import type { Knowledge, OtherReading, QueryPart, Reading, Stretch, Term } from './reading';
import { scan, type Token } from './scan';
import { piecesOfSentence } from './sentence';
import { oneSpaced } from './stretches';

/**
 * The weight of an unwanted part. Measured (README.md, "Minus"): with less, what is unwanted
 * stays; with 1, what is wanted disappears too.
 */
export const UNWANTED = 0.75;

/** A part, with what it adds to the terms or to the filter. */
interface Piece {
  part: QueryPart;
  term?: Term;
  asks?: Partial<Filter>;
}

/** Never throws and loses nothing: whatever is not an operator is a word. */
export function readQuery(text: string, knows: Knowledge = {}): Reading {
  const pieces = piecesOf(text, knows);
  const words = wordsOf(pieces);
  const terms = pieces.flatMap(({ term }) => term ?? []);
  return {
    terms: words === '' ? terms : [{ text: words, weight: 1 }, ...terms],
    filter: pieces.reduce((filter, { asks }) => (asks ? narrowed(filter, asks) : filter), NO_FILTER),
    parts: pieces.map(({ part }) => part),
  };
}

function piecesOf(text: string, knows: Knowledge): Piece[] {
  const pieces: Piece[] = [];
  let run: Token[] = [];
  const endRun = () => {
    const [first] = run;
    if (first) pieces.push(...sentence(text, { from: first.from, to: run.at(-1)?.to ?? first.to }, knows));
    run = [];
  };
  for (const token of scan(text)) {
    const piece = operator(text, token, knows);
    if (!piece) {
      run.push(token);
      continue;
    }
    endRun();
    pieces.push(piece);
  }
  endRun();
  return pieces;
}

/** Null if it is a plain word. */
function operator(text: string, token: Token, knows: Knowledge): Piece | null {
  const { from, to, sign, key, value, form, weight } = token;
  const own = isOwnWordKey(key) && knows.ownWords?.find((name) => folded(name) === folded(value));
  if (own) {
    const unwanted = sign === '-';
    const kind = unwanted ? 'withoutOwnWord' : 'ownWord';
    const others = unwanted ? {} : othersNamed(own, 'ownWord', knows);
    return { part: { from, to, kind, value: own, ...others }, term: ownTerm(own, unwanted) };
  }
  const condition = conditionOf(token, knows);
  if (condition) {
    const others = othersNamed(value, condition.key, knows);
    return { part: { from, to, kind: condition.key, value, ...others }, asks: condition.asks };
  }
  if (key === '' && form === 'quoted') {
    const [kind, name] =
      sign === '-' ? (['withoutText', 'withoutTexts'] as const) : (['text', 'texts'] as const);
    return { part: { from, to, kind, value }, asks: { [name]: [value] } };
  }
  if (sign === '' && weight === null) return null;
  // An unknown key is part of the word.
  const word = oneSpaced(key === '' ? value : text.slice(from + sign.length, to));
  const heavy = weight ?? 1;
  return sign === '-'
    ? { part: { from, to, kind: 'unwanted', value: word }, term: { text: word, weight: -UNWANTED * heavy } }
    : { part: { from, to, kind: 'wanted', value: word }, term: { text: word, weight: heavy } };
}

/** Plain words, and what is found among them. */
function sentence(text: string, { from, to }: Stretch, knows: Knowledge): Piece[] {
  const moved = (stretch: Stretch) => ({ from: stretch.from + from, to: stretch.to + from });
  return piecesOfSentence(text.slice(from, to), knows).map(({ part, asks }): Piece => {
    const term = termOf(part);
    return {
      part: {
        ...part,
        ...moved(part),
        ...(part.said && { said: moved(part.said) }),
        ...(part.leaves && { leaves: { ...part.leaves, to: part.leaves.to + from } }),
      },
      ...(term && { term }),
      ...(asks && { asks }),
      ...(part.kind === 'withoutPerson' && { asks: { withoutPeople: [part.value] } }),
    };
  });
}

/** What else a name may mean that was written with its key. */
function othersNamed(name: string, key: QueryPart['kind'], knows: Knowledge): Pick<QueryPart, 'others'> {
  if (key !== 'person' && key !== 'ownWord' && key !== 'near' && key !== 'date') return {};
  const others = othersOf(name, key, knows);
  return others.length > 0 ? { others: [...others, { kind: 'words', value: name } as OtherReading] } : {};
}

function termOf({ kind, value }: QueryPart): Term | null {
  if (kind === 'unwanted') return { text: value, weight: -UNWANTED };
  if (kind === 'ownWord') return ownTerm(value, false);
  return kind === 'withoutOwnWord' ? ownTerm(value, true) : null;
}

/** Plain words as one text: with spaces where the text has them, or where something else stood between. */
function wordsOf(pieces: readonly Piece[]): string {
  const words = pieces.flatMap(({ part }) => (part.kind === 'words' ? part : []));
  return words
    .map(({ from, value }, i) => (i === 0 || words[i - 1]?.to === from ? '' : ' ') + value)
    .join('');
}

function ownTerm(name: string, unwanted: boolean): Term {
  return { text: name, weight: unwanted ? -UNWANTED : 1, own: true };
}

function narrowed(filter: Filter, asks: Partial<Filter>): Filter {
  const taken = asks.taken ? bothDates(filter.taken, asks.taken) : filter.taken;
  return { ...bothFilters(filter, { ...NO_FILTER, ...asks }), taken };
}
