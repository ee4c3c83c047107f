/** Every write of the store fails once, in both ways: nothing is half done, the reason arrives, and it works again after. */

import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { problemCode } from '#core/errors';
import { NO_FILTER } from '#core/filter';
import type { Origin, Photo } from '#core/photo';
import { wallTime } from '#core/wall-clock';
import { STARTER } from '#models/spaces/starter';
import { adoptPhotos } from '#store/adopting';
import { forgetAway, keepLooking, noteFiles, settlePhotos, sweepLeftOut } from '#store/away';
import { keepBackground, keepMeasured } from '#store/backgrounds';
import type { KeptPhoto } from '#store/backup';
import { changeBox, deleteBox, putBox } from '#store/boxes';
import { packAllCards } from '#store/card-packs';
import { dropSpaces, takeOver, updateChoices } from '#store/choices';
import { forgetClips, noteApart } from '#store/clips';
import { replaceCopies } from '#store/copies';
import { database, eraseDatabase } from '#store/database';
import { changePeople, forgetFaces } from '#store/faces';
import { changeFolderIndex } from '#store/folder-indexes';
import { keepInbox } from '#store/inbox';
import { mergeSearches } from '#store/kept-searches';
import { mergePhotos } from '#store/merging';
import { addPart, commitFile, confirmFile, dropFile, keepFile } from '#store/model-files';
import { commitArrivals, markPhotos, removePhotos } from '#store/photos';
import {
  allQueued,
  dropQueued,
  enqueue,
  expectMoved,
  giveUp,
  requeue,
  requeueChanged,
  setPaused,
} from '#store/queue';
import { forgetRemoved, noteRemoved } from '#store/removed';
import type { QueuedFile } from '#store/schema';
import {
  deleteSavedSearch,
  forgetRecent,
  noteSearch,
  putSavedSearch,
  remember,
  renameSavedSearch,
  teachSavedSearch,
} from '#store/searches';
import { changeBackends, deleteOwnSpace, putOwnSpace, updateSetting } from '#store/settings';
import { forgetOrigins, forgetSource, leaveFolderOut, originsOf, putSource } from '#store/sources';
import { forgetTiles, keepTiles } from '#store/tiles';
import { listUnturned } from '#store/unturned';
import { addVectors, packShards } from '#store/vectors';
import { forgetWords, keepWords } from '#store/words';
import { dump } from './dump';
import { type Failure, failWrite, mendWrites } from './failing-writes';

const SPACE = { id: 's', dimension: 2, build: 'b' };
const SEARCH = { text: 'dog', filter: NO_FILTER, photo: null };
const KEPT_SEARCH = { ...SEARCH, filter: { ...NO_FILTER, folders: [] }, id: 'kept', name: 'Cats', added: 3 };
const CHOICE = { space: 'none', image: 'none' };
const NEXT = { space: 't', image: 't/image' };
const MODEL = { path: 'm', sha256: '', confirmed: false };

const BYTES = { type: 'image/jpeg', bytes: Uint8Array.of(1).buffer };
const VECTORS = [{ space: 's', build: 'b', vector: Float32Array.of(1, 0) }];
const KEPT: KeptPhoto = {
  photo: { ...photoOf('kept'), video: { seconds: 9, poster: 1 } },
  ...{ thumbnail: BYTES, preview: BYTES, vectors: VECTORS },
  frames: [{ seconds: 1, preview: BYTES, vectors: VECTORS }],
  words: [{ text: 'EXIT', corners: [0, 0, 1, 0, 1, 1, 0, 1], score: 1 }],
  away: 'leftOut',
};

const ADOPTED = {
  kept: { ...KEPT, photo: photoOf('adopted') },
  files: [{ path: 'adopted', bytes: 1, modified: 5 }],
};

const jpeg = (text: string) => new Blob([text], { type: 'image/jpeg' });
const rowOf = (path: string) => ({ source: 'f', path, name: path, bytes: 1, modified: 5, tab: 't' });

async function fileAt(path: string): Promise<QueuedFile> {
  return (await allQueued()).find((file) => file.path === path) ?? expect.fail(`${path} is not queued.`);
}

async function origin(path: string): Promise<Origin> {
  return (await originsOf('f')).find((file) => file.path === path) ?? expect.fail(`No ${path}.`);
}

function photoOf(path: string): Omit<Photo, 'no'> {
  return {
    ...{ id: path, name: path, width: 2, height: 1, color: 0, taken: wallTime(2024), takenFrom: 'file' },
    ...{ type: 'image/jpeg', bytes: 1, added: 1 },
  };
}

async function arrival(path: string, video = false) {
  const photo = { ...photoOf(path), ...(video && { video: { seconds: 9, poster: 1 } }) };
  const picture = { preview: jpeg(`preview of ${path}`), embedding: Float32Array.of(0.6, 0.8) };
  const frames = video ? [{ seconds: 1, ...picture }] : [];
  return { file: await fileAt(path), id: path, fresh: { photo, thumbnail: jpeg('t'), ...picture, frames } };
}

