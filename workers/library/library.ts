/** The library as everybody sees it: reads go to the store, writes through intake and indexer. */

import type { Marks, PhotoNo, SourceId } from '#core/photo';
import type { PickedFile } from '#core/picked-file';
import type { Backend, Choice, EncoderId } from '#core/space';
import { fetchAlbum } from '#net/album';
import { backgroundOf, keepBackground } from '#store/backgrounds';
import { eraseDatabase, whenBlocked } from '#store/database';
import { cardsAfter, markPhotos, removePhotos, thumbnailsOf } from '#store/photos';
import { dropQueued, failedFiles, queuedPaths, requeue, setPaused } from '#store/queue';
import { allSearches } from '#store/searches';
import { forgetOrigins, forgetSource } from '#store/sources';
import { Boxes } from './boxes/boxes';
import type {
  BoxId,
  BoxState,
  BoxTiming,
  Deletion,
  LibrarySnapshot,
  LibraryWorker,
  PhotoFile,
  SearchChange,
} from './contract';
import { allChosenBackends, wantBackend } from './encoding/backends';
import { choices, choose } from './encoding/target';
import { hearModels, hearOthers, tell } from './events';
import { Indexer } from './indexing/indexer';
import { OutsidePhotos } from './indexing/outside-photos';
import { deleteEach, filesOf } from './photos/deleting';
import { changeSearches } from './photos/searches';
import { detailsOf, pictureOf, takeOut } from './photos/taking-out';
import { allFailed, isRetriable } from './sources/failures';
import { isPictureName } from './sources/folders';
import { Intake } from './sources/intake';
import { PickedBytes } from './sources/picked-bytes';
import { knownFolder, lookAgain } from './sources/rescan';
import { sourceStates, tellSources } from './sources/source-states';
import { announceTab } from './sources/tabs';

/** The sample album is one source, however often it is added. */
const SAMPLE: SourceId = 'sample';

export class Library implements LibraryWorker {
  private indexer: Indexer | undefined;
  private readonly picked = new PickedBytes();
  private readonly intake = new Intake(this.picked, () => this.indexer?.wake());
  private readonly boxes = new Boxes();
  private readonly outside = new OutsidePhotos();

  async open(blocked: () => void): Promise<LibrarySnapshot> {
    whenBlocked(blocked);
    announceTab();
    const indexer = new Indexer(this.picked, this.boxes);
    this.indexer = indexer;
    const [photos, failed, sources] = await Promise.all([cardsAfter(0), allFailed(), sourceStates()]);
    // Whoever hears that another tab indexes stands in line, to go on if that tab dies.
    hearOthers((event) => {
      if (event.type === 'indexing' && event.indexing.state === 'running') indexer.wake();
      if (event.type === 'paused') void indexer.stop();
      if (event.type === 'choices') void indexer.renew();
    });
    hearModels((event) => {
      if (event.type === 'presence' && event.presence.state === 'ready') indexer.retryAfter('model-missing');
    });
    // What could not be fetched is tried again as soon as there is a network.
    addEventListener('online', () => indexer.retryAfter('network'));
    indexer.wake();
    void lookAgain(this.intake);
    return {
      photos,
      failed,
      sources,
      indexing: await indexer.indexing(),
      choices: await choices(),
      searches: await allSearches(),
      backends: await allChosenBackends(),
      boxes: await this.boxes.states(),
    };
  }

  async choose(choice: Choice): Promise<void> {
    await this.indexer?.stop();
    try {
      await choose(choice);
    } finally {
      await this.indexer?.renew();
    }
  }

  async chooseBackend(encoder: EncoderId, backend: Backend | null): Promise<void> {
    await wantBackend(encoder, backend);
    await this.indexer?.renew();
  }

  addBox(pairing: string): Promise<BoxState> {
    return this.boxes.add(pairing);
  }

  tryBox(id: BoxId): Promise<void> {
    return this.boxes.try(id);
  }

  enableBox(id: BoxId, on: boolean): Promise<void> {
    return this.boxes.enable(id, on);
  }

  removeBox(id: BoxId): Promise<void> {
    return this.boxes.remove(id);
  }

  measureBox(id: BoxId): Promise<BoxTiming> {
    return this.boxes.measure(id);
  }

  async addFiles(files: readonly PickedFile[]): Promise<void> {
    await this.intake.addFiles('files', crypto.randomUUID(), '', files);
    await tellSources();
  }

