/**
 * From pairs to groups. Joining whatever is connected would make snakes: a sunset like another like a third,
 * whose ends have nothing in common. So the best photo that is left takes all that are near to it, then the
 * best of the rest does, and so on; and only who is near to all of a group can take the lead in it. Whatever
 * is offered to go is then near to the one that stays.
 */

import type { PhotoNo } from '#core/photo';
import type { PairList } from './pair-list';

/** A photo near another, and how near. */
export interface Neighbour {
  photo: PhotoNo;
  cosine: number;
}

export type Neighbours = ReadonlyMap<PhotoNo, readonly Neighbour[]>;

/** Both sides of every pair that passes. */
export function neighboursOf(
  pairs: PairList,
  threshold: number,
  passes: (a: PhotoNo, b: PhotoNo) => boolean,
): Neighbours {
  const neighbours = new Map<PhotoNo, Neighbour[]>();
  const add = (photo: PhotoNo, other: PhotoNo, cosine: number) => {
    const known = neighbours.get(photo);
    if (known) known.push({ photo: other, cosine });
    else neighbours.set(photo, [{ photo: other, cosine }]);
  };
  pairs.each(threshold, (a, b, cosine) => {
    if (!passes(a, b)) return;
    add(a, b, cosine);
    add(b, a, cosine);
  });
  return neighbours;
}

/**
 * @param bestFirst every photo that has neighbours
 * @returns groups of two and more: the best, then those near to it, the nearest first
 */
export function groupsOf(bestFirst: readonly PhotoNo[], neighbours: Neighbours): Neighbour[][] {
  const taken = new Set<PhotoNo>();
  const groups: Neighbour[][] = [];
  for (const best of bestFirst) {
    if (taken.has(best)) continue;
    const near = (neighbours.get(best) ?? []).filter(({ photo }) => !taken.has(photo));
    if (near.length === 0) continue;
    near.sort((a, b) => b.cosine - a.cosine || a.photo - b.photo);
    const group = [{ photo: best, cosine: 1 }, ...near];
    for (const { photo } of group) taken.add(photo);
    groups.push(group);
  }
  return groups;
}

/** Those of a group that are near to all others of it; its first always is. */
export function leadersOf(group: readonly Neighbour[], neighbours: Neighbours): PhotoNo[] {
  return group
    .map(({ photo }) => photo)
    .filter((photo, place) => {
      if (place === 0) return true;
      const near = new Set(neighbours.get(photo)?.map((other) => other.photo));
      return group.every((other) => other.photo === photo || near.has(other.photo));
    });
}

/** The same group around another of its leaders. */
export function around(best: PhotoNo, group: readonly Neighbour[], neighbours: Neighbours): Neighbour[] {
  const members = new Set(group.map(({ photo }) => photo));
  const near = (neighbours.get(best) ?? []).filter(({ photo }) => members.has(photo));
  near.sort((a, b) => b.cosine - a.cosine || a.photo - b.photo);
  return [{ photo: best, cosine: 1 }, ...near];
}
