/** A sentence taken apart: what is mentioned, what is not wanted, and the words that are left, in its order. */

import type { Filter } from '#core/filter';
import { mentionsIn, othersOf } from './mentions';
import { unwantedIn } from './minus';
import { plainIn, unquoted } from './plain';
import type { Knowledge, QueryPart, Stretch } from './reading';
import { isSmall, smallBehind, withoutSmallBefore } from './small-words';
import { oneSpaced, overlap } from './stretches';

/** A part of a sentence, and what a mention asks of photos. */
export interface Piece {
  part: QueryPart;
  asks?: Partial<Filter>;
}

/** Nothing but white space is outside of the parts. */
export function piecesOfSentence(text: string, knows: Knowledge): Piece[] {
  const plain = plainIn(text);
  const mentions = mentionsIn(text, knows, plain);
  const unwanted = unwantedIn(text, mentions, plain);
  const isFree = (stretch: Stretch) => !unwanted.some((other) => overlap(stretch, other));
  const found: Piece[] = [
    ...mentions.filter(isFree).map(({ asks, ...part }) => ({ part, ...(asks && { asks }) })),
    ...unwanted.map((part) => ({ part: { ...part, others: [inWords(text, part.said)] } })),
    ...plain.flatMap((stretch) => quotedName(text, stretch, knows)),
  ].sort((a, b) => a.part.from - b.part.from);
  return withWords(text, found);
}

function inWords(text: string, { from, to }: Stretch) {
  return { kind: 'words', value: text.slice(from, to) } as const;
}

/** A quotation that would mean something without its marks; others are words like those around them. */
function quotedName(text: string, { from, to }: Stretch, knows: Knowledge): Piece[] {
  const value = text.slice(from + 1, to - 1);
  const others = othersOf(value, 'words', knows);
  return others.length > 0 ? [{ part: { from, to, kind: 'words', value, said: { from, to }, others } }] : [];
}

/** Adds the words between; small ones belong to their neighbours. */
function withWords(text: string, found: readonly Piece[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const next of [...found, null]) {
    const end = next?.part.from ?? text.length;
    const last = pieces.at(-1);
    const [before, after] = [isNamed(last), isNamed(next)];
    const between = text.slice(at, end);
    if (between.trim() !== '' && (before || after) && isAllSmall(between, before, after, next === null)) {
      if (before && last) last.part = { ...last.part, to: at + between.trimEnd().length };
      else if (next) next.part = { ...next.part, from: at + between.length - between.trimStart().length };
    } else {
      const small =
        before && last ? smallBehind(between, text.slice(last.part.said?.from, last.part.said?.to)) : 0;
      if (small > 0 && last) last.part = { ...last.part, to: at + small };
      pieces.push(...wordsIn(text, { from: at + small, to: end }, after));
    }
    if (next) {
      pieces.push(next);
      at = next.part.to;
    }
  }
  return pieces;
}

/** Small words alone stand between two mentions, or at the end behind one as far as it is typed. */
function isAllSmall(between: string, before: boolean, after: boolean, isEnd: boolean): boolean {
  return isSmall(between.trim()) && (before ? after || isEnd : after);
}

/** @param isBefore whether a mention follows */
function wordsIn(text: string, { from, to }: Stretch, isBefore: boolean): Piece[] {
  const said = text.slice(from, to);
  const trimmed = isBefore ? withoutSmallBefore(said) : said;
  const value = oneSpaced(unquoted(trimmed.trim() === '' ? said : trimmed));
  if (value === '') return [];
  const start = from + said.length - said.trimStart().length;
  return [{ part: { from: start, to: from + said.trimEnd().length, kind: 'words', value } }];
}

function isNamed(piece: Piece | null | undefined): boolean {
  return piece != null && piece.part.kind !== 'words';
}