  async addFolder(handle: FileSystemDirectoryHandle): Promise<void> {
    const source = (await knownFolder(handle)) ?? {
      id: crypto.randomUUID(),
      kind: 'folder' as const,
      name: handle.name,
      added: Date.now(),
    };
    await this.intake.addFolder({ ...source, handle });
    await tellSources();
  }

  async addFolderFiles(name: string, files: readonly PickedFile[]): Promise<void> {
    const pictures = files.filter(({ file }) => isPictureName(file.name));
    await this.intake.addFiles('folder', crypto.randomUUID(), name, pictures);
    await tellSources();
  }

  async addSamples(): Promise<void> {
    const files = await fetchAlbum();
    const picked = files.map((file) => ({ file, path: file.name }));
    await this.intake.addFiles('sample', SAMPLE, '', picked);
    await tellSources();
  }

  async rescan(): Promise<number> {
    this.indexer?.forgive();
    const found = await lookAgain(this.intake);
    this.indexer?.wake();
    return found;
  }

  async removeSource(source: SourceId): Promise<void> {
    const waiting = await queuedPaths(source);
    const orphans = await forgetSource(source);
    for (const { key } of waiting.values()) this.picked.forget(key);
    await this.removePhotos(orphans);
    tell({ type: 'failed', failed: await allFailed(), all: true });
    await this.indexer?.tellIndexing();
  }

  async removePhotos(photos: readonly PhotoNo[]): Promise<void> {
    await removePhotos(photos);
    tell({ type: 'photos', added: [], removed: [...photos] });
    await tellSources();
    await this.indexer?.recount();
  }

  filesOf(photos: readonly PhotoNo[]): Promise<PhotoFile[]> {
    return filesOf(photos);
  }

  async deleteFiles(files: readonly PhotoFile[]): Promise<Deletion[]> {
    const deletions = await deleteEach(files);
    const gone = deletions.filter(({ problem }) => problem === null).map(({ file }) => file);
    await this.removePhotos(await forgetOrigins(gone));
    return deletions;
  }

  async mark(nos: readonly PhotoNo[], marks: Marks): Promise<PhotoNo[]> {
    const photos = await markPhotos(nos, marks);
    tell({ type: 'marked', photos });
    return photos.map(({ no }) => no);
  }

  embed(file: Blob): Promise<Float32Array<ArrayBuffer>> {
    return this.outside.embed(file);
  }

  changeSearches(change: SearchChange): Promise<void> {
    return changeSearches(change);
  }

  backgroundOf(encoder: EncoderId, print: string) {
    return backgroundOf(encoder, print);
  }

  keepBackground(encoder: EncoderId, print: string, vectors: Float32Array<ArrayBuffer>): Promise<void> {
    return keepBackground(encoder, print, vectors);
  }

  async pause(): Promise<void> {
    await setPaused(true);
    tell({ type: 'paused' });
    await this.indexer?.stop();
    await this.indexer?.tellIndexing();
  }

  async resume(): Promise<void> {
    await setPaused(false);
    this.indexer?.forgive();
    this.indexer?.wake();
    await this.indexer?.tellIndexing();
  }

  async retryFailed(): Promise<void> {
    await requeue((await failedFiles()).filter(isRetriable).map(({ key }) => key));
    tell({ type: 'failed', failed: await allFailed(), all: true });
    this.indexer?.wake();
  }

  async dismissFailed(): Promise<void> {
    await dropQueued((await failedFiles()).map(({ key }) => key));
    tell({ type: 'failed', failed: [], all: true });
    await this.indexer?.tellIndexing();
  }

  async thumbnails(photos: readonly PhotoNo[]): Promise<(string | null)[]> {
    const blobs = await thumbnailsOf(photos);
    return blobs.map((blob) => blob && URL.createObjectURL(blob));
  }

  picture(no: PhotoNo): Promise<Blob | null> {
    return pictureOf(no);
  }

  takeOut(no: PhotoNo) {
    return takeOut(no);
  }

  detailsOf(nos: readonly PhotoNo[]) {
    return detailsOf(nos);
  }

  async erase(): Promise<void> {
    await this.indexer?.stop();
    this.boxes.dismiss();
    await eraseDatabase();
    tell({ type: 'erased' });
  }
}
