import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NO_FILTER } from '#core/filter';
import type { PhotoNo } from '#core/photo';
import { allCards } from '#store/card-packs';
import { eraseDatabase } from '#store/database';
import { allQueued } from '#store/queue';
import { allSearches } from '#store/searches';
import { runPipeline } from '#workers/library/indexing/pipeline';
import { changeSearches } from '#workers/library/photos/searches';
import { photoVerbs } from '#workers/library/photos/verbs';
import { Intake } from '#workers/library/sources/intake';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { fileOf, newFolder, removeFolder, runParts, write } from '../library-doubles';

const recount = vi.fn(async () => undefined);
const verbs = photoVerbs(recount, new PickedBytes());

let folder: FileSystemDirectoryHandle;

beforeEach(async () => {
  await eraseDatabase();
  vi.clearAllMocks();
  folder = await newFolder('Photos');
});

afterEach(async () => {
  await removeFolder('Photos');
  await eraseDatabase();
});

/** Adds two photos: one in the folder, and one both there and among picked files. */
async function bringIn(): Promise<{ once: PhotoNo; twice: PhotoNo }> {
  const picked = new PickedBytes();
  const intake = new Intake(picked, () => undefined);
  await write(folder, 'once.jpg', 'red');
  await write(folder, 'twice.jpg', 'green');
  await intake.addFolder({ id: 'f', kind: 'folder', name: 'Photos', added: 0, handle: folder });
  await intake.addFiles('files', 'p', '', [{ path: 'copy.jpg', file: fileOf('copy.jpg', 'green') }]);
  await runPipeline(await allQueued(), {
    ...runParts(),
    picked,
    committed: async () => undefined,
    failed: async () => undefined,
  });
  const cards = await allCards();
  const numberOf = (names: string[]) => cards.find(({ name }) => names.includes(name))?.no ?? 0;
  return { once: numberOf(['once.jpg']), twice: numberOf(['twice.jpg', 'copy.jpg']) };
}

const numbers = async () => (await allCards()).map(({ no }) => no);

describe('photos of the library', () => {
  test('have thumbnails as addresses, or null if they were removed', async () => {
    const { once } = await bringIn();
    const [url, none] = await verbs.thumbnails([once, 999]);
    expect(await (await fetch(url ?? '')).text()).toBe('t');
    expect(none).toBeNull();
    URL.revokeObjectURL(url ?? '');
  });

  test('are marked, and those that change are returned', async () => {
    const { once, twice } = await bringIn();
    expect(await verbs.mark([once], { favourite: true })).toEqual([once]);
    expect(await verbs.mark([once, twice, 999], { favourite: true })).toEqual([twice]);
  });

  test('can be removed, and their files stay', async () => {
    const { once, twice } = await bringIn();
    await verbs.removePhotos([once]);
    expect(await numbers()).toEqual([twice]);
    expect(recount).toHaveBeenCalled();
    expect((await Array.fromAsync(folder.keys())).sort()).toEqual(['once.jpg', 'twice.jpg']);
  });

  test('are removed when their last file is deleted, and not before', async () => {
    const { once, twice } = await bringIn();
    const files = (await verbs.filesOf([once, twice])).filter(({ deletable }) => deletable);
    expect((await verbs.deleteFiles(files)).map(({ problem }) => problem)).toEqual([null, null]);
    expect(await Array.fromAsync(folder.keys())).toEqual([]);
    expect(await numbers()).toEqual([twice]);
  });
});

test('searches can be recorded, saved, renamed and deleted', async () => {
  const search = { text: 'beach', filter: NO_FILTER, photo: null };
  await changeSearches({ do: 'note', search, instead: null });
  await changeSearches({ do: 'save', search, name: 'Sea' });
  const { saved, recent } = await allSearches();
  expect([saved.map(({ name }) => name), recent.map(({ text }) => text)]).toEqual([['Sea'], ['beach']]);
  const id = saved[0]?.id ?? '';
  await changeSearches({ do: 'rename', id, name: 'Shore' });
  expect((await allSearches()).saved.map(({ name }) => name)).toEqual(['Shore']);
  await changeSearches({ do: 'forget', id });
  await changeSearches({ do: 'forgetRecent' });
  await changeSearches({ do: 'remember', on: false });
  await changeSearches({ do: 'note', search, instead: null });
  expect(await allSearches()).toEqual({ saved: [], recent: [], remembers: false });
});