/** Each verb of the store that writes, in an order in which each has something to do. */
const STEPS: [name: string, verb: () => Promise<unknown>][] = [
  [
    'putSource',
    async () => {
      const handle = await navigator.storage.getDirectory();
      await putSource({ id: 'f', kind: 'folder', name: 'F', added: 1, handle });
    },
  ],
  ['enqueue', () => enqueue(['a', 'b', 'film', 'bad', 'moved', 'late'].map(rowOf))],
  [
    'keepInbox',
    async () => {
      const [a, b] = [await fileAt('a'), await fileAt('b')];
      await keepInbox([
        { key: a.key, file: jpeg('a'), sidecars: { xmp: '<x/>' } },
        { key: b.key, file: jpeg('b') },
      ]);
    },
  ],
  ['giveUp', async () => giveUp((await fileAt('bad')).key, 'damaged', 'No end.', false)],
  ['requeue', async () => requeue([(await fileAt('bad')).key])],
  ['giveUp', async () => giveUp((await fileAt('bad')).key, 'unknown', 'Again.', true)],
  ['requeueChanged', async () => requeueChanged([{ ...(await fileAt('bad')), bytes: 2 }])],
  ['noteApart', async () => noteApart({ ...(await fileAt('film')), still: 'a' })],
  ['setPaused', () => setPaused(true)],
  [
    'commitArrivals',
    async () => commitArrivals([await arrival('a'), await arrival('b'), await arrival('film', true)], SPACE),
  ],
  ['packAllCards', () => packAllCards()],
  ['expectMoved', () => expectMoved([{ bytes: 1, modified: 5, photo: 1 }])],
  ['markPhotos', () => markPhotos([1, 2], { favourite: true, addTags: ['pet'] })],
  ['packAllCards', () => packAllCards()],
  ['replaceCopies', () => replaceCopies(1, { thumbnail: jpeg('new'), preview: jpeg('new') })],
  ['updateSetting', () => updateSetting('readsWords', () => 'on')],
  ['listUnturned', () => listUnturned()],
  ['keepWords', () => keepWords({ photo: 1, lines: [{ text: 'a', corners: [], score: 1 }] })],
  ['forgetWords', () => forgetWords()],
  ['updateSetting', () => updateSetting('findsFaces', () => 'on')],
  [
    'changePeople',
    () => changePeople({ faces: [[1, [FACE]]], people: [{ id: 1, name: 'A' }], gone: [2] }, 1, FRESH),
  ],
  ['updateSetting', () => updateSetting('makesTiles', () => 'on')],
  [
    'keepTiles',
    () => keepTiles({ space: 's', photo: 1, codes: Int8Array.of(127, 0), scales: Float32Array.of(1) }),
  ],
  [
    'keepTiles',
    () => keepTiles({ space: 's', photo: 3, codes: new Int8Array(), scales: new Float32Array() }),
  ],
  ['packShards', () => packShards('s', 4)],
  ['addVectors', () => addVectors([{ space: 't', photo: 1, build: 'b', vector: Float32Array.of(0, 1) }], 2)],
  ['updateChoices', () => updateChoices(CHOICE, ({ active }) => ({ active, next: NEXT }))],
  ['takeOver', () => takeOver(NEXT)],
  ['dropSpaces', () => dropSpaces((space) => space === 't')],
  ['leaveFolderOut', () => leaveFolderOut('f', 'sub', true)],
  ['sweepLeftOut', () => sweepLeftOut(({ path }) => path === 'a')],
  ['settlePhotos', async () => settlePhotos([1, 2])],
  ['noteFiles', async () => noteFiles([await origin('b')], [], new Set())],
  ['keepLooking', () => keepLooking()],
  [
    'forgetAway',
    async () => {
      const tx = (await database()).transaction('librarySettings', 'readwrite');
      await forgetAway(tx.store, [2]);
      await tx.done;
    },
  ],
  [
    'forgetClips',
    async () => {
      const clip = { path: 'film', bytes: 1, modified: 5, id: 'film' };
      await (await database()).put('origins', { ...(await origin('a')), clip });
      await forgetClips([{ ...(await origin('a')), clip }]);
    },
  ],
  ['noteRemoved', () => noteRemoved([3])],
  ['forgetRemoved', () => forgetRemoved('f')],
  ['removePhotos', () => removePhotos([3])],
  ['forgetOrigins', async () => forgetOrigins([await origin('a')])],
  ['dropQueued', async () => dropQueued([(await fileAt('late')).key])],
  ['forgetFaces', () => forgetFaces()],
  ['forgetTiles', () => forgetTiles()],
  ['adoptPhotos', async () => void (await adoptPhotos('f', [ADOPTED]))],
  ['changeFolderIndex', () => changeFolderIndex('f', () => ({ kept: true }))],
  ['forgetSource', () => forgetSource('f')],
  ['mergePhotos', () => mergePhotos([KEPT])],
  ['mergeSearches', async () => void (await mergeSearches([KEPT_SEARCH]))],
  ['keepBackground', () => keepBackground('s/text', 'p', Float32Array.of(1, 0))],
  [
    'keepMeasured',
    () => keepMeasured('s/text', 'p', { centred: { unrelated: { mean: 0, deviation: 1 }, photos: 9 } }),
  ],
  ['noteSearch', () => noteSearch({ ...SEARCH, at: 1 }, null)],
  ['noteSearch', () => noteSearch({ ...SEARCH, text: 'dogs', at: 2 }, SEARCH)],
  ['putSavedSearch', () => putSavedSearch({ ...SEARCH, id: 'x', name: 'Dogs', added: 1 })],
  ['teachSavedSearch', () => teachSavedSearch('x', [{ photos: [1], wanted: true }])],
  ['renameSavedSearch', () => renameSavedSearch('x', 'All dogs')],
  ['deleteSavedSearch', () => deleteSavedSearch('x')],
  ['forgetRecent', () => forgetRecent()],
  ['remember', () => remember(false)],
  ['remember', () => remember(true)],
  [
    'putBox',
    async () =>
      putBox({
        ...BOX,
        key: await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
      }),
  ],
  ['changeBox', () => changeBox('x', { enabled: false })],
  ['deleteBox', () => deleteBox('x')],
  ['updateSetting', () => updateSetting('mirror', () => 'https://mirror.example/')],
  ['putOwnSpace', () => putOwnSpace(STARTER)],
  ['deleteOwnSpace', () => deleteOwnSpace(STARTER.id)],
  ['changeBackends', async () => void (await changeBackends('e', (known) => ({ ...known, used: 'wasm' })))],
  ['addPart', () => addPart('m', 0, Uint8Array.of(1, 2).buffer)],
  ['commitFile', () => commitFile({ key: 'm', bytes: 2, ...MODEL })],
  ['confirmFile', () => confirmFile('m')],
  ['keepFile', () => keepFile({ key: 'm', bytes: 4_000_001, ...MODEL }, new Uint8Array(4_000_001))],
  ['dropFile', () => dropFile('m')],
];

