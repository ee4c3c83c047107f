import { afterEach, expect, test, vi } from 'vitest';
import { awayPhotos } from '#store/away';
import type { KeptFile, KeptPhoto } from '#store/backup';
import { commonOfPhotos, keptPhotos } from '#store/backup';
import { eraseDatabase } from '#store/database';
import { allPhotoNos, markPhotos, ownPreviewOf, photosOf } from '#store/photos';
import { noteRemoved } from '#store/removed';
import { putOwnSpace, setting, updateSetting } from '#store/settings';
import { originsOf } from '#store/sources';
import { photosIn } from '#store/vectors';
import { keepWords, wordsOf } from '#store/words';
import { fileStart, frameOf } from '#workers/library/backup/format';
import { recordOf } from '#workers/library/backup/photo-record';
import { FolderIndexes } from '#workers/library/folder-index/keeping';
import { indexIn, writeIndexIn } from '#workers/library/folder-index/place';
import { photoVerbs } from '#workers/library/photos/verbs';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { clipText, SPACE, write } from '../library-doubles';
import { IndexedFolder, numberOf, photoNamed } from './indexed-folder';

const FILES: Record<string, string> = {
  'a.jpg': 'red',
  'trip/b.jpg': 'blue',
  'trip/b copy.jpg': 'blue',
  'trip/live.heic': 'heic of Live Photo A',
  'trip/live.mov': clipText(2, 'A'),
  'film.mp4': '\0\0\0\x10ftypisom sea ocean_ beach__',
};

let folder: IndexedFolder;
afterEach(async () => {
  vi.restoreAllMocks();
  await folder.end();
});

/** Indexes the folder, and keeps an index in it. */
async function keepIndex(files = FILES): Promise<void> {
  folder = await IndexedFolder.with(files);
  await folder.look();
  await folder.index();
  await rewrite();
}

const rewrite = () => new FolderIndexes(async () => true).verbs.keepFolderIndex('f', true);

async function wholeLibrary(): Promise<KeptPhoto[]> {
  const all = await keptPhotos(await allPhotoNos(), await commonOfPhotos(), 'videos');
  return all.sort((a, b) => a.photo.name.localeCompare(b.photo.name));
}

/** Replaces the index by one of these records. */
async function forge(records: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
  await writeIndexIn(folder.handle, new Blob([fileStart(), ...records]).stream());
}

/** A photo of the library as a record of an index, changed. */
async function record(
  name: string,
  change: (kept: KeptPhoto) => Partial<KeptPhoto>,
): Promise<Uint8Array<ArrayBuffer>> {
  const kept = (await wholeLibrary()).find(({ photo }) => photo.name === name) as KeptPhoto;
  const no = await numberOf(name);
  const files = (await originsOf('f')).filter(({ photo }) => photo === no);
  const whole = { ...kept, files };
  return recordOf({ ...whole, ...change(whole) });
}

test('another library takes everything from the index, and reads no file', async () => {
  await keepIndex();
  await markPhotos([await numberOf('a.jpg')], { favourite: true, addTags: ['sea'] });
  await updateSetting('readsWords', () => 'on');
  const line = { text: 'EXIT', corners: [0, 0, 1, 0, 1, 1, 0, 1], score: 1 };
  await keepWords({ photo: await numberOf('a.jpg'), lines: [line] });
  await rewrite();
  const before = await wholeLibrary();
  const origins = (await originsOf('f')).map(({ photo: _, ...file }) => file);

  await folder.anew();
  await updateSetting('readsWords', () => 'on');
  expect(await folder.look()).toEqual([]);
  expect(await wholeLibrary()).toEqual(before);
  expect((await originsOf('f')).map(({ photo: _, ...file }) => file)).toEqual(origins);
  expect(await wordsOf(await numberOf('a.jpg'))).toEqual([line]);
  expect(await photoNamed('live.heic')).toMatchObject({ live: true });
  expect(await photosIn(SPACE.id)).toHaveLength(3 + 3);
  expect(await folder.came.next()).toEqual([{ name: 'Indexed', photos: 4 }]);
  // The originals are beside it, but a video is not decoded twice.
  expect(await ownPreviewOf(await numberOf('a.jpg'))).toBeUndefined();
  expect(await (await ownPreviewOf(await numberOf('film.mp4')))?.text()).toBe('preview of sea');
  expect(before[2]?.frames.map(({ preview }) => preview !== null)).toEqual([true, true]);

  // It is read once.
  await forgetPhotos();
  expect(await folder.look()).toHaveLength(6);
});

/** As if the user had removed them all and wanted them back. */
async function forgetPhotos(): Promise<void> {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  await photoVerbs(async () => undefined, new PickedBytes()).removePhotos(await allPhotoNos());
  await updateSetting('removed', () => null);
}

test('a file with another size or date is read as usual, and one that is gone has no photo', async () => {
  await keepIndex();
  await write(folder.handle, 'a.jpg', 'green');
  await (await folder.handle.getDirectoryHandle('trip')).removeEntry('b.jpg');
  await write(folder.handle, 'new.jpg', 'violet');
  await folder.anew();
  expect(await folder.look()).toEqual(['a.jpg', 'new.jpg']);
  const names = (await photosOf(await allPhotoNos())).map(({ name }) => name).sort();
  // The other file of the same photo is there.
  expect(names).toEqual(['b copy.jpg', 'film.mp4', 'live.heic']);
});

test('a photo without vectors of the space in use waits for them', async () => {
  await keepIndex({ 'a.jpg': 'red' });
  await eraseDatabase();
  expect(await folder.look()).toEqual([]);
  expect(await photosIn(SPACE.id)).toEqual(new Set());
  expect(await photoNamed('a.jpg')).toBeDefined();
});

