import { describe, expect, test } from 'vitest';
import { NO_FILTER } from '#core/filter';
import { EVER_AFTER, EVER_BEFORE, type WallTime, wallTime } from '#core/wall-clock';
import type { KeptPhoto } from '#store/backup';
import type { KeptSearch } from '#store/kept-searches';
import { fileStart, frameOf } from '#workers/library/backup/format';
import { readBackup } from '#workers/library/backup/restoring';
import type { KeptSettings } from '#workers/library/backup/settings-record';
import { backupOf } from '#workers/library/backup/writing';
import { FIRST_BACKUP, firstBackup } from '../../../../fixtures/backups/first';

const bytes = (...values: number[]) => ({ type: 'image/jpeg', bytes: Uint8Array.from(values).buffer });
const vector = (at: number) => ({
  space: 'a',
  build: 'b',
  vector: Float32Array.from([0, 1, 2], (i) => +(i === at)),
});

function kept(i: number): KeptPhoto {
  return {
    photo: {
      id: i.toString(16).padStart(64, '0'),
      name: `写真 ${i}.jpg`,
      width: 4,
      height: 3,
      color: 0x102030,
      taken: (-1000 + i) as WallTime,
      type: 'image/jpeg',
      bytes: 1234,
      takenFrom: 'camera',
      added: 5,
      offset: -540,
      place: { latitude: -35, longitude: 139 },
      tags: ['海', 'a"b'],
      favourite: true,
      turned: true,
    },
    thumbnail: bytes(1, 2, i),
    preview: i % 2 === 0 ? bytes(9, 8, 7, 6) : null,
    vectors: [vector(i % 3)],
    frames: i === 1 ? [{ seconds: 2.5, preview: bytes(4), vectors: [vector(0)] }] : [],
    // Read and without words, read, and not read yet.
    words: i % 3 === 0 ? [] : i % 3 === 1 ? [{ text: `出口 ${i}`, corners: CORNERS, score: 0.9 }] : null,
    away: i === 2 ? 'leftOut' : i === 3 ? 'missing' : null,
  };
}

const CORNERS = [0.1, 0.1, 0.5, 0.1, 0.5, 0.2, 0.1, 0.2];

const SETTINGS: KeptSettings = {
  leaveOut: { icons: true },
  readsWords: 'paused',
  forgetful: true,
  page: { labels: '犬, cat', theme: 'dark' },
};

const SEARCHES: KeptSearch[] = [
  {
    id: 'x',
    name: '海',
    added: 1,
    text: 'sea last summer',
    filter: { ...NO_FILTER, folders: [] },
    photo: null,
  },
  {
    id: 'y',
    name: 'Everything',
    added: 2,
    text: '',
    filter: {
      texts: ['a'],
      withoutTexts: ['b'],
      written: ['出口'],
      people: ['花子'],
      withoutPeople: ['小明'],
      company: 'only',
      taken: { from: wallTime(2024), before: EVER_AFTER },
      places: [
        { latitude: 1, longitude: -2, within: 3 },
        { south: -1, west: 170, north: 1.5, east: -170 },
      ],
      cameras: ['Apple iPhone', { part: 'nikon' }],
      folders: [
        { source: null, path: 'trip' },
        { source: { id: 's', kind: 'folder', name: 'Photos' }, path: '2024' },
      ],
      kinds: ['jpeg'],
      orientation: 'square',
      tags: ['t'],
      withoutTags: ['u'],
      favourite: true,
    },
    photo: 'ab'.repeat(32),
    judgements: [
      { photos: ['ab'.repeat(32), 'cd'.repeat(32)], wanted: true },
      { photos: ['ef'.repeat(32)], wanted: false },
    ],
  },
  {
    id: 'z',
    name: 'Until 2024',
    added: 3,
    text: '',
    filter: { ...NO_FILTER, folders: [], taken: { from: EVER_BEFORE, before: wallTime(2024) } },
    photo: null,
  },
];

