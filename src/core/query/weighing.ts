/** The weight of one part of a query beside the others, and how its text is edited to change it. */

import { UNWANTED } from './grammar';
import type { QueryPart } from './reading';
import { behindPart, writeTerm } from './writing';

/** A press on "more" doubles, one on "less" halves. */
const STEP = 2;
const LEAST = 0.25;
const MOST = 8;

const WEIGHT = /[\^＾]([\d.]+)$/;

/** The weight as written, without its sign; 1 if none is written. */
export function weightOf(text: string, { from, to }: QueryPart): number {
  return Number(text.slice(from, to).match(WEIGHT)?.[1] ?? 1);
}

/** The text with one part weighing more or less than before. */
export function weighPart(text: string, part: QueryPart, change: 'more' | 'less'): string {
  const weight = weightOf(text, part) * (change === 'more' ? STEP : 1 / STEP);
  return replaced(text, part, part.kind === 'unwanted', Math.min(MOST, Math.max(LEAST, weight)));
}

/** The text with one part turned from wanted to unwanted, or back. */
export function turnPart(text: string, part: QueryPart): string {
  return replaced(text, part, part.kind !== 'unwanted', 1);
}

function replaced(text: string, part: QueryPart, unwanted: boolean, weight: number): string {
  const { from, value } = part;
  const term = writeTerm({ text: value, weight: unwanted ? -UNWANTED * weight : weight });
  return [text.slice(0, from).trimEnd(), term, behindPart(text, part)].filter(Boolean).join(' ');
}
