/** Who is in which photo, for filters; read when a filter first asks for it. */

import type { Counted, Filter } from '#core/filter';
import { folded } from '#core/folding';
import { numbered } from '#core/people';
import type { PhotoNo } from '#core/photo';
import { type AllFaces, allFaces, allPeople } from '#store/faces';
import { setting } from '#store/settings';
import type { LibraryEvent } from '#workers/library/contract';

export class LibraryPeople {
  /** Changes with the people: what was found before may not hold. */
  version = 0;
  private all: Promise<AllFaces> | undefined;
  private named: Promise<string[] | null> | undefined;

  /** Returns the names of those who are not hidden; null if the user wants no faces to be found. */
  names(): Promise<readonly string[] | null> {
    this.named ??= readNames().catch((error) => {
      this.named = undefined;
      throw error;
    });
    return this.named;
  }

  /** Returns the photos that have the people of a filter; null if it asks for none. */
  async photosWith({
    people = [],
    withoutPeople = [],
    company,
  }: Filter): Promise<ReadonlySet<PhotoNo> | null> {
    if (people.length + withoutPeople.length === 0 && !company) return null;
    const { faces, people: known } = await this.load();
    const idsOf = (name: string) => {
      const ids = known.filter((each) => folded(each.name) === folded(name) || numbered(each.id) === name);
      return new Set(ids.map(({ id }) => id));
    };
    const asked = people.map(idsOf);
    const unwanted = withoutPeople.map(idsOf);
    const photos = new Set<PhotoNo>();
    for (const [photo, row] of faces) {
      const isAsked = (id: number | null) => id !== null && asked.some((ids) => ids.has(id));
      const has = (ids: ReadonlySet<number>) => row.some(({ person }) => person !== null && ids.has(person));
      const isThere = asked.every(has) && !unwanted.some(has);
      const isAlone = company !== 'only' || row.every(({ person }) => isAsked(person));
      if (isThere && isAlone && (company !== 'none' || row.length === 0)) photos.add(photo);
    }
    return photos;
  }

  /** Counts the photos of each name. @param isKnown whether a photo is in view */
  async counts(isKnown: (photo: PhotoNo) => boolean): Promise<Counted<string>[]> {
    const names = (await this.names()) ?? [];
    if (names.length === 0) return [];
    const { faces, people } = await this.load();
    const counts = new Map(people.map(({ id }) => [id, 0]));
    for (const [photo, row] of faces) {
      if (!isKnown(photo)) continue;
      for (const id of new Set(row.flatMap(({ person }) => person ?? []))) {
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
    return people
      .filter(({ name, hidden }) => name !== '' && !hidden)
      .map(({ id, name }) => ({ value: name, count: counts.get(id) ?? 0 }))
      .sort((a, b) => b.count - a.count);
  }

  follow(event: LibraryEvent): void {
    const isOther = event.type !== 'faces' && event.type !== 'erased';
    if (isOther && !(event.type === 'photos' && event.removed.length > 0)) return;
    this.version++;
    this.all = undefined;
    this.named = undefined;
  }

  private load(): Promise<AllFaces> {
    this.all ??= allFaces().catch((error) => {
      this.all = undefined;
      throw error;
    });
    return this.all;
  }
}

async function readNames(): Promise<string[] | null> {
  if ((await setting('findsFaces')) === undefined) return null;
  return (await allPeople()).flatMap(({ name, hidden }) => (name !== '' && !hidden ? name : []));
}
