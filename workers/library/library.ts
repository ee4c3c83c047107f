/** The library as its callers see it: joins the folders, opens the library, and follows other tabs. */

import { transfer } from 'comlink';
import { buffersOf, packCards } from '#core/packed-cards';
import { newestFirst, type PhotoNo } from '#core/photo';
import { backgroundOf, keepBackground, keepMeasured } from '#store/backgrounds';
import { allCards, packAllCards } from '#store/card-packs';
import { convertBlobs } from '#store/converting';
import { answered, database, eraseDatabase, whenBlocked, whenGone } from '#store/database';
import { allSearches } from '#store/searches';
import { listUnturned } from '#store/unturned';
import { isAlone } from '#workers/shared/tab';
import { backupVerbs } from './backup/verbs';
import { Boxes } from './boxes/boxes';
import type { LibrarySnapshot, LibraryWorker } from './contract';
import { allChosenBackends, noteTextBackends } from './encoding/backends';
import { choices } from './encoding/target';
import { hearModels, hearOthers, tell } from './events';
import { indexReader } from './folder-index/granted';
import { FolderIndexes } from './folder-index/keeping';
import { Indexer } from './indexing/indexer';
import { indexingVerbs } from './indexing/verbs';
import { startFinder } from './people/finder';
import { FaceFinding } from './people/finding';
import { KeptGroups } from './people/kept';
import { peopleVerbs } from './people/verbs';
import { changeSearches } from './photos/searches';
import { photoVerbs } from './photos/verbs';
import { allFailed, retryFiles } from './sources/failures';
import { Intake } from './sources/intake';
import { sweepIfNeeded } from './sources/leaving-out';
import { News } from './sources/news';
import { PickedBytes } from './sources/picked-bytes';
import { lookAgain, noteUnread } from './sources/rescan';
import { sourceStates } from './sources/source-states';
import { announceTab } from './sources/tabs';
import { sourceVerbs } from './sources/verbs';
import { startTiler } from './tiles/tiler';
import { Tiling } from './tiles/tiling';
import { tilesVerbs } from './tiles/verbs';
import { startReader } from './words/reader';
import { WordReading } from './words/reading';
import { wordsVerbs } from './words/verbs';

/** Called once per worker. */
export function makeLibrary(): LibraryWorker {
  const picked = new PickedBytes();
  const boxes = new Boxes();
  const found = new News<PhotoNo>();
  const came = new News<{ name: string; photos: number }>();
  const indexer = new Indexer(
    picked,
    boxes,
    (photos) => {
      found.add(photos);
      tell({ type: 'found', photos });
    },
    (sources) => {
      words.wake();
      void indexes.ranOver(sources);
      void keepPacked();
    },
  );
  const readIndex = indexReader({ came, progress: (how) => indexer.readingIndex(how) });
  const intake = new Intake(picked, () => indexer.wake(), readIndex);
  const photos = photoVerbs(() => indexer.recount(), picked);
  const isIdle = async () => {
    const { state, rest } = await indexer.indexing();
    return state === 'idle' && !rest;
  };
  const indexes = new FolderIndexes(isIdle);
  const words = new WordReading({
    start: startReader,
    picture: photos.picture,
    isFree: isIdle,
    ended: () => faces.wake(),
  });
  const groups = new KeptGroups();
  const faces = new FaceFinding({
    start: startFinder,
    picture: photos.picture,
    groups,
    // After the words.
    isFree: async () => !words.isReading && (await isIdle()),
    ended: () => tiling.wake(),
  });
  const tiling = new Tiling({
    start: startTiler,
    // After the faces.
    isFree: async () => !words.isReading && !faces.isReading && (await isIdle()),
  });
  const look = Promise.withResolvers<string[]>();
  const sources = sourceVerbs({
    intake,
    picked,
    indexer,
    opening: look.promise,
    found,
    removePhotos: photos.removePhotos,
  });
  return {
    ...sources,
    ...indexingVerbs(indexer),
    ...boxes.verbs,
    ...photos,
    ...wordsVerbs(words),
    ...peopleVerbs(faces, groups),
    ...tilesVerbs(tiling),
    ...backupVerbs({
      leaveOut: (kinds) => sources.leaveKindsOut(kinds),
      forgetSearches: () => changeSearches({ do: 'remember', on: false }),
      wordsWanted: () => words.tellState(),
      // What no vector of the file fits is encoded from its preview.
      async came() {
        await indexer.recount();
        indexer.wake();
        words.wake();
      },
    }),
    ...indexes.verbs,
    cameWithIndex: () => came.next(),
    changeSearches,
    backgroundOf,
    keepBackground,
    keepMeasured,
    noteTextBackends,

    async open(blocked, crashes = 0) {
      whenBlocked(blocked);
      whenGone(() => void tellGone());
      indexer.spare(crashes);
      announceTab();
      const [cards, failed, sources] = await answered(async () => {
        // A library of an earlier build. Its videos may have failed for a codec that the page has.
        if (await listUnturned()) await retryFiles(({ failure }) => failure?.reason === 'codec-missing');
        return Promise.all([allCards(), allFailed(), sourceStates()]);
      });
      followOthers({ indexer, found, words, faces, tiling });
      indexes.follow();
      indexer.wake();
      if (navigator.onLine) void retryUndecoded(indexer);
      void lookAtOpening(intake, indexer)
        .then(look.resolve)
        .then(() => void indexes.wake())
        .then(() => convertBlobs('library'))
        .then(keepPacked);
      const photos = packCards(cards.sort(newestFirst));
      const snapshot: LibrarySnapshot = {
        photos,
        failed,
        sources,
        indexing: await indexer.indexing(),
        choices: await choices(),
        searches: await allSearches(),
        backends: await allChosenBackends(),
        boxes: await boxes.states(),
        inMemory: isAlone(),
      };
      return transfer(snapshot, buffersOf(photos));
    },

    async erase() {
      await indexer.stop();
      boxes.dismiss();
      await eraseDatabase();
      tell({ type: 'erased' });
    },
  };
}

