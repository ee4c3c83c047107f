/** Operations on sources and failed files; see `SourceVerbs`. */

import { isPictureName } from '#core/media-names';
import type { PhotoNo } from '#core/photo';
import type { PickedFile, PickedParts } from '#core/picked-file';
import { fetchAlbum } from '#net/album';
import { awayPhotos, keepLooking, settlePhotos } from '#store/away';
import { forgetFolderIndex, forgetRead } from '#store/folder-indexes';
import { dropQueued, failedFiles, queuedPaths } from '#store/queue';
import { forgetRemoved } from '#store/removed';
import { setting, updateSetting } from '#store/settings';
import { forgetSource } from '#store/sources';
import type { PhotoVerbs, SourceVerbs } from '../contract';
import { retryFiles, tellFailed } from './failures';
import { filesIn } from './folders';
import type { Intake } from './intake';
import { changeFolder, changeKinds, subfoldersOf, sweepIfNeeded } from './leaving-out';
import { isLeftOut } from './left-out';
import { withStills } from './live-photos';
import type { News } from './news';
import type { PickedBytes } from './picked-bytes';
import { knownFolder, lookAgain, noteUnread, settleLooks, tellOutcome } from './rescan';
import { withSidecars } from './sidecars';
import { tellSources } from './source-states';

/** The sample album is one source, however often it is added. */
const SAMPLE = 'sample';

interface SourceParts {
  intake: Intake;
  picked: PickedBytes;
  /** Processes the queued files. */
  indexer: { wake(): void; forgive(): void; tellIndexing(): Promise<void>; recount(): Promise<void> };
  /** Resolves when the look at opening is over; see `unreadAtOpening`. */
  opening: Promise<string[]>;
  found: News<PhotoNo>;
  removePhotos: PhotoVerbs['removePhotos'];
}

/** Waits for all parts: a sidecar, or the clip of a Live Photo, may come in another part than its photo. */
async function whole(parts: PickedParts): Promise<PickedFile[]> {
  const files: PickedFile[] = [];
  for (let part = await parts.next(); part.length > 0; part = await parts.next()) files.push(...part);
  return files;
}

export function sourceVerbs(parts: SourceParts): SourceVerbs {
  const { intake, picked, indexer, removePhotos, opening, found } = parts;
  /** @param more whether less is left out now: then there may be new files */
  const afterChange = async (more: boolean) => {
    await (more ? lookAgain(intake) : tellSources());
    await indexer.recount();
    indexer.wake();
  };
  const addFolderFiles = async (name: string, files: readonly PickedFile[], unread: readonly string[]) => {
    const wanted = files.filter(({ path }) => !isLeftOut(name, path));
    const pictures = withSidecars(wanted).filter(({ file }) => isPictureName(file.name));
    await intake.addFiles('folder', crypto.randomUUID(), name, withStills(pictures));
    await tellSources();
    return unread.filter((path) => !isLeftOut(name, path)).map((path) => `${name}/${path}`);
  };
  return {
    async addFiles(parts) {
      const files = await whole(parts);
      const paired = withStills(withSidecars(files));
      // Nothing but sidecars: they are listed as no pictures, so that it is seen what became of them.
      const added = paired.length > 0 ? paired : files;
      const areKept = await intake.addFiles('files', crypto.randomUUID(), '', added);
      await tellSources();
      // Who waits for files that are not kept must know first that they wait.
      await indexer.tellIndexing();
      return areKept;
    },

    async addFolder(handle) {
      const source = (await knownFolder(handle)) ?? {
        id: crypto.randomUUID(),
        kind: 'folder' as const,
        name: handle.name,
        added: Date.now(),
      };
      // Who picks a folder again wants all of it.
      await forgetRemoved(source.id);
      await forgetRead(source.id);
      const look = await intake.addFolder({ ...source, handle }).catch((error) => {
        if (!(error instanceof DOMException && error.name === 'DataCloneError')) throw error;
        return null;
      });
      // The browser does not store its handle: its files are taken as where there are no handles.
      if (!look) {
        const { files, unread } = await filesIn(handle);
        return addFolderFiles(handle.name, files, unread);
      }
      await settleLooks([look]);
      await indexer.recount();
      // Photos of an index may lack the embedding of the space in use.
      indexer.wake();
      // It is named now, so that the next opening need not.
      await updateSetting('unread', (before = []) => [...before, ...look.unread]);
      return look.unread;
    },

    addFolderFiles: async (name, parts, unread = []) => addFolderFiles(name, await whole(parts), unread),

    async addSamples() {
      const files = await fetchAlbum();
      const album = files.map((file) => ({ file, path: file.name }));
      await intake.addFiles('sample', SAMPLE, '', album);
      await tellSources();
    },

    async rescan() {
      indexer.forgive();
      await sweepIfNeeded();
      const looked = await lookAgain(intake);
      await noteUnread(looked.unread);
      await indexer.recount();
      indexer.wake();
      return looked;
    },

    unreadAtOpening: () => opening,
    foundPhotos: () => found.next(),
    missingPhotos: async (offered) => (await awayPhotos()).missing(offered),

    async keepLooking() {
      await keepLooking();
      await tellSources();
    },

    subfolders: subfoldersOf,

    async leaveFolderOut(source, path, out) {
      await changeFolder(source, path, out);
      await afterChange(!out);
    },

    kindsLeftOut: async () => (await setting('leaveOut')) ?? {},

    async leaveKindsOut(kinds) {
      await changeKinds(kinds);
      await afterChange(!kinds.screenshots);
    },

    async removeSource(source) {
      const waiting = await queuedPaths(source);
      const { orphans, others } = await forgetSource(source);
      await forgetRemoved(source);
      await forgetFolderIndex(source);
      for (const { key } of waiting.values()) picked.forget(key);
      await removePhotos(orphans);
      // Others may have a file that is left out.
      tellOutcome(await settlePhotos(others));
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
