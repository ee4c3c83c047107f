/** The groups in memory, equal to the store: read once, and again when another tab has changed them. */

import { allFaces, changePeople, type NewFaces } from '#store/faces';
import { setting } from '#store/settings';
import { Groups } from './groups';

export class KeptGroups {
  private held: { groups: Groups; edition: number } | null = null;
  /** Changes are made one after the other. */
  private last: Promise<unknown> = Promise.resolve();

  /** Returns the groups as they are stored now; not to be changed. */
  async read(): Promise<Groups> {
    const edition = (await setting('peopleEdition')) ?? 1;
    if (this.held?.edition !== edition) {
      const { faces, people, edition: now } = await allFaces();
      this.held = { groups: new Groups(faces, people), edition: now };
    }
    return this.held.groups;
  }

  /**
   * Changes the groups and stores that. If another tab was faster, the change is made again, of what is there then.
   * @returns null if the user wants no faces to be found
   */
  change<T>(make: (groups: Groups) => T, fresh: NewFaces | null = null): Promise<T | null> {
    const done = this.last.then(() => this.changeNow(make, fresh));
    this.last = done.catch(() => undefined);
    return done;
  }

  forget(): void {
    this.held = null;
  }

  private async changeNow<T>(make: (groups: Groups) => T, fresh: NewFaces | null): Promise<T | null> {
    while ((await setting('findsFaces')) !== undefined) {
      const groups = await this.read();
      const { held } = this;
      if (!held) continue;
      // Until it is stored, what is in memory is ahead of the store.
      this.held = null;
      const result = make(groups);
      const edition = await changePeople(groups.taken(), held.edition, fresh);
      if (edition === null) continue;
      this.held = { groups, edition };
      return result;
    }
    return null;
  }
}
