/**
 * Groups pairs by leader clustering: the best remaining photo leads a group of all remaining photos near to
 * it, then the best of the rest does, and so on. Connected components (single linkage) would chain photos:
 * one sunset over a second to a third that has nothing in common with the first. Another photo may replace the
 * leader only if it is near to the whole group. So each photo that is suggested for deletion is near to the
 * one that stays.
 */

import type { PhotoNo } from '#core/photo';
import type { PairList } from './pair-list';

/** A photo near another one, and their cosine. */
export interface Neighbour {
  photo: PhotoNo;
  cosine: number;
}

export type Neighbours = ReadonlyMap<PhotoNo, readonly Neighbour[]>;

/** Returns the adjacency lists of the pairs that pass. */
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
 * @param bestFirst every photo that has neighbours, the best first
 * @returns groups of at least two: the leader, then its neighbours, the nearest first
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

/** Returns the photos of a group that are near to all others in it; the first always is. */
export function leadersOf(group: readonly Neighbour[], neighbours: Neighbours): PhotoNo[] {
  return group
    .map(({ photo }) => photo)
    .filter((photo, place) => {
      if (place === 0) return true;
      const near = new Set(neighbours.get(photo)?.map((other) => other.photo));
      return group.every((other) => other.photo === photo || near.has(other.photo));
    });
}

/** Returns the group led by another of its possible leaders. */
export function around(best: PhotoNo, group: readonly Neighbour[], neighbours: Neighbours): Neighbour[] {
  const members = new Set(group.map(({ photo }) => photo));
  const near = (neighbours.get(best) ?? []).filter(({ photo }) => members.has(photo));
  near.sort((a, b) => b.cosine - a.cosine || a.photo - b.photo);
  return [{ photo: best, cosine: 1 }, ...near];
}