const FACE = { box: [0, 0, 1, 1], score: 1, embedding: Float32Array.of(1), person: 1 } as const;
const FRESH = { photo: 1, crops: [BYTES] };
const BOX = { id: 'x', name: 'Box', secure: false, host: 'h', port: 1, added: 1, enabled: true, last: null };

/** Verbs of these names have two transactions, each whole in itself. */
const IN_TWO = ['forgetClips'];

/** These write in the transaction of their caller, or through another verb. */
const NOT_ALONE = [
  'settle',
  'keepAway',
  'inBatches',
  'addPhoto',
  'nextNo',
  'replacePhoto',
  'noteRead',
  'photoTable',
  'deletePhotos',
  'forgetMissing',
  'attachClip',
  'detachClip',
  'dropCopy',
  'putVector',
  'removeVectors',
  'convertBlobs',
  'dropFaces',
];

beforeAll(() => {
  vi.spyOn(Date, 'now').mockReturnValue(1_700_000_000_000);
});
beforeEach(() => eraseDatabase());
afterEach(async () => {
  mendWrites();
  await eraseDatabase();
});

test.each<Failure>(['refused', 'undone'])(
  'a write that is %s, whichever it is, leaves the database as it was, and works the next time',
  async (how) => {
    let failures = 0;
    for (const [name, verb] of STEPS) {
      const before = await dump();
      let done = false;
      for (let nth = 1; !done; nth++) {
        const made = failWrite(nth, how);
        const outcome = await verb().then(
          () => null,
          (error: unknown) => error ?? 'rejected',
        );
        done = made() < nth;
        mendWrites();
        if (done) {
          expect(outcome, `${name} without a failure`).toBeNull();
          expect(nth, `${name} writes`).toBeGreaterThan(1);
          break;
        }
        failures++;
        expect(outcome, `${name}, write ${nth}`).not.toBeNull();
        if (how === 'refused') expect(problemCode(outcome), `${name}, write ${nth}`).toBe('disk-full');
        if (!IN_TWO.includes(name)) expect(await dump(), `${name}, write ${nth}`).toEqual(before);
      }
    }
    expect(failures).toBeGreaterThan(100);
  },
);

test('no verb of the store that writes is left out', () => {
  const files = import.meta.glob<string>('/src/store/*.ts', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const verbs = Object.values(files).flatMap((text) =>
    text.split(/^(?=export )/m).flatMap((part) => {
      const [, name = ''] = /^export (?:async )?function (\w+)/.exec(part) ?? [];
      const writes = /'readwrite'|\.(put|add|delete|clear)\((?!\))|updateSetting\(|inBatches\(/.test(part);
      return name && writes ? name : [];
    }),
  );
  const tried = new Set(STEPS.map(([name]) => name));
  expect(verbs.length).toBeGreaterThan(40);
  expect(verbs.filter((name) => !tried.has(name) && !NOT_ALONE.includes(name))).toEqual([]);
});
