/** What is done with stretches of a text in more than one place. */

import type { Stretch } from './reading';

export function overlap(a: Stretch, b: Stretch): boolean {
  return a.from < b.to && b.from < a.to;
}

/** With one space where there is any white space. */
export function oneSpaced(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
