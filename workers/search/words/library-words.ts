/** Keeps the index of words equal to the store. It is made when words are first looked for. */

import type { PhotoNo } from '#core/photo';
import { awayPhotos } from '#store/away';
import { allWords, wordsOfEach } from '#store/words';
import type { LibraryEvent } from '#workers/library/contract';
import { type FindOptions, type Hit, WordIndex } from './index';

export class LibraryWords {
  /** Changes with the words: what was found before may not hold. */
  version = 0;
  /** Null until the index is made. */
  private made: WordIndex | null = null;
  private loading: Promise<WordIndex> | undefined;
  /** Counts how often all words were forgotten: an index that was being made then has them still. */
  private forgotten = 0;
  /** Photos that left. A read that began before may still return them (a race). */
  private readonly gone = new Set<PhotoNo>();

  /** Begins to make the index. */
  begin(): void {
    this.index().catch((error) => {
      console.error('The words of photos are not looked through:', error);
      this.made = new WordIndex();
    });
  }

  /** Returns the photos that have the words, best first; null as long as the index is being made. */
  find(words: string, options: FindOptions): Hit[] | null {
    if (!this.made) this.begin();
    return this.made && (this.made.size === 0 ? [] : this.made.find(words, options));
  }

  /** Returns the photos that have all these words in a row. */
  async photosWith(words: string): Promise<ReadonlySet<PhotoNo>> {
    const index = await this.index();
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
    (await this.loading).remove(event.removed);
    await this.takeIn(event.added.map(({ no }) => no));
  }

  private async takeIn(photos: readonly PhotoNo[]): Promise<void> {
    const rows = await wordsOfEach(photos);
    const index = await this.loading;
    for (const { photo, lines } of rows) if (!this.gone.has(photo)) index?.add(photo, lines);
    this.version++;
  }

  private index(): Promise<WordIndex> {
    this.loading ??= this.load().catch((error) => {
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  private async load(): Promise<WordIndex> {
    const index = new WordIndex();
    const { forgotten } = this;
    const away = await awayPhotos();
    for await (const rows of allWords()) {
      for (const { photo, lines } of rows) {
        if (!away.has(photo) && !this.gone.has(photo)) index.add(photo, lines);
      }
    }
    if (forgotten === this.forgotten) this.made = index;
    return index;
  }
}
