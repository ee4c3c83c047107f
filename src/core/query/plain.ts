/**
 * Words in single quotation marks: nothing is found among them. 'orange' cat is a cat that is orange, wherever
 * Orange may be. An apostrophe is no such mark: it has a letter before or behind it.
 */

import type { Stretch } from './reading';

const OPEN = `(?<![\\p{Script=Latin}\\p{N}])['‘＇]`;
const CLOSED = `['’＇](?![\\p{Script=Latin}\\p{N}])`;
const APOSTROPHE = `(?<=\\p{Script=Latin})['’](?=\\p{Script=Latin})`;
const INSIDE = `(?!\\s)(?:[^'‘’＇]|${APOSTROPHE})+?(?<!\\s)`;
const QUOTED = new RegExp(OPEN + INSIDE + CLOSED, 'gu');

/** The quotations of a text, with their marks. */
export function plainIn(text: string): Stretch[] {
  return [...text.matchAll(QUOTED)].map(({ 0: said, index }) => ({ from: index, to: index + said.length }));
}

export const writePlain = (text: string) => `'${text}'`;

/** The text without the marks of its quotations. */
export function unquoted(text: string): string {
  return text.replace(QUOTED, (said) => said.slice(1, -1));
}
