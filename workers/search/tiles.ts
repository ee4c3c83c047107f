/**
 * The tiles of a space's photos: an index of their own beside that of the photos, with a row a tile. Nothing of it is
 * loaded unless the user wants tiles.
 */

import type { PhotoNo } from '#core/photo';
import { type CodedRows, dotCoded } from '#core/quantise';
import type { SpaceId } from '#core/space';
import { rowOf } from '#core/vector';
import { awayPhotos } from '#store/away';
import type { TileRow } from '#store/schema';
import { setting } from '#store/settings';
import { allTiles, countTiled, tilesOf } from '#store/tiles';
import type { LibraryEvent } from '#workers/library/contract';
import { isPassing, type Passing, type Scanner } from './scanner';
import { startScanner } from './start-scanner';

/** Tiles of most photos. */
const USUAL = 9;

/** Rows of one photo: their numbers follow each other. */
interface Own {
  first: number;
  count: number;
}

interface Loaded {
  scanner: Scanner;
  rows: Map<PhotoNo, Own>;
  /** Photos by row, also of rows that are gone. */
  photos: PhotoNo[];
  /** Most tiles of one photo. */
  most: number;
}

/** Must receive every library event from its construction on. */
export class Tiles {
  private loaded: Loaded | undefined;
  /** Changes are made one after the other. */
  private last: Promise<void> = Promise.resolve();
  /** Grows with every change of the rows. */
  private edition = 0;
  private applied: { from: Passing; edition: number; passing: Passing } | undefined;
  private isOver = false;
  /** They are being read: soon there is a better answer. */
  isLoading = false;

  constructor(
    private readonly space: SpaceId,
    private readonly dimension: number,
  ) {}

  /** Loads what there is. */
  load(): Promise<void> {
    return this.next(() => this.loadNow());
  }

  follow(event: LibraryEvent): Promise<void> {
    if (event.type === 'tiled') {
      if (event.space === null) return this.next(() => this.forget());
      const { photos } = event;
      return event.space === this.space ? this.next(() => this.takeIn(photos)) : Promise.resolve();
    }
    if (event.type !== 'photos') return Promise.resolve();
    return this.next(async () => {
      await this.remove(event.removed);
      if (this.loaded) await this.takeIn(event.added.map(({ no }) => no));
    });
  }

  /**
   * Finds the photos with the best tiles.
   * @param limit of photos
   * @returns best first, with the score of the best tile
   */
  async find(vector: Float32Array, passing: Passing | null, limit: number): Promise<Map<PhotoNo, number>> {
    const { loaded } = this;
    if (!loaded || loaded.rows.size === 0) return new Map();
    // Then at least `limit` photos are among them, each with its best, even if all rows of each come first.
    const most = limit * loaded.most;
    const rowsPassing = passing && this.passingRows(passing, loaded);
    const found = await loaded.scanner.find({ vector, passing: rowsPassing, without: null, limit: most });
    const best = new Map<PhotoNo, number>();
    found.photos.forEach((row, i) => {
      const photo = loaded.photos[row] as PhotoNo;
      if (best.size < limit && !best.has(photo)) best.set(photo, found.scores[i] as number);
    });
    return best;
  }

  /** Returns the score of the best tile of each photo, the query in full; undefined for photos without tiles. */
  async scores(vector: Float32Array, photos: readonly PhotoNo[]): Promise<(number | undefined)[]> {
    const { rows } = this.loaded ?? {};
    if (!rows) return [];
    const read = await tilesOf(
      this.space,
      photos.filter((photo) => rows.has(photo)),
    );
    const byPhoto = new Map(read.flatMap((row) => (row ? [[row.photo, row] as const] : [])));
    return photos.map((photo) => bestOf(vector, byPhoto.get(photo)));
  }

  dismiss(): void {
    this.isOver = true;
    this.loaded?.scanner.dismiss?.();
    this.loaded = undefined;
  }

  private next(work: () => Promise<void>): Promise<void> {
    const done = this.last.then(() => (this.isOver ? undefined : work()));
    this.last = done.catch(() => undefined);
    return done;
  }