async function written(photos: readonly KeptPhoto[]): Promise<Uint8Array<ArrayBuffer>> {
  const each = async function* () {
    yield* photos;
  };
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const contents = { settings: SETTINGS, searches: SEARCHES, total: photos.length, photos: each() };
  for await (const piece of backupOf(contents)) pieces.push(piece);
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

async function read(file: Uint8Array<ArrayBuffer>, chunk = 37) {
  const taken: KeptPhoto[] = [];
  const settings: KeptSettings[] = [];
  const searches: KeptSearch[] = [];
  let at = 0;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= file.length) controller.close();
      else controller.enqueue(file.slice(at, at + chunk));
      at += chunk;
    },
  });
  const outcome = await readBackup(stream, {
    photos: async (batch) => void taken.push(...batch),
    settings: async (kept) => void settings.push(kept),
    search: (search) => void searches.push(search),
    progress: () => undefined,
  });
  return { ...outcome, taken, settings, searches };
}

describe('a backup', () => {
  const photos = Array.from({ length: 120 }, (_, i) => kept(i));

  test('is read as it was written, however its bytes arrive', async () => {
    const file = await written(photos);
    for (const chunk of [1000, 65_536]) {
      const { ending, taken, settings, searches, skipped } = await read(file, chunk);
      expect(ending).toBe('whole');
      expect(taken).toEqual(photos);
      expect(settings).toEqual([SETTINGS]);
      expect(searches).toEqual(SEARCHES);
      expect(skipped).toBe(0);
    }
    expect((await read(await written([]), 1)).ending).toBe('whole');
  });

  test('is good up to where it is cut', async () => {
    const file = await written(photos);
    const { ending, photos: count, taken, searches } = await read(file.slice(0, file.length / 2), 4096);
    expect(ending).toBe('short');
    expect(searches).toEqual(SEARCHES);
    expect(count).toBeGreaterThan(50);
    expect(taken).toEqual(photos.slice(0, count));
  });

  test('is good up to where it is damaged', async () => {
    const file = await written(photos);
    const middle = file.length >> 1;
    file[middle] = (file[middle] as number) ^ 1;
    const { ending, photos: count, taken } = await read(file, 4096);
    expect(ending).toBe('damaged');
    expect(taken).toEqual(photos.slice(0, count));
    expect(count).toBeGreaterThan(50);
  });

  test('is told from other files, and from those of a later version', async () => {
    expect((await read(new Uint8Array(0))).ending).toBe('foreign');
    expect((await read(new Uint8Array(1000))).ending).toBe('foreign');
    expect((await read(fileStart(2))).ending).toBe('newer');
    expect((await read(fileStart())).ending).toBe('short');
  });

  test('is not believed where its checksums are right and its rows are not', async () => {
    const row = {
      type: 'photo',
      photo: { ...kept(0).photo, id: '../x' },
      thumbnail: null,
      vectors: [],
      frames: [],
    };
    const long = { ...row, thumbnail: { type: 'image/jpeg', bytes: 1e9 } };
    const page = { ...row, photo: kept(0).photo, thumbnail: { type: 'text/html', bytes: 0 } };
    const filter = { ...NO_FILTER, cameras: [{ whole: 'x' }] };
    const searches = [
      { type: 'search', search: { ...SEARCHES[0], filter } },
      { type: 'search', search: { ...SEARCHES[0], filter: { ...NO_FILTER, company: 'all' } } },
      { type: 'search', search: { ...SEARCHES[0], photo: 7 } },
      { type: 'search', search: { ...SEARCHES[0], judgements: [{ photos: [7], wanted: true }] } },
      { type: 'search', search: { ...SEARCHES[0], filter: { ...NO_FILTER, places: [{ latitude: 91 }] } } },
      {
        type: 'search',
        search: { ...SEARCHES[0], filter: { ...NO_FILTER, places: [{ south: 1, west: 1 }] } },
      },
      { type: 'search' },
    ];
    for (const header of [row, long, page, [], { type: 'photo' }, ...searches]) {
      const file = new Blob([fileStart(), await frameOf(header)]);
      const { ending, taken, searches } = await read(new Uint8Array(await file.arrayBuffer()));
      expect(ending).toBe(Array.isArray(header) ? 'short' : 'damaged');
      expect(taken).toEqual([]);
      expect(searches).toEqual([]);
    }
  });

  test('gives no words whose lines are none, and no unknown setting', async () => {
    const image = { type: 'image/jpeg', bytes: 0 };
    const row = { type: 'photo', photo: kept(0).photo, thumbnail: image, vectors: [], frames: [] };
    for (const line of [
      { text: 'a', corners: [1], score: 1 },
      { text: 5 },
      { text: 'a', corners: CORNERS },
      7,
    ]) {
      const body = new TextEncoder().encode(JSON.stringify([line]));
      const record = await frameOf({ ...row, words: { bytes: body.length } }, [body]);
      const file = new Blob([fileStart(), record]);
      expect((await read(new Uint8Array(await file.arrayBuffer()))).ending).toBe('damaged');
    }
    const library = {
      type: 'library',
      leaveOut: 'all',
      readsWords: 'always',
      forgetful: 1,
      page: { labels: 5 },
    };
    const file = new Blob([fileStart(), await frameOf(library)]);
    const { settings } = await read(new Uint8Array(await file.arrayBuffer()));
    expect(settings).toEqual([{ leaveOut: {}, page: {} }]);
  });

  test('of the first version that had backups is read', async () => {
    const { ending, taken, settings, searches } = await read(firstBackup());
    expect(ending).toBe('whole');
    expect(taken.map(({ photo }) => photo)).toEqual(FIRST_BACKUP.photos);
    expect(taken.map(({ words, away }) => [words, away])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(taken[0]?.vectors[0]?.vector).toEqual(Float32Array.of(0.6, 0.8, 0));
    expect(taken[1]?.frames).toMatchObject([{ seconds: 7.25, preview: { type: 'image/webp' } }]);
    expect(settings).toEqual([{ leaveOut: { screenshots: true }, page: {} }]);
    expect(searches).toEqual([]);
  });

  test('is read past records of kinds that a later writer has, which are counted', async () => {
    const file = await written(photos.slice(0, 3));
    const end = await frameOf({ type: 'end', photos: 3 });
    const later = await frameOf({ type: 'person', name: 'x' }, [Uint8Array.of(1, 2, 3)]);
    const longer = new Blob([file.slice(0, -end.length), later, later, end]);
    const { ending, taken, skipped } = await read(new Uint8Array(await longer.arrayBuffer()));
    expect([ending, skipped]).toEqual(['whole', 2]);
    expect(taken).toEqual(photos.slice(0, 3));
  });

  test('yields whole rows alone after any of 500 mutations', async () => {
    const few = photos.slice(0, 4);
    const whole = await written(few);
    let seed = 18;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    for (let i = 0; i < 500; i++) {
      const at = random(whole.length);
      const file = [
        () => whole.slice(0, at),
        () => whole.map((byte, j) => (j === at ? byte ^ (1 + random(255)) : byte)),
        () => Uint8Array.from([...whole.slice(0, at), random(256), ...whole.slice(at)]),
        () => Uint8Array.from([...whole.slice(0, at), ...whole.slice(at + 1 + random(99))]),
      ][i % 4] as () => Uint8Array<ArrayBuffer>;
      const { ending, taken, settings, searches } = await read(file(), 512);
      expect(taken).toEqual(few.slice(0, taken.length));
      expect(searches).toEqual(SEARCHES.slice(0, searches.length));
      expect(settings).toEqual([SETTINGS].slice(0, settings.length));
      expect(ending).not.toBe('whole');
    }
  });
});
