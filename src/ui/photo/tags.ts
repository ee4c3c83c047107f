/** Counts the tags of photos, and suggests tags. */

import { folded } from '#core/folding';

/** Returns every tag with the number of photos that have it, in order of first occurrence. */
export function countTags(photos: readonly { tags?: readonly string[] }[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { tags = [] } of photos) {
    for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return Array.from(counts, ([tag, count]) => ({ tag, count }));
}

/** Returns known tags that contain the typed text, those that begin with it first, without `there`. */
export function suggestedTags(known: readonly string[], typed: string, there: readonly string[]): string[] {
  const wanted = folded(typed.trim());
  const fitting = known.filter((tag) => !there.includes(tag) && folded(tag).includes(wanted));
  const begins = (tag: string) => folded(tag).startsWith(wanted);
  return [...fitting.filter(begins), ...fitting.filter((tag) => !begins(tag))];
}
