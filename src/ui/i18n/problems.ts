import type { ProblemCode } from '#core/errors';
import { t } from './speak';

/** Returns what happened, and what is safe and what to do, in the user's language. */
export function problemText(code: ProblemCode): { what: string; hint: string } {
  return { what: t(`problem.${code}.what`), hint: t(`problem.${code}.hint`) };
}

/** Returns both in one line. */
export function problemLine(code: ProblemCode): string {
  const { what, hint } = problemText(code);
  return sentences(what, hint);
}

/** Joins two sentences. Japanese and Chinese have no space between them. */
export function sentences(first: string, second: string): string {
  return first.endsWith('。') ? first + second : `${first} ${second}`.trim();
}
