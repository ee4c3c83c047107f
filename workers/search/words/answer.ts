/** From how well texts have the words of a query to how well they answer it. README.md has the table of grades. */

import { RARE } from '#workers/search/contract';
import { ALIKE, NONE, PART, WHOLE } from './matching';
import type { Pattern } from './pattern';

/** How well the texts have one pattern. */
export interface Found {
  pattern: Pattern;
  /** For each slot. */
  levels: Uint8Array;
  /** For each slot how much of the line is the pattern, 0..255. */
  shares: Uint8Array;
  /** The slots in which it was found, in no order. */
  slots: number[];
  /** Number of photos that have it, and that have it as a whole word; more, if not all were compared. */
  photos: number;
  whole: number;
}

/** How well the texts answer a whole query. */
export interface Answer {
  /** For each slot, the better the higher; 0 if it is none. */
  grades: Uint8Array;
  /** For each slot what decides among equal grades, 0..255. */
  shares: Uint8Array;
  slots: number[];
}

export type Kind = 'whole' | 'part' | 'near';

const SOME = 1;
const ALL_WRONG = 2;
const ALL_ALIKE = 3;
const ALL_PART = 4;
const ALL_WHOLE = 5;
const ROW = 6;
export const BEST_GRADE = ROW;

/** Below, a library is too small to say which words are rare. */
const FEWEST = 100;

/** Answers a query of one word, or one of which only all words in a row are looked for. */
export function answerOf({ levels, shares, slots }: Found): Answer {
  const grades = new Uint8Array(levels.length);
  for (const slot of slots) grades[slot] = gradeOfRow(levels[slot] as number);
  return { grades, shares, slots };
}

/**
 * Answers a query of several words: all in a row, all anywhere, or some of which one is whole and rare.
 * @param all number of photos with words
 */
export function answerOfAll(row: Found, terms: readonly Found[], all: number): Answer {
  const grades = new Uint8Array(row.levels.length);
  const shares = new Uint8Array(row.levels.length);
  const rarities = terms.map(({ photos }) => rarityOf(photos, all));
  const sum = rarities.reduce((total, rarity) => total + rarity, 0);
  const rare = terms.filter(({ whole }) => isRare(whole, all));
  const slots: number[] = [];
  for (const slot of inAny([row, ...terms])) {
    const worst = Math.min(...terms.map(({ levels }) => levels[slot] as number));
    const inRow = gradeOfRow(row.levels[slot] as number);
    const some = rare.some(({ levels }) => levels[slot] === WHOLE) ? SOME : 0;
    const grade = Math.max(inRow, gradeOf(worst), some);
    if (grade === 0) continue;
    grades[slot] = grade;
    slots.push(slot);
    if (grade === inRow) shares[slot] = row.shares[slot] as number;
    else if (grade > SOME) shares[slot] = Math.max(...terms.map((term) => term.shares[slot] as number));
    else {
      const there = rarities.filter((_, i) => terms[i]?.levels[slot] !== NONE);
      shares[slot] = (255 * there.reduce((total, rarity) => total + rarity, 0)) / sum;
    }
  }
  return { grades, shares, slots };
}

/** Returns each slot once. */
function inAny(found: readonly Found[]): number[] {
  return found.flatMap(({ slots }, i) =>
    slots.filter((slot) => !found.slice(0, i).some(({ levels }) => levels[slot] !== NONE)),
  );
}

export function kindOf(grade: number): Kind {
  if (grade >= ALL_WHOLE) return 'whole';
  return grade === ALL_WRONG || grade === ALL_ALIKE ? 'near' : 'part';
}

/** Returns whether a word that so many photos have says which photo is meant. */
export function isRare(photos: number, all: number): boolean {
  return rarityOf(photos, all) >= RARE;
}

/**
 * How few photos have a word, 0..1: a half if their number is the square root of `all`, 0 if all have it.
 * @param all number of photos with words
 */
export function rarityOf(photos: number, all: number): number {
  return Math.max(0, 1 - Math.log(1 + photos) / Math.log(1 + Math.max(all, FEWEST)));
}

function gradeOf(level: number): number {
  if (level === NONE) return 0;
  if (level === WHOLE) return ALL_WHOLE;
  if (level === PART) return ALL_PART;
  return level === ALIKE ? ALL_ALIKE : ALL_WRONG;
}

function gradeOfRow(level: number): number {
  return level === WHOLE ? ROW : gradeOf(level);
}
