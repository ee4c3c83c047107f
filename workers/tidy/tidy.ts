/** Makes groups at any threshold from one comparison, so moving the slider needs no second comparison. */

import type { Likable } from '#core/best';
import { thresholdOf } from '#core/likeness';
import type { PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { awayPhotos } from '#store/away';
import { photosOf } from '#store/photos';
import { isCopy } from './appearance';
import { Appearances } from './appearances';
import { bestOf, byFacts, type Candidate, isBurst, pixelsOf } from './best';
import { bestOfMonth } from './best-of-month';
import { type Compared, compareAll } from './comparing';
import type { AlikeGroup, Likeness, OnProgress, TidyWorker } from './contract';
import { around, groupsOf, leadersOf, type Neighbour, type Neighbours, neighboursOf } from './grouping';
import { project } from './projection';
import { vectorsIn } from './vectors';

export class Tidy implements TidyWorker {
  private compared: Compared | undefined;
  private readonly appearances = new Appearances();

  async compare(
    ...[space, dimension, maxDistance, onProgress]: Parameters<TidyWorker['compare']>
  ): Promise<void> {
    this.compared = await compareAll(vectorsIn(space), dimension, maxDistance, onProgress);
  }

  async groups({ maxDistance, copies }: Likeness, onProgress: OnProgress): Promise<AlikeGroup[]> {
    if (!this.compared) return [];
    const { pairs, unlike } = this.compared;
    const threshold = thresholdOf(maxDistance, unlike);
    const near = neighboursOf(pairs, threshold, () => true);
    const away = await awayPhotos();
    const shown = [...near.keys()].filter((no) => !away.has(no));
    // A video is more than its poster: it is never suggested for deletion, nor a photo for its sake.
    const photos = (await photosOf(shown)).filter(({ video }) => !video);
    const facts = new Map(photos.map((photo) => [photo.no, photo as Candidate]));
    const isHere = (a: PhotoNo, b: PhotoNo) => facts.has(a) && facts.has(b);
    await this.appearances.read(copies ? facts.keys() : tied(near, facts), onProgress);
    const passes = copies ? (a: PhotoNo, b: PhotoNo) => isHere(a, b) && this.looksLike(a, b) : isHere;
    const neighbours = neighboursOf(pairs, threshold, passes);
    const bestFirst = [...facts.values()].sort(byFacts).map(({ no }) => no);
    return groupsOf(bestFirst, neighbours)
      .map((group) => this.describe(group, neighbours, facts))
      .sort((a, b) => freed(b) - freed(a));
  }

  best(space: SpaceId, photos: readonly Likable[]): Promise<PhotoNo[]> {
    return bestOfMonth(space, photos, this.appearances);
  }

  async project(...[space, dimension, onProgress]: Parameters<TidyWorker['project']>) {
    const away = await awayPhotos();
    const all = vectorsIn(space);
    const shown: typeof all = (onVector) =>
      all((photo, vector) => {
        if (!away.has(photo)) onVector(photo, vector);
      });
    return project(shown, dimension, onProgress);
  }

  private describe(
    group: readonly Neighbour[],
    neighbours: Neighbours,
    facts: ReadonlyMap<PhotoNo, Candidate>,
  ): AlikeGroup {
    const known = (photos: readonly PhotoNo[]) => photos.map((no) => facts.get(no) as Candidate);
    const leaders = known(leadersOf(group, neighbours)) as [Candidate, ...Candidate[]];
    const best = bestOf(leaders, ({ no }) => this.appearances.of(no)?.sharpness ?? 0);
    const photos = around(best.photo.no, group, neighbours);
    return {
      photos: photos.map((member) => ({ ...member, bytes: facts.get(member.photo)?.bytes ?? 0 })),
      bestBy: best.by,
      burst: isBurst(known(photos.map(({ photo }) => photo))),
    };
  }

  private looksLike(a: PhotoNo, b: PhotoNo): boolean {
    const [one, other] = [this.appearances.of(a), this.appearances.of(b)];
    return one !== null && other !== null && isCopy(one, other);
  }
}

/** Returns the photos with as many pixels as one of their neighbours: only these need their sharpness. */
function tied(neighbours: Neighbours, facts: ReadonlyMap<PhotoNo, Candidate>): PhotoNo[] {
  const pixels = (no: PhotoNo) => {
    const photo = facts.get(no);
    return photo && pixelsOf(photo);
  };
  return [...neighbours.keys()].filter((no) => {
    const own = pixels(no);
    return own !== undefined && neighbours.get(no)?.some(({ photo }) => pixels(photo) === own);
  });
}

/** Returns the bytes of all photos but the best. */
function freed({ photos }: AlikeGroup): number {
  return photos.slice(1).reduce((sum, { bytes }) => sum + bytes, 0);
}
