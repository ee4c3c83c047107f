/**
 * Keeps the index of words equal to the store. Its code, and with it the table of characters, is loaded with the first
 * words: most libraries have none.
 */

import type { PhotoNo } from '#core/photo';
import { awayPhotos } from '#store/away';
import { allWords, wordsOfEach } from '#store/words';
import type { LibraryEvent } from '#workers/library/contract';
import type { FindOptions, Hit, WordIndex } from './index';

/** The index of a library without words. */
const NONE: Pick<WordIndex, 'find'> = { find: () => [] };

export class LibraryWords {
  /** Changes with the words: what was found before may not hold. */
  version = 0;
  /** Null until the index is made. */
  private made: Pick<WordIndex, 'find'> | null = null;
  /** Resolves to null if there are no words. */
  private loading: Promise<WordIndex | null> | undefined;
  /** Counts how often all words were forgotten: an index that was being made then has them still. */
  private forgotten = 0;
  /** Photos that left. A read that began before may still return them (a race). */
  private readonly gone = new Set<PhotoNo>();

  /** Begins to make the index. */
  begin(): void {
    this.index().catch((error) => {
      console.error('The words of photos are not looked through:', error);
      this.made = NONE;
    });
  }

  /** Returns the photos that have the words, best first; null as long as the index is being made. */
  find(words: string, options: FindOptions): Hit[] | null {
    if (!this.made) this.begin();
    return this.made?.find(words, options) ?? null;
  }

  /** Returns the photos that have all these words in a row. */
  async photosWith(words: string): Promise<ReadonlySet<PhotoNo>> {
    const index = (await this.index()) ?? NONE;
    const hits = index.find(words, { limit: Infinity, passing: null, inRow: true });
    return new Set(hits.map(({ photo }) => photo));
  }

  async follow(event: LibraryEvent): Promise<void> {
    if (event.type === 'erased' || (event.type === 'read' && event.photos === null)) {
      this.version++;
      this.forgotten++;
      this.loading = undefined;
      this.made = null;
    }
    if (event.type === 'photos') {
      for (const no of event.removed) this.gone.add(no);
      for (const { no } of event.added) this.gone.delete(no);
    }
    if (!this.loading) return;
    if (event.type === 'read' && event.photos) await this.takeIn(event.photos);
    if (event.type !== 'photos') return;
    (await this.loading)?.remove(event.removed);
    this.version++;
    await this.takeIn(event.added.map(({ no }) => no));
  }

  private async takeIn(photos: readonly PhotoNo[]): Promise<void> {
    const rows = await wordsOfEach(photos);
    if (rows.length === 0) return;
    // The first words of the library: the index is made now.
    const { loading } = this;
    if (!(await loading) && this.loading === loading) this.loading = undefined;
    const index = await this.index();
    for (const { photo, lines } of rows) if (!this.gone.has(photo)) index?.add(photo, lines);
    this.version++;
  }

  private index(): Promise<WordIndex | null> {
    this.loading ??= this.load().catch((error) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  private async load(): Promise<WordIndex | null> {
    const { forgotten } = this;
    const away = await awayPhotos();
    let index: WordIndex | null = null;
    for await (const rows of allWords()) {
      index ??= new (await import('./index')).WordIndex();
      for (const { photo, lines } of rows) {
        if (!away.has(photo) && !this.gone.has(photo)) index.add(photo, lines);
      }
    }
    if (forgotten === this.forgotten) this.made = index ?? NONE;
    return index;
  }
}
