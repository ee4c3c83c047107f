/** How much one part of a query counts beside the others, and how that is changed in its text. */

import { UNWANTED } from './grammar';
import type { QueryPart } from './reading';
import { writeTerm } from './writing';

/** A press on "more" doubles, one on "less" halves. */
const STEP = 2;
const LEAST = 0.25;
const MOST = 8;

const WEIGHT = /[\^＾]([\d.]+)$/;

/** As it is written, without its sign: 1 where nothing is. */
export function weightOf(text: string, { from, to }: QueryPart): number {
  return Number(text.slice(from, to).match(WEIGHT)?.[1] ?? 1);
}

/** The text with some words of it counting more or less than they do. */
export function weighPart(text: string, part: QueryPart, change: 'more' | 'less'): string {
  const weight = weightOf(text, part) * (change === 'more' ? STEP : 1 / STEP);
  return replaced(text, part, part.kind === 'unwanted', Math.min(MOST, Math.max(LEAST, weight)));
}

/** The text with some words of it turned into their opposite: to be shown, or not to be. */
export function turnPart(text: string, part: QueryPart): string {
  return replaced(text, part, part.kind !== 'unwanted', 1);
}

function replaced(text: string, { from, to, value }: QueryPart, unwanted: boolean, weight: number): string {
  const term = writeTerm({ text: value, weight: unwanted ? -UNWANTED * weight : weight });
  return [text.slice(0, from).trimEnd(), term, text.slice(to).trimStart()].filter(Boolean).join(' ');
}
