/** What photos have in tags, and which tags to offer. */

import { folded } from '#core/filter';

/** Every tag with the number of photos that have it, in the order they were given. */
export function countTags(photos: readonly { tags?: readonly string[] }[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { tags = [] } of photos) {
    for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return Array.from(counts, ([tag, count]) => ({ tag, count }));
}

/** Known tags that fit what is typed, those that begin with it first; none that is there already. */
export function suggestedTags(known: readonly string[], typed: string, there: readonly string[]): string[] {
  const wanted = folded(typed.trim());
  const fitting = known.filter((tag) => !there.includes(tag) && folded(tag).includes(wanted));
  const begins = (tag: string) => folded(tag).startsWith(wanted);
  return [...fitting.filter(begins), ...fitting.filter((tag) => !begins(tag))];
}
