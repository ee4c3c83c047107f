/** The choice of photos to remove: all of a group but the best, until the user changes that. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { PhotoNo } from '#core/photo';
import type { AlikeGroup } from '#workers/tidy/contract';

export interface Chosen {
  photos: readonly PhotoNo[];
  bytes: number;
}

export class Choosing {
  /** Explicit choices of the user, whether or not they agree with the suggestion. */
  private readonly said = signal<ReadonlyMap<PhotoNo, boolean>>(new Map());

  constructor(private readonly groups: ReadonlySignal<readonly AlikeGroup[]>) {}

  readonly chosen = computed<Chosen>(() => {
    const photos: PhotoNo[] = [];
    let bytes = 0;
    for (const group of this.groups.value) {
      group.photos.forEach((member, i) => {
        if (!this.goes(member.photo, i)) return;
        photos.push(member.photo);
        bytes += member.bytes;
      });
    }
    return { photos, bytes };
  });

  /** @param place index in its group; 0 is the best */
  goes(photo: PhotoNo, place: number): boolean {
    return this.said.value.get(photo) ?? place > 0;
  }

  say(photo: PhotoNo, goes: boolean): void {
    this.said.value = new Map(this.said.peek()).set(photo, goes);
  }

  keepAll({ photos }: AlikeGroup): void {
    const said = new Map(this.said.peek());
    for (const { photo } of photos) said.set(photo, false);
    this.said.value = said;
  }

  /** Resets the group to the suggestion. */
  suggest({ photos }: AlikeGroup): void {
    const said = new Map(this.said.peek());
    for (const { photo } of photos) said.delete(photo);
    this.said.value = said;
  }
}
