/** Holds the fields of all photos that filters test, read with the first filter, and evaluates filters. */

import { type Facets, type Filter, isOpen, type PhotoFacts } from '#core/filter';
import type { Occasion } from '#core/occasion';
import { occasionsOf } from '#core/occasions';
import { passes } from '#core/passing';
import { type GeoPoint, newestFirst, type PhotoNo } from '#core/photo';
import type { WallTime } from '#core/wall-clock';
import { allFacts, factsOf } from '#store/facts';
import { allSources } from '#store/sources';
import type { LibraryEvent } from '#workers/library/contract';
import { type Located, MOST_WRITTEN } from './contract';
import { facetsOf } from './facets';
import { Frames } from './frames';
import { locatedOf, squaresOf } from './located';
import { LibraryPeople } from './people';
import { isPassing, type Passing } from './scanner';
import type { Hit } from './words/index';
import { LibraryWords } from './words/library-words';

/** The last filter and its result, cached because most questions have the filter of the one before. */
interface Applied extends Passing {
  filter: Filter;
  key: string;
  /** Photos must be in each of these: those that have a text written in them, those that have the people. */
  within: readonly ReadonlySet<PhotoNo>[];
}

export class PhotoFields {
  private known: Promise<Map<PhotoNo, PhotoFacts>> | undefined;
  private applied: Applied | undefined;
  private version = 0;
  /** Photos that left. A read that began before may still return them (a race). */
  private readonly gone = new Set<PhotoNo>();

  /** @param words that were read in photos */
  constructor(
    private readonly frames = new Frames(),
    private readonly words: Pick<LibraryWords, 'version' | 'find' | 'photosWith'> = new LibraryWords(),
    private readonly people = new LibraryPeople(),
  ) {}

  /** Evaluates a filter; null if all photos pass. */
  async passing(filter: Filter): Promise<Passing | null> {
    if (isOpen(filter)) return null;
    const known = await this.all();
    const { written: texts = [], people, withoutPeople, company } = filter;
    const asksPeople = [people, withoutPeople, company].some((asked) => asked !== undefined);
    const key = JSON.stringify([
      filter,
      texts.length > 0 && this.words.version,
      asksPeople && this.people.version,
    ]);
    if (this.applied?.key !== key) {
      const written = await Promise.all(texts.map((text) => this.words.photosWith(text)));
      const there = await this.people.photosWith(filter);
      const within = [...written, ...(there ? [there] : [])];
      this.applied = { filter, key, within, bits: new Uint32Array(), version: 0 };
      this.judge(this.applied, known.values());
    }
    return this.applied;
  }

  /** Returns the photos that pass and have these words in them, best first; null if that is not known yet. */
  written(words: string, passing: Passing | null): Hit[] | null {
    return this.words.find(words, { limit: MOST_WRITTEN, passing });
  }

  /** Returns all photos that pass in the library's order, the newest first. */
  async newest(filter: Filter): Promise<PhotoNo[]> {
    const passing = await this.passing(filter);
    const photos = [...(await this.all()).values()].filter(({ no }) => !passing || isPassing(passing, no));
    return photos.sort(newestFirst).map(({ no }) => no);
  }

  async facets(): Promise<Facets> {
    const [known, sources] = await Promise.all([this.all(), allSources()]);
    const people = await this.people.counts((photo) => known.has(photo));
    return { ...facetsOf([...known.values()], sources), people };
  }

  async located(): Promise<Located> {
    return locatedOf((await this.all()).values());
  }

  async occasions(today: WallTime): Promise<Occasion[]> {
    return occasionsOf((await this.all()).values(), today);
  }

  async takenAt(): Promise<GeoPoint[]> {
    return squaresOf((await this.all()).values());
  }

  async follow(event: LibraryEvent): Promise<void> {
    // A source was removed, or its files were found to be known photos: paths have changed.
    if (event.type === 'sources' || event.type === 'erased') this.forget();
    if (event.type === 'photos') {
      for (const no of event.removed) this.gone.add(no);
      for (const { no } of event.added) this.gone.delete(no);
    }
    if (!this.known) return;
    if (event.type === 'marked') await this.read(event.photos.map(({ no }) => no));
    if (event.type !== 'photos') return;
    const known = await this.known;
    for (const no of event.removed) known.delete(no);
    await this.read(event.added.map(({ no }) => no));
  }

  private all(): Promise<Map<PhotoNo, PhotoFacts>> {
    this.known ??= Promise.all([allFacts(), this.frames.load()]).then(
      ([photos]) => new Map(photos.map((photo) => [photo.no, photo])),
      (error) => {
        this.forget();
        throw error;
      },
    );
    return this.known;
  }

  private async read(nos: readonly PhotoNo[]): Promise<void> {
    const known = await this.known;
    const photos = (await factsOf(nos)).filter(({ no }) => !this.gone.has(no));
    for (const photo of photos) known?.set(photo.no, photo);
    if (this.applied) this.judge(this.applied, photos);
  }

  private judge(applied: Applied, photos: Iterable<PhotoFacts>): void {
    const { filter, within } = applied;
    for (const photo of photos) {
      const isPassing = passes(photo, filter) && within.every((photos) => photos.has(photo.no));
      // Every picture of a video passes with it.
      for (const row of this.frames.rowsOf([photo.no])) {
        const word = row >>> 5;
        const bit = 1 << (row & 31);
        if (word >= applied.bits.length) applied.bits = enlarged(applied.bits, word + 1);
        const bits = applied.bits[word] as number;
        applied.bits[word] = isPassing ? bits | bit : bits & ~bit;
      }
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
