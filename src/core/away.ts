/**
 * Which photos no view shows, because none of their files is shown: each is missing from its folder, or left
 * out by the user's choice. Such photos keep everything, and are back when one of their files is.
 */

import { groupBy } from './group';
import type { Origin, PhotoNo, SourceId } from './photo';

/** `missing`: to be offered for removal. `awaited`: missing, and the user chose to keep looking. */
export type WhyAway = 'missing' | 'awaited' | 'leftOut';

/** The stored form: numbers of photos by source and reason. A photo is listed once, under one source. */
export type StoredAway = Record<SourceId, Partial<Record<WhyAway, Uint32Array<ArrayBuffer>>>>;

/** Whether views show this file of a photo. */
export function isShown({ missing, leftOut }: Pick<Origin, 'missing' | 'leftOut'>): boolean {
  return missing === undefined && leftOut === undefined;
}

/** In place of a source: that of photos which a backup brought. */
const NO_SOURCE = '';

export class Away {
  private readonly photos = new Map<PhotoNo, { source: SourceId; why: WhyAway }>();

  constructor(stored: StoredAway = {}) {
    for (const [source, reasons] of Object.entries(stored)) {
      for (const [why, photos] of Object.entries(reasons) as [WhyAway, Uint32Array][]) {
        for (const photo of photos) this.photos.set(photo, { source, why });
      }
    }
  }

  get size(): number {
    return this.photos.size;
  }

  numbers(): Iterable<PhotoNo> {
    return this.photos.keys();
  }

  has(photo: PhotoNo): boolean {
    return this.photos.has(photo);
  }

  /**
   * Takes in what has become of a photo's files.
   * @param origins all that it has; none means that the photo itself is deleted
   * @returns whether it has left the views, or is back in them; null if neither
   */
  settle(photo: PhotoNo, origins: readonly Origin[]): 'left' | 'back' | null {
    const before = this.photos.get(photo);
    if (origins.length === 0 || origins.some(isShown)) {
      this.photos.delete(photo);
      return before && origins.length > 0 ? 'back' : null;
    }
    // A file that was left out still exists: its photo is not offered for removal.
    const leftOut = origins.find((origin) => origin.leftOut && origin.missing === undefined);
    const { source } = leftOut ?? (origins[0] as Origin);
    const why: WhyAway = leftOut ? 'leftOut' : before?.why === 'awaited' ? 'awaited' : 'missing';
    this.photos.set(photo, { source, why });
    return before ? null : 'left';
  }

  forget(photo: PhotoNo): void {
    this.photos.delete(photo);
  }

  /** Why a photo is in no view; null if views show it. */
  why(photo: PhotoNo): WhyAway | null {
    return this.photos.get(photo)?.why ?? null;
  }

  /** Notes a photo that is in no view although no source has a file of it: a backup's. It is back with its file. */
  keep(photo: PhotoNo, why: WhyAway): void {
    this.photos.set(photo, { source: NO_SOURCE, why });
  }

  /**
   * Photos all of whose files are gone, in order of arrival.
   * @param offered whether only those that are offered for removal, not those that the user keeps looking for
   */
  missing(offered = false): PhotoNo[] {
    const missing = [...this.photos]
      .filter(([, { why }]) => why === 'missing' || (!offered && why === 'awaited'))
      .map(([photo]) => photo);
    return missing.sort((a, b) => a - b);
  }

  /** No photo is offered for removal any more; those that go missing later are. */
  keepLooking(): void {
    for (const entry of this.photos.values()) if (entry.why === 'missing') entry.why = 'awaited';
  }

  stored(): StoredAway {
    const stored: StoredAway = {};
    for (const [source, photos] of groupBy(this.photos, ([, { source }]) => source)) {
      const reasons = groupBy(photos, ([, { why }]) => why);
      stored[source] = Object.fromEntries(
        [...reasons].map(([why, each]) => [why, Uint32Array.from(each, ([photo]) => photo)]),
      );
    }
    return stored;
  }
}

/** Counts all photos that are away, from their lists alone: it is asked with every batch. */
export function countAway(stored: StoredAway = {}): number {
  const lists = Object.values(stored).flatMap((reasons) => Object.values(reasons));
  return lists.reduce((sum, { length }) => sum + length, 0);
}

/** Counts the photos of a source that are away. */
export function countsOf(reasons: StoredAway[SourceId] = {}): Record<WhyAway, number> {
  const { missing, awaited, leftOut } = reasons;
  return { missing: missing?.length ?? 0, awaited: awaited?.length ?? 0, leftOut: leftOut?.length ?? 0 };
}
