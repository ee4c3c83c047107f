import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MOST_COPIED, partsOf } from '#core/picked-file';
import { readFolder } from '#session/library/entries';
import { eraseDatabase } from '#store/database';
import { inboxFile, keepInbox } from '#store/inbox';
import { allQueued, failedFiles, giveUp } from '#store/queue';
import { allSources } from '#store/sources';
import type { SourceVerbs } from '#workers/library/contract';
import { Intake } from '#workers/library/sources/intake';
import { News } from '#workers/library/sources/news';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { sidecarsOf } from '#workers/library/sources/sidecars';
import { sourceVerbs } from '#workers/library/sources/verbs';
import { folderWith } from '../../../session/library/made-entries';
import { fileOf, newFolder, removeFolder, write } from '../library-doubles';

const indexer = {
  wake: vi.fn(),
  forgive: vi.fn(),
  tellIndexing: vi.fn(async () => undefined),
  recount: vi.fn(async () => undefined),
};
const removePhotos = vi.fn(async () => undefined);

let picked: PickedBytes;
let verbs: SourceVerbs;

beforeEach(async () => {
  await eraseDatabase();
  vi.clearAllMocks();
  picked = new PickedBytes();
  const intake = new Intake(picked, indexer.wake);
  const opening = Promise.resolve([]);
  verbs = sourceVerbs({ picked, intake, indexer, removePhotos, opening, found: new News() });
});

afterEach(() => eraseDatabase());

const pick = (...names: string[]) => names.map((name) => ({ file: fileOf(name, name), path: name }));
const paths = async () => (await allQueued()).map(({ path }) => path);

