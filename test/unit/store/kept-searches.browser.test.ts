import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Filter, NO_FILTER } from '#core/filter';
import type { SavedSearch } from '#core/searches';
import { EVER_AFTER, type WallTime, wallTime } from '#core/wall-clock';
import { eraseDatabase } from '#store/database';
import { keptSearches, mergeSearches } from '#store/kept-searches';
import { mergePhotos } from '#store/merging';
import { allPhotoNos, removePhotos } from '#store/photos';
import { allSearches, deleteSavedSearch, putSavedSearch, renameSavedSearch } from '#store/searches';
import { putSource } from '#store/sources';

beforeEach(() => eraseDatabase());
afterEach(() => eraseDatabase());

const saved = (id: string, name: string, filter: Partial<Filter> = {}, photo: number | null = null) => ({
  id,
  name,
  added: 1,
  text: 'dog',
  filter: { ...NO_FILTER, ...filter },
  photo,
});
const folder = (id: string) => ({ id, kind: 'folder' as const, name: 'Photos', added: 0 });
const here = async (): Promise<readonly SavedSearch[]> => (await allSearches()).saved;

async function addPhoto(): Promise<number> {
  const thumbnail = { type: 'image/jpeg', bytes: Uint8Array.of(1).buffer };
  const photo = {
    ...{ id: 'a'.repeat(64), name: 'a.jpg', width: 1, height: 1, color: 0, taken: 0 as WallTime },
    ...{ type: 'image/jpeg', bytes: 1, takenFrom: 'file' as const, added: 0 },
  };
  await mergePhotos([{ photo, thumbnail, preview: null, vectors: [], frames: [], words: null, away: null }]);
  return (await allPhotoNos()).at(-1) as number;
}

test('saved searches come back as they were, open ends of their time too', async () => {
  const taken = { from: wallTime(2024), before: EVER_AFTER };
  const search = saved('x', 'Dogs', { taken, tags: ['a'] });
  await putSavedSearch(search);
  const kept = await keptSearches();
  await eraseDatabase();
  expect(await mergeSearches(kept)).toBe(1);
  expect(await here()).toEqual([search]);
});

test('none is doubled: neither the same one, renamed or not, nor one of the same name that asks the same', async () => {
  await putSavedSearch(saved('x', 'Dogs'));
  const kept = await keptSearches();
  expect(await mergeSearches(kept)).toBe(0);
  await renameSavedSearch('x', 'My dogs');
  expect(await mergeSearches(kept)).toBe(0);
  expect((await here()).map(({ name }) => name)).toEqual(['My dogs']);
  await deleteSavedSearch('x');
  await putSavedSearch(saved('y', ' Dogs'));
  expect(await mergeSearches([...kept, ...kept])).toBe(0);
});

test('one of the same name that asks something else is added', async () => {
  await putSavedSearch(saved('x', 'Dogs'));
  const kept = await keptSearches();
  await eraseDatabase();
  await putSavedSearch(saved('y', 'Dogs', { favourite: true }));
  expect(await mergeSearches(kept)).toBe(1);
  expect(await here()).toHaveLength(2);
});

test('people are asked for by name; somebody without one has a number of this library alone', async () => {
  await putSavedSearch(saved('x', 'Hanako', { people: ['花子'], company: 'only' }));
  await putSavedSearch(saved('y', 'Somebody', { people: ['#12'] }));
  const kept = await keptSearches();
  expect(kept.map(({ name }) => name)).toEqual(['Hanako']);
  await eraseDatabase();
  const [hanako] = kept;
  // As earlier builds wrote it.
  const numbered = { ...saved('y', 'Somebody'), filter: { ...NO_FILTER, people: ['#12'], folders: [] } };
  expect(await mergeSearches([...kept, { ...numbered, photo: null }])).toBe(1);
  expect((await here())[0]?.filter).toMatchObject({ people: hanako?.filter.people, company: 'only' });
});

test('what was judged comes back by its new number, without photos that are gone', async () => {
  const before = await addPhoto();
  const judgements = [
    { photos: [before, 99], wanted: true },
    { photos: [99], wanted: false },
  ];
  await putSavedSearch({ ...saved('x', 'Dogs'), judgements });
  const kept = await keptSearches();
  expect(kept[0]?.judgements).toEqual([{ photos: ['a'.repeat(64)], wanted: true }]);
  await eraseDatabase();
  const after = await addPhoto();
  expect(await mergeSearches(kept)).toBe(1);
  expect((await here())[0]?.judgements).toEqual([{ photos: [after], wanted: true }]);
});

test('photos like a photo are asked for by its new number, and not before it is here', async () => {
  const before = await addPhoto();
  await putSavedSearch(saved('x', 'Like it', {}, before));
  const kept = await keptSearches();
  expect(kept[0]?.photo).toBe('a'.repeat(64));
  await removePhotos([before]);
  expect(await keptSearches()).toEqual([]);
  await deleteSavedSearch('x');
  expect(await mergeSearches(kept)).toBe(0);
  const now = await addPhoto();
  expect(now).not.toBe(before);
  expect(await mergeSearches(kept)).toBe(1);
  expect((await here())[0]?.photo).toBe(now);
});

test('a folder of a condition is that of its name here, or else any of that name', async () => {
  await putSource(folder('one'));
  const folders = [
    { source: 'one', path: 'trip' },
    { source: 'one', path: '' },
    { source: null, path: 'sea' },
    { source: 'sample', path: '' },
  ];
  await putSavedSearch(saved('x', 'Trips', { folders }));
  const kept = await keptSearches();
  const foldersHere = async () => (await here())[0]?.filter.folders;
  await eraseDatabase();
  await putSource(folder('two'));
  await mergeSearches(kept);
  expect(await foldersHere()).toEqual(
    folders.map((each) => (each.source === 'one' ? { ...each, source: 'two' } : each)),
  );
  await eraseDatabase();
  await mergeSearches(kept);
  expect(await foldersHere()).toEqual([
    { source: null, path: 'Photos/trip' },
    { source: null, path: 'Photos' },
    { source: null, path: 'sea' },
    { source: 'sample', path: '' },
  ]);
});