/** What is not packed is only read more slowly at the next start. */
async function keepPacked(): Promise<void> {
  await packAllCards().catch((error) => console.warn('Not all cards are packed:', error));
}

/** The pages begin anew, once it is gone for good: a page that is reloaded before would call its own deletion off. */
async function tellGone(): Promise<void> {
  try {
    await database();
    tell({ type: 'erased' });
  } catch (error) {
    console.error('The library is gone, and none can be opened:', error);
  }
}

/** @returns what it could not read, and the last look could */
async function lookAtOpening(intake: Intake, indexer: Indexer): Promise<string[]> {
  try {
    await sweepIfNeeded();
    const { unread } = await lookAgain(intake);
    await indexer.recount();
    // Photos of an index may lack the embedding of the space in use.
    indexer.wake();
    return await noteUnread(unread);
  } catch (error) {
    console.error('The folders were not looked at:', error);
    return [];
  }
}

function followOthers({
  indexer,
  found,
  words,
  faces,
  tiling,
}: {
  indexer: Indexer;
  found: News<PhotoNo>;
  words: WordReading;
  faces: FaceFinding;
  tiling: Tiling;
}): void {
  // While another tab indexes, this one waits for the lock, to take over if that tab dies.
  hearOthers((event) => {
    if (event.type === 'indexing' && event.indexing.state === 'running') indexer.wake();
    if (event.type === 'paused') void indexer.stop();
    if (event.type === 'found') found.add(event.photos);
    if (event.type === 'choices') void indexer.renew();
    // Another tab indexed, or was told to read: this one stands in line.
    if (event.type === 'indexing' && event.indexing.state === 'idle') words.wake();
  });
  hearModels((event) => {
    if (event.type !== 'presence' || event.presence.state !== 'ready') return;
    indexer.modelCame();
    tiling.modelCame();
  });
  // Failed downloads are retried as soon as there is a network.
  addEventListener('online', () => {
    indexer.retryAfter('network');
    words.retryAfter();
    faces.retryAfter();
    tiling.retryAfter();
    void retryUndecoded(indexer);
  });
}

/** Tries the files again whose decoder could not be fetched. */
async function retryUndecoded(indexer: Indexer): Promise<void> {
  await retryFiles(({ failure }) => failure?.reason === 'decoder-missing');
  indexer.wake();
}