describe('sources', () => {
  test('are separate for each pick, but the same for a folder that is picked again', async () => {
    const folder = await newFolder('Sources');
    await write(folder, 'a.jpg', 'a');
    await verbs.addFiles(partsOf(pick('x.jpg')));
    await verbs.addFiles(partsOf(pick('x.jpg')));
    await verbs.addFolder(folder);
    await verbs.addFolder(await newFolder('Sources'));
    expect((await allSources()).map(({ kind }) => kind).sort()).toEqual(['files', 'files', 'folder']);
    expect(await paths()).toEqual(['x.jpg', 'x.jpg', 'a.jpg']);
    await removeFolder('Sources');
  });

  test('tell whether copies are kept of all files: not of large ones, nor without room', async () => {
    expect(await verbs.addFiles(partsOf(pick('a.jpg', 'b.jpg')))).toBe(true);
    const file = Object.defineProperty(fileOf('c.mp4', 'c'), 'size', { value: MOST_COPIED + 1 });
    expect(await verbs.addFiles(partsOf([{ file, path: 'c.mp4' }]))).toBe(false);
    // Known before it is answered that they wait.
    expect(indexer.tellIndexing).toHaveBeenCalledTimes(2);
    const full = new DOMException('No room.', 'QuotaExceededError');
    const { put } = IDBObjectStore.prototype;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...row) {
      if (this.name === 'inboxParts') throw full;
      return put.apply(this, row);
    });
    expect(await verbs.addFiles(partsOf(pick('d.jpg')))).toBe(false);
    vi.restoreAllMocks();
    expect(await paths()).toEqual(['a.jpg', 'b.jpg', 'c.mp4', 'd.jpg']);
  });

  test('of a folder without a handle get only files that may be pictures', async () => {
    await verbs.addFolderFiles('Holiday', partsOf(pick('a.jpg', 'notes.txt', '.hidden.jpg', 'b.HEIC')));
    expect(await paths()).toEqual(['a.jpg', 'b.HEIC']);
  });

  test('leave out the same of a folder with a handle, of an input, and of a drop without handles', async () => {
    const kept = ['a.jpg', 'Old.photoslibrary/originals/f.jpg', 'trip/c.jpg'];
    const leftOut = [
      ...['@eaDir/a.jpg/x.jpg', '#recycle/a.jpg', '$RECYCLE.BIN/S-1/a.jpg', '@__thumb/a.jpg'],
      ...['.thumbnails/b.jpg', 'trip/.thumbnails/b.jpg', 'trip/._c.jpg', 'trip/@eaDir/c.jpg/x.jpg'],
      ...['System Volume Information/a.jpg', '__MACOSX/a.jpg', 'Old.photoslibrary/resources/f.jpg'],
    ];
    const names = [...kept, ...leftOut];
    const queuedBy = async (add: () => Promise<unknown>) => {
      const before = (await paths()).length;
      await add();
      return (await paths()).slice(before).sort();
    };
    const folder = await newFolder('Left out');
    for (const name of names) await write(folder, name, name);
    const dropped = await readFolder(folderWith('Left out', names));
    expect(dropped.files).toHaveLength(names.length);
    const input = partsOf(pick(...names));
    const ways = [
      () => verbs.addFolder(folder),
      () => verbs.addFolderFiles('Left out', input),
      () => verbs.addFolderFiles('Left out', partsOf(dropped.files)),
    ];
    for (const way of ways) expect(await queuedBy(way)).toEqual([...kept].sort());
    const unread = await verbs.addFolderFiles('Left out', partsOf([]), ['lost+found', 'locked']);
    expect(unread).toEqual(['Left out/locked']);
    await removeFolder('Left out');
  });

  test('of a folder whose handle the browser does not store get its files, as if there was none', async () => {
    const folder = await newFolder('Unstorable');
    for (const name of ['a.jpg', 'deep/b.jpg', 'deep/b.jpg.json', 'notes.txt'])
      await write(folder, name, name);
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
      if (value instanceof Object && 'handle' in value) throw new DOMException('Refused.', 'DataCloneError');
      return key === undefined ? put.call(this, value) : put.call(this, value, key);
    });
    await verbs.addFolder(folder);
    vi.restoreAllMocks();
    expect((await allSources()).map(({ kind, name, handle }) => [kind, name, handle])).toEqual([
      ['folder', 'Unstorable', undefined],
    ]);
    expect((await paths()).sort()).toEqual(['a.jpg', 'deep/b.jpg']);
    const [b] = (await allQueued()).filter(({ path }) => path === 'deep/b.jpg');
    expect(b && (await sidecarsOf(b, new PickedBytes()))).toEqual({ takeout: 'deep/b.jpg.json' });
    await removeFolder('Unstorable');
  });

  test('have the sidecars of their files, each from its own folder', async () => {
    const names = ['a/x.jpg', 'b/x.jpg', 'a/x.jpg.json', 'b/X.XMP', '@eaDir/x.xmp', 'metadata.json'];
    const inside = names.map((path) => ({ file: fileOf(path.split('/').at(-1) ?? '', path), path }));
    const folder = await newFolder('Beside');
    for (const name of names) await write(folder, name, name);
    await verbs.addFolder(folder);
    await verbs.addFolderFiles('Beside', partsOf(inside));
    await verbs.addFiles(partsOf(inside));
    const files = await allQueued();
    const texts = await Promise.all(files.map((file) => sidecarsOf(file, picked)));
    const expected = [
      ['a/x.jpg', { takeout: 'a/x.jpg.json' }],
      ['b/x.jpg', { xmp: 'b/X.XMP' }],
    ];
    const found = files.map(({ path }, i) => [path, texts[i]]).sort();
    expect(found).toEqual(expected.flatMap((one) => [one, one, one]));
    // Those of files that cannot be read again outlast the tab.
    const kept = await Promise.all(files.map((file) => sidecarsOf(file, new PickedBytes())));
    expect(kept).toEqual(texts);
    expect(await (await inboxFile(files.at(-1)?.key ?? 0))?.text()).toBe('b/x.jpg');
    await removeFolder('Beside');
  });

  test('of sidecars alone get them as files, so that it is seen what became of them', async () => {
    await verbs.addFiles(partsOf(pick('a.xmp', 'b.json')));
    await verbs.addFolderFiles('Holiday', partsOf(pick('a.xmp', 'b.json')));
    expect(await paths()).toEqual(['a.xmp', 'b.json']);
  });

  test('lose a sidecar that is too large or cannot be read, and nothing else', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const large = new File([new Uint8Array(4_000_001)], 'a.xmp');
    const gone = Object.assign(new File([], 'a.jpg.json'), {
      text: () => Promise.reject(new Error('Gone.')),
    });
    const files = [fileOf('a.jpg', 'a'), fileOf('b.jpg', 'b'), large, gone, fileOf('b.xmp', 'beside b')];
    await verbs.addFiles(partsOf(files.map((file) => ({ file, path: file.name }))));
    const queued = await allQueued();
    expect(queued.map(({ path, kept }) => [path, kept])).toEqual([
      ['a.jpg', true],
      ['b.jpg', true],
    ]);
    const texts = await Promise.all(queued.map((file) => sidecarsOf(file, picked)));
    expect(texts).toEqual([{}, { xmp: 'beside b' }]);
    vi.restoreAllMocks();
  });

  test('that are removed lose their waiting files, in the queue and in memory', async () => {
    await verbs.addFiles(partsOf(pick('x.jpg')));
    await verbs.addFiles(partsOf(pick('y.jpg')));
    const [x, y] = await allQueued();
    await verbs.removeSource(x?.source ?? '');
    expect(await paths()).toEqual(['y.jpg']);
    expect([picked.get(x?.key ?? 0), picked.get(y?.key ?? 0)?.name]).toEqual([undefined, 'y.jpg']);
    expect(removePhotos).toHaveBeenCalledWith([]);
  });

  test('are scanned again, and the indexer tries again', async () => {
    expect(await verbs.rescan()).toEqual({ found: 0, unread: [] });
    expect(indexer.forgive).toHaveBeenCalled();
    expect(indexer.wake).toHaveBeenCalled();
  });
});

describe('files that failed', () => {
  beforeEach(async () => {
    await verbs.addFiles(partsOf(pick('kept.jpg', 'lost.jpg')));
    const [kept, lost] = await allQueued();
    await keepInbox([{ key: kept?.key ?? 0, file: new Blob(['kept']) }]);
    await giveUp(kept?.key ?? 0, 'encoder-failed', '', true);
    await giveUp(lost?.key ?? 0, 'damaged', '', false);
    indexer.wake.mockClear();
  });

  test('are tried again if their bytes are still available', async () => {
    await verbs.retryFailed();
    expect((await failedFiles()).map(({ path }) => path)).toEqual(['lost.jpg']);
    expect(indexer.wake).toHaveBeenCalled();
  });

  test('are deleted when they are dismissed', async () => {
    await verbs.dismissFailed();
    expect(await paths()).toEqual([]);
    expect(indexer.wake).not.toHaveBeenCalled();
  });
});
