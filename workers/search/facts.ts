/** The facts of all photos, read when the first filter comes, and which of them a filter lets pass. */

import { type Facets, type Filter, isOpen, type PhotoFacts, passes } from '#core/filter';
import { newestFirst, type PhotoNo } from '#core/photo';
import { allFacts, factsOf } from '#store/facts';
import { allSources } from '#store/sources';
import type { LibraryEvent } from '#workers/library/contract';
import { facetsOf } from './facets';
import { isPassing, type Passing } from './scanner';

/** The last filter and what passes it: most questions come with the filter of the one before. */
interface Applied extends Passing {
  filter: Filter;
  key: string;
}

export class Facts {
  private known: Promise<Map<PhotoNo, PhotoFacts>> | undefined;
  private applied: Applied | undefined;
  private version = 0;
  /** Removed while it was here: they may still come out of a read that began before. */
  private readonly gone = new Set<PhotoNo>();

  /** Null if all pass. */
  async passing(filter: Filter): Promise<Passing | null> {
    if (isOpen(filter)) return null;
    const known = await this.all();
    const key = JSON.stringify(filter);
    if (this.applied?.key !== key) {
      this.applied = { filter, key, bits: new Uint32Array(), version: 0 };
      this.judge(this.applied, known.values());
    }
    return this.applied;
  }

  /** All photos that pass, as the library shows them: the newest first. */
  async newest(filter: Filter): Promise<PhotoNo[]> {
    const passing = await this.passing(filter);
    const photos = [...(await this.all()).values()].filter(({ no }) => !passing || isPassing(passing, no));
    return photos.sort(newestFirst).map(({ no }) => no);
  }

  async facets(): Promise<Facets> {
    const [known, sources] = await Promise.all([this.all(), allSources()]);
    return facetsOf([...known.values()], sources);
  }

  async follow(event: LibraryEvent): Promise<void> {
    // A source went, or its files were found to be photos that were known: paths have changed.
    if (event.type === 'sources' || event.type === 'erased') this.forget();
    if (event.type === 'photos') for (const no of event.removed) this.gone.add(no);
    if (!this.known) return;
    if (event.type === 'marked') await this.read(event.photos.map(({ no }) => no));
    if (event.type !== 'photos') return;
    const known = await this.known;
    for (const no of event.removed) known.delete(no);
    await this.read(event.added.map(({ no }) => no));
  }

  private all(): Promise<Map<PhotoNo, PhotoFacts>> {
    this.known ??= allFacts().then(
      (facts) => new Map(facts.map((photo) => [photo.no, photo])),
      (error) => {
        this.forget();
        throw error;
      },
    );
    return this.known;
  }

  private async read(nos: readonly PhotoNo[]): Promise<void> {
    const known = await this.known;
    const facts = (await factsOf(nos)).filter(({ no }) => !this.gone.has(no));
    for (const photo of facts) known?.set(photo.no, photo);
    if (this.applied) this.judge(this.applied, facts);
  }

  private judge(applied: Applied, photos: Iterable<PhotoFacts>): void {
    const { filter } = applied;
    for (const photo of photos) {
      const word = photo.no >>> 5;
      const bit = 1 << (photo.no & 31);
      if (word >= applied.bits.length) applied.bits = enlarged(applied.bits, word + 1);
      const bits = applied.bits[word] as number;
      applied.bits[word] = passes(photo, filter) ? bits | bit : bits & ~bit;
    }
    applied.version = ++this.version;
  }

  private forget(): void {
    this.known = undefined;
    this.applied = undefined;
  }
}

function enlarged(bits: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(length, bits.length * 2));
  larger.set(bits);
  return larger;
}