test('a cut or damaged index is used as far as it is whole', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  await keepIndex();
  const bytes = new Uint8Array(await ((await indexIn(folder.handle)) as File).arrayBuffer());
  for (const damage of [
    (all: typeof bytes) => all.slice(0, all.length * 0.6),
    (all: typeof bytes) => all.map((byte, i) => (i === Math.floor(all.length * 0.6) ? byte ^ 1 : byte)),
  ]) {
    await writeIndexIn(folder.handle, new Blob([damage(bytes)]).stream());
    await folder.anew();
    const waiting = await folder.look();
    expect(waiting.length).toBeGreaterThan(0);
    expect(await allPhotoNos()).not.toHaveLength(0);
    await folder.index();
    expect(await allPhotoNos()).toHaveLength(4);
  }
  await writeIndexIn(folder.handle, new Blob(['no index']).stream());
  await folder.anew();
  expect(await folder.look()).toHaveLength(6);
});

test('a known photo gets the file and keeps its own marks, whatever the index says', async () => {
  await keepIndex({ 'a.jpg': 'red', 'b.jpg': 'red' });
  await markPhotos(await allPhotoNos(), { addTags: ['mine'] });
  const [known] = await photosOf(await allPhotoNos());
  await forge([
    await record(known?.name ?? '', (kept) => ({
      photo: { ...kept.photo, tags: ['theirs'], favourite: true, caption: 'theirs', name: 'x.jpg' },
      files: kept.files?.filter(({ path }) => path === 'b.jpg') ?? [],
    })),
  ]);
  await removeOrigins();
  expect(await folder.look()).toEqual(['a.jpg']);
  // As ever, a photo has the name of a file that it has.
  expect(await photosOf(await allPhotoNos())).toEqual([{ ...known, name: 'b.jpg' }]);
  expect(await originsOf('f')).toHaveLength(1);
});

/** As after restoring a backup: photos without files. */
async function removeOrigins(): Promise<void> {
  const whole = await wholeLibrary();
  await folder.anew();
  const { mergePhotos } = await import('#store/merging');
  await mergePhotos(whole);
}

test('a stranger’s index gives nothing but photos of files that are there', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  await keepIndex({
    'a.jpg': 'red',
    'b.jpg': 'blue',
    '.hidden/c.jpg': 'green',
    'screenshot 1.jpg': 'violet',
  });
  const first = (kept: KeptPhoto) => kept.files?.[0] as KeptFile;
  const at = (path: string) => (kept: KeptPhoto) => ({ files: [{ ...first(kept), path }] });
  const records = [
    ...[
      '../a.jpg',
      'x/../a.jpg',
      './a.jpg',
      '/a.jpg',
      '',
      'A.jpg',
      '.hidden/c.jpg',
      `${'a/'.repeat(40_000)}a.jpg`,
    ],
  ].map((path) => record('a.jpg', at(path)));
  // A size that is not the photo's, and a screenshot, which the user leaves out.
  records.push(record('b.jpg', (kept) => ({ photo: { ...kept.photo, bytes: 5_000 } })));
  records.push(record('screenshot 1.jpg', () => ({})));
  await forge(await Promise.all(records));
  await folder.anew();
  await updateSetting('leaveOut', () => ({ screenshots: true }));
  expect(await folder.look()).toEqual(['a.jpg', 'b.jpg']);
  expect(await allPhotoNos()).toEqual([]);
});

test('a stranger’s vectors of a wrong length are left out, and lengths that are not there end the reading', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  await keepIndex({ 'a.jpg': 'red', 'b.jpg': 'blue' });
  const long = { space: SPACE.id, build: 'x', vector: Float32Array.of(1, 0, 0) };
  const huge = new Uint8Array(48);
  new DataView(huge.buffer).setUint32(4, 0xffffffff, true);
  await forge([
    await frameOf({ type: 'library', photos: 1e12, leaveOut: { icons: true }, forgetful: true }),
    await record('a.jpg', () => ({ vectors: [long] })),
    huge,
    await record('b.jpg', () => ({})),
  ]);
  await folder.anew();
  expect(await folder.look()).toEqual(['b.jpg']);
  expect(await photosIn(SPACE.id)).toEqual(new Set());
  // Nobody has asked for settings of a stranger's disk.
  expect([await setting('leaveOut'), await setting('forgetful')]).toEqual([undefined, undefined]);
});

test('what the user has removed or leaves out stays out', async () => {
  await keepIndex({ 'a.jpg': 'red', 'trip/b.jpg': 'blue', 'screenshot 1.jpg': 'green' });
  const a = await numberOf('a.jpg');
  await noteRemoved([a]);
  await photoVerbs(async () => undefined, new PickedBytes()).removePhotos([a]);
  await updateSetting('folderIndexes', () => null);
  expect(await folder.look()).toEqual([]);
  expect(await photoNamed('a.jpg')).toBeUndefined();

  // An icon is known by its size alone: its photo comes, and no view shows it.
  await folder.anew();
  await updateSetting('leaveOut', () => ({ icons: true }));
  await folder.look();
  const away = await awayPhotos();
  expect((await allPhotoNos()).every((no) => away.why(no) === 'leftOut')).toBe(true);
  expect(await allPhotoNos()).toHaveLength(3);
});

test('a source that was removed meanwhile gets nothing', async () => {
  await keepIndex({ 'a.jpg': 'red' });
  await putOwnSpace(SPACE);
  const { adoptPhotos } = await import('#store/adopting');
  const [kept] = await wholeLibrary();
  const files = [{ path: 'x.jpg', bytes: 3, modified: 1 }];
  expect(await adoptPhotos('gone', [{ kept: kept as KeptPhoto, files }])).toBeNull();
  expect(await originsOf('gone')).toEqual([]);
});
