/** How a query is written: text -> reading. */

import { bothFilters, type Filter, NO_FILTER } from '#core/filter';
import { folded } from '#core/folding';
import { bothDates, conditionOf, isOwnWordKey } from './conditions';
import { nameFinder } from './names';
import { peopleReader } from './people';
import type { Knowledge, QueryPart, Reading, Term } from './reading';
import { scan, type Token } from './scan';

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
  const words = pieces.flatMap(({ part }) => (part.kind === 'words' ? [part.value] : [])).join(' ');
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
    if (first) pieces.push(...wordsAndMentions(text, first.from, run.at(-1)?.to ?? first.to, knows));
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
    return { part: { from, to, kind, value: own }, term: ownTerm(own, unwanted) };
  }
  const condition = conditionOf(token, knows);
  if (condition) return { part: { from, to, kind: condition.key, value }, asks: condition.asks };
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

/** Plain words, and the dates and people among them. */
function wordsAndMentions(text: string, from: number, to: number, knows: Knowledge): Piece[] {
  const run = text.slice(from, to);
  const pieces: Piece[] = [];
  let at = 0;
  const words = (end: number) => {
    const said = run.slice(at, end);
    const value = oneSpaced(said);
    if (value === '') return;
    const start = from + at + (said.length - said.trimStart().length);
    pieces.push({ part: { from: start, to: from + at + said.trimEnd().length, kind: 'words', value } });
  };
  for (const { from: start, to: end, kind, value, ...asks } of mentionsIn(run, knows)) {
    // Of two that overlap the first stays.
    if (start < at) continue;
    words(start);
    pieces.push({ part: { from: from + start, to: from + end, kind, value }, ...asks });
    at = end;
  }
  words(run.length);
  return pieces;
}

/** People, own words and dates, in the order of the text. */
function mentionsIn(run: string, { dates, people, ownWords }: Knowledge) {
  const days = (dates?.among(run) ?? []).map(({ from, to, range }) => ({
    ...{ from, to, kind: 'date' as const, value: oneSpaced(run.slice(from, to)), asks: { taken: range } },
  }));
  const names = (people ? peopleReader(people).among(run) : []).map((mention) => ({
    ...mention,
    kind: 'person' as const,
  }));
  const own = ownWords ? ownWordsIn(run, ownWords) : [];
  return [...names, ...own, ...days].sort((a, b) => a.from - b.from);
}

function ownWordsIn(run: string, ownWords: readonly string[]) {
  const nameAt = nameFinder(ownWords);
  const found = [];
  for (let from = 0; from < run.length; from++) {
    const said = nameAt(run, from);
    if (!said) continue;
    const { name, to } = said;
    found.push({ from, to, kind: 'ownWord' as const, value: name, term: ownTerm(name, false) });
    from = to - 1;
  }
  return found;
}

function ownTerm(name: string, unwanted: boolean): Term {
  return { text: name, weight: unwanted ? -UNWANTED : 1, own: true };
}

function narrowed(filter: Filter, asks: Partial<Filter>): Filter {
  const taken = asks.taken ? bothDates(filter.taken, asks.taken) : filter.taken;
  return { ...bothFilters(filter, { ...NO_FILTER, ...asks }), taken };
}

function oneSpaced(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