  private async loadNow(): Promise<void> {
    if (this.loaded || (await setting('makesTiles')) === undefined) return;
    this.isLoading = true;
    try {
      const scanner = await startScanner(this.dimension, USUAL * (await countTiled(this.space)));
      const loaded = { scanner, rows: new Map(), photos: [], most: 1 };
      const away = await awayPhotos();
      for await (const rows of allTiles(this.space)) {
        if (this.isOver) break;
        await this.append(
          loaded,
          rows.filter(({ photo }) => !away.has(photo)),
        );
      }
      if (this.isOver) scanner.dismiss?.();
      else this.loaded = loaded;
    } finally {
      this.isLoading = false;
    }
  }

  private async takeIn(photos: readonly PhotoNo[]): Promise<void> {
    // The first since the user wants tiles.
    if (!this.loaded) return this.loadNow();
    const { rows } = this.loaded;
    const away = await awayPhotos();
    const fresh = photos.filter((photo) => !rows.has(photo) && !away.has(photo));
    if (fresh.length === 0) return;
    const read = await tilesOf(this.space, fresh);
    await this.append(
      this.loaded,
      read.flatMap((row) => (row && row.scales.length > 0 ? row : [])),
    );
  }

  private async append(loaded: Loaded, tiled: readonly TileRow[]): Promise<void> {
    const fresh = tiled.filter(({ photo }) => !loaded.rows.has(photo));
    if (fresh.length === 0) return;
    this.edition++;
    for (const { photo, scales } of fresh) {
      loaded.rows.set(photo, { first: loaded.photos.length, count: scales.length });
      for (let i = 0; i < scales.length; i++) loaded.photos.push(photo);
      loaded.most = Math.max(loaded.most, scales.length);
    }
    await loaded.scanner.append(this.laid(fresh, loaded));
  }

  /** Lays the tiles of photos under each other, each with its row as its number. */
  private laid(tiled: readonly TileRow[], { rows }: Loaded): CodedRows {
    const count = tiled.reduce((sum, { scales }) => sum + scales.length, 0);
    const laid = {
      photos: new Uint32Array(count),
      codes: new Int8Array(count * this.dimension),
      scales: new Float32Array(count),
    };
    let at = 0;
    for (const { photo, codes, scales } of tiled) {
      const { first } = rows.get(photo) as Own;
      laid.codes.set(codes, at * this.dimension);
      laid.scales.set(scales, at);
      for (let i = 0; i < scales.length; i++) laid.photos[at++] = first + i;
    }
    return laid;
  }

  private async remove(photos: readonly PhotoNo[]): Promise<void> {
    const { loaded } = this;
    if (!loaded) return;
    const gone: number[] = [];
    for (const photo of photos) {
      const { first, count } = loaded.rows.get(photo) ?? { first: 0, count: 0 };
      for (let i = 0; i < count; i++) gone.push(first + i);
      loaded.rows.delete(photo);
    }
    if (gone.length === 0) return;
    this.edition++;
    await loaded.scanner.remove(gone);
  }

  private async forget(): Promise<void> {
    this.loaded?.scanner.dismiss?.();
    this.loaded = undefined;
    this.applied = undefined;
  }

  /** Gives each row the bit of its photo. */
  private passingRows(from: Passing, { photos }: Loaded): Passing {
    const { applied, edition } = this;
    if (applied?.from.version === from.version && applied.edition === edition) return applied.passing;
    const bits = new Uint32Array(Math.ceil(photos.length / 32));
    photos.forEach((photo, row) => {
      if (isPassing(from, photo)) bits[row >>> 5] = (bits[row >>> 5] as number) | (1 << (row & 31));
    });
    const passing = { bits, version: from.version };
    this.applied = { from, edition, passing };
    return passing;
  }
}

function bestOf(vector: Float32Array, row: TileRow | undefined): number | undefined {
  if (!row || row.scales.length === 0) return undefined;
  let best = Number.NEGATIVE_INFINITY;
  row.scales.forEach((scale, i) => {
    best = Math.max(best, dotCoded(vector, rowOf(row.codes, i, vector.length), scale));
  });
  return best;
}
