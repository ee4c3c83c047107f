/** Operations on sources and failed files; see `SourceVerbs`. */

import { fetchAlbum } from '#net/album';
import { dropQueued, failedFiles, queuedPaths } from '#store/queue';
import { forgetSource } from '#store/sources';
import type { PhotoVerbs, SourceVerbs } from '../contract';
import { retryFiles, tellFailed } from './failures';
import { isPictureName } from './folders';
import type { Intake } from './intake';
import { isLeftOut } from './left-out';
import type { PickedBytes } from './picked-bytes';
import { knownFolder, lookAgain } from './rescan';
import { tellSources } from './source-states';

/** The sample album is one source, however often it is added. */
const SAMPLE = 'sample';

interface SourceParts {
  intake: Intake;
  picked: PickedBytes;
  /** Processes the queued files. */
  indexer: { wake(): void; forgive(): void; tellIndexing(): Promise<void> };
  removePhotos: PhotoVerbs['removePhotos'];
}

export function sourceVerbs({ intake, picked, indexer, removePhotos }: SourceParts): SourceVerbs {
  return {
    async addFiles(files) {
      await intake.addFiles('files', crypto.randomUUID(), '', files);
      await tellSources();
    },

    async addFolder(handle) {
      const source = (await knownFolder(handle)) ?? {
        id: crypto.randomUUID(),
        kind: 'folder' as const,
        name: handle.name,
        added: Date.now(),
      };
      const { unread } = await intake.addFolder({ ...source, handle });
      await tellSources();
      return unread;
    },

    async addFolderFiles(name, files, unread = []) {
      const pictures = files.filter(({ file, path }) => isPictureName(file.name) && !isLeftOut(name, path));
      await intake.addFiles('folder', crypto.randomUUID(), name, pictures);
      await tellSources();
      return unread.filter((path) => !isLeftOut(name, path)).map((path) => `${name}/${path}`);
    },

    async addSamples() {
      const files = await fetchAlbum();
      const album = files.map((file) => ({ file, path: file.name }));
      await intake.addFiles('sample', SAMPLE, '', album);
      await tellSources();
    },

    async rescan() {
      indexer.forgive();
      const looked = await lookAgain(intake);
      indexer.wake();
      return looked;
    },

    async removeSource(source) {
      const waiting = await queuedPaths(source);
      const orphans = await forgetSource(source);
      for (const { key } of waiting.values()) picked.forget(key);
      await removePhotos(orphans);
      await tellFailed();
      await indexer.tellIndexing();
    },

    async retryFailed() {
      await retryFiles(() => true);
      indexer.wake();
    },

    async dismissFailed() {
      await dropQueued((await failedFiles()).map(({ key }) => key));
      await tellFailed();
      await indexer.tellIndexing();
    },
  };
}
