import type { ProblemCode } from '#core/errors';
import { t } from './speak';

/** What happened, and what is safe and what to do, in the user's language. */
export function problemText(code: ProblemCode): { what: string; hint: string } {
  return { what: t(`problem.${code}.what`), hint: t(`problem.${code}.hint`) };
}
