/** The rules of a match, as they are written in the room's README, applied to every text and every place in it. */

import { type FoldedWords, foldWords, isHan, lookAlike, weightOf } from '#core/words-folding';

export type Kind = 'whole' | 'part' | 'alike' | 'wrong';

const ORDER: readonly Kind[] = ['wrong', 'alike', 'part', 'whole'];

/** Returns how well lines have one word, at best, and the lines that have it so. */
export function naive(lines: readonly string[], query: string): { kind: Kind; lines: number[] } | null {
  const { symbols } = foldWords(query);
  const weight = symbols.reduce((sum, symbol) => sum + weightOf(symbol), 0);
  if (weight < 4) return null;
  const texts = lines.map((line) => foldWords(line));
  const text = {
    symbols: texts.flatMap((line) => line.symbols),
    starts: texts.flatMap((line) => line.starts),
    lines: texts.flatMap((line, i) => line.symbols.map(() => i)),
  };
  const all: { kind: Kind; lines: number[] }[] = [];
  for (let from = 0; from < text.symbols.length; from++) {
    for (let length = symbols.length - 1; length <= symbols.length + 1; length++) {
      if (length === 0 || from + length > text.symbols.length) continue;
      const kind = kindAt(text, from, from + length, symbols, weight >= 12);
      if (kind) all.push({ kind, lines: text.lines.slice(from, from + length) });
    }
  }
  const best = ORDER.findLast((kind) => all.some((each) => each.kind === kind));
  if (!best) return null;
  const found = all.filter(({ kind }) => kind === best).flatMap((each) => each.lines);
  return { kind: best, lines: [...new Set(found)].sort((a, b) => a - b) };
}

function kindAt(
  { symbols, starts, lines }: Pick<FoldedWords, 'symbols' | 'starts'> & { lines: number[] },
  from: number,
  to: number,
  sought: readonly number[],
  isLong: boolean,
): Kind | null {
  const there = symbols.slice(from, to);
  const isInLine = lines[from] === lines[to - 1];
  const isEdge = (at: number) => at === symbols.length || starts[at] === true;
  const isPartOfRow =
    sought.length === 1 &&
    [from - 1, from, from + 1].filter((at) => lines[at] === lines[from] && isHan(symbols[at] ?? 0)).length >
      1 &&
    isHan(there[0] ?? 0);
  const isWhole = isEdge(from) && isEdge(to) && !isPartOfRow;
  if (String(there) === String(sought)) {
    if (isInLine) return isWhole ? 'whole' : 'part';
    return isLong ? 'part' : null;
  }
  if (!isInLine || !isWhole) return null;
  const distance = editDistance(there.map(lookAlike), sought.map(lookAlike));
  if (distance === 0) return 'alike';
  return distance === 1 && isLong ? 'wrong' : null;
}

/** Levenshtein's distance, by the whole matrix. */
function editDistance(one: readonly number[], other: readonly number[]): number {
  let row = other.map((_, k) => k + 1);
  for (const [i, a] of one.entries()) {
    const next: number[] = [];
    for (const [k, b] of other.entries()) {
      const above = row[k] as number;
      const left = k === 0 ? i + 1 : (next[k - 1] as number);
      const corner = k === 0 ? i : (row[k - 1] as number);
      next.push(Math.min(above + 1, left + 1, corner + (a === b ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? one.length;
}
