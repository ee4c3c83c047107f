import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Problem } from '#core/errors';
import type { PhotoNo } from '#core/photo';
import { database, eraseDatabase } from '#store/database';
import { allPhotoNos, removePhotos } from '#store/photos';
import { allQueued } from '#store/queue';
import { setting, updateSetting } from '#store/settings';
import { wordsOf } from '#store/words';
import type { LibraryEvent, WordsState } from '#workers/library/contract';
import { LIBRARY_EVENTS } from '#workers/library/contract';
import { runPipeline } from '#workers/library/indexing/pipeline';
import { Intake } from '#workers/library/sources/intake';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { type Reader, WordReading } from '#workers/library/words/reading';
import { wordsVerbs } from '#workers/library/words/verbs';
import { openChannel } from '#workers/shared/channel';
import { keepConnection, type Loss, loseConnectionAt } from '../../../store/losing-connection';
import { newFolder, removeFolder, runParts, write } from '../library-doubles';

const CORNERS = [0, 0, 1, 0, 1, 1, 0, 1];
const lineOf = (text: string) => ({ text, corners: CORNERS, score: 1 });

/** Reads what a file says: its name's words; a "plain" one has none. */
const reader = {
  hasWords: vi.fn(async (picture: Blob) => !(await picture.text()).includes('plain')),
  read: vi.fn(async (picture: Blob) => [lineOf(await picture.text())]),
  end: vi.fn(),
} satisfies Reader;

const start = vi.fn(async (): Promise<Reader> => reader);
let isFree = true;
const picture = vi.fn(async (photo: PhotoNo): Promise<Blob | null> => new Blob([`photo ${photo}`]));
let reading: WordReading;
let verbs: ReturnType<typeof wordsVerbs>;
let events: LibraryEvent[];
const heard = openChannel(LIBRARY_EVENTS);
heard.hear((event) => events.push(event));

beforeEach(async () => {
  await eraseDatabase();
  vi.clearAllMocks();
  isFree = true;
  events = [];
  reading = new WordReading({ start, picture, isFree: async () => isFree });
  verbs = wordsVerbs(reading);
  const folder = await newFolder('Photos');
  for (const text of ['red', 'plain', 'sea']) await write(folder, `${text}.jpg`, text);
  const picked = new PickedBytes();
  const intake = new Intake(picked, () => undefined);
  await intake.addFolder({ id: 'f', kind: 'folder', name: 'Photos', added: 0, handle: folder });
  const told = async () => undefined;
  await runPipeline(await allQueued(), { ...runParts(), picked, committed: told, failed: told });
});

afterEach(async () => {
  keepConnection();
  vi.restoreAllMocks();
  await reading.stopped();
  await removeFolder('Photos');
  await eraseDatabase();
});

const until = (state: WordsState['state']) =>
  expect.poll(async () => (await verbs.words()).state).toBe(state);

test('nothing is read until the user wants it', async () => {
  reading.wake();
  await reading.stopped();
  expect(await verbs.words()).toEqual({ state: 'off', read: 0, total: 3, problem: null });
  expect(start).not.toHaveBeenCalled();
  expect(events.map(({ type }) => type)).not.toContain('words');
});

test('each photo is read once; of those without words the small copy alone is looked at', async () => {
  await verbs.readWords(true);
  await until('done');
  const nos = await allPhotoNos();
  const words = await Promise.all(nos.map((no) => wordsOf(no)));
  expect(words.map((lines) => lines?.map(({ text }) => text))).toEqual(
    // In the order of the files, "plain" is the first or the second.
    words.map((lines, i) => (lines?.length ? [`photo ${nos[i]}`] : [])),
  );
  expect(words.filter((lines) => lines?.length === 0)).toHaveLength(1);
  expect(reader.read).toHaveBeenCalledTimes(2);
  expect(picture).toHaveBeenCalledTimes(2);
  reading.wake();
  await until('done');
  expect(reader.hasWords).toHaveBeenCalledTimes(3);
});

test('a photo without a small copy is looked at itself: words are too small in a thumbnail', async () => {
  await (await database()).clear('previews');
  await verbs.readWords(true);
  await until('done');
  expect(reader.hasWords).not.toHaveBeenCalled();
  expect(reader.read).toHaveBeenCalledTimes(3);
  expect(picture).toHaveBeenCalledTimes(3);
});

test('tells progress, and which photos have words', async () => {
  await verbs.readWords(true);
  await until('done');
  await expect
    .poll(() => events.flatMap((event) => (event.type === 'read' ? (event.photos ?? []) : [])))
    .toHaveLength(2);
  const counts = events.flatMap((event) => (event.type === 'words' ? [event.words.read] : []));
  expect(counts).toEqual(expect.arrayContaining([1, 2, 3]));
});

test('waits while photos are indexed, and goes on when that is done', async () => {
  isFree = false;
  await verbs.readWords(true);
  await reading.stopped();
  expect(await verbs.words()).toEqual({ state: 'waiting', read: 0, total: 3, problem: null });
  isFree = true;
  reading.wake();
  await until('done');
});

test('a pause lets the photo in hand finish, and survives a new session', async () => {
  const held = Promise.withResolvers<boolean>();
  reader.hasWords.mockImplementationOnce(() => held.promise);
  await verbs.readWords(true);
  await expect.poll(() => reader.hasWords.mock.calls.length).toBe(1);
  await verbs.pauseWords(true);
  held.resolve(false);
  await reading.stopped();
  expect(await verbs.words()).toMatchObject({ state: 'paused', read: 1 });
  const later = new WordReading({ start, picture, isFree: async () => true });
  later.wake();
  await later.stopped();
  expect(await later.state()).toMatchObject({ state: 'paused', read: 1 });
  await verbs.pauseWords(false);
  await until('done');
});

test('turning it off forgets everything, also what is being read', async () => {
  await verbs.readWords(true);
  await until('done');
  const [first] = (await allPhotoNos()) as [PhotoNo];
  await verbs.readWords(false);
  expect(await verbs.wordsIn(first)).toBeNull();
  expect(await setting('readsWords')).toBeUndefined();
  expect(await verbs.words()).toMatchObject({ state: 'off', read: 0 });
  await expect.poll(() => events).toContainEqual({ type: 'read', photos: null });
});

test('without the models it says why, and goes on when it is told to', async () => {
  start.mockRejectedValueOnce(new Problem('decoder-missing', 'No network.'));
  await verbs.readWords(true);
  await until('unable');
  expect(await verbs.words()).toEqual({ state: 'unable', read: 0, total: 3, problem: 'decoder-missing' });
  reading.retryAfter();
  await until('done');
});

test('a reader that dies is started anew, and a photo that cannot be read does not hold the others up', async () => {
  reader.hasWords.mockRejectedValueOnce(new Error('The worker died.'));
  await verbs.readWords(true);
  await until('done');
  expect(start).toHaveBeenCalledTimes(2);
  expect(reader.end).toHaveBeenCalled();
  const rows = await Promise.all((await allPhotoNos()).map((no) => wordsOf(no)));
  expect(rows.filter((lines) => lines === undefined)).toHaveLength(1);
});

test.each<Loss>(['before a transaction', 'amid a transaction'])(
  'every photo is read where the connection to the database is lost, at any step: %s',
  async (loss) => {
    const errors = vi.spyOn(console, 'error');
    let steps = 0;
    for (let lostAt = 1; lostAt <= Math.max(steps, 1); lostAt++) {
      await verbs.readWords(false);
      await updateSetting('readsWords', () => 'on');
      const asked = loseConnectionAt(lostAt, loss);
      reading.wake();
      await reading.stopped();
      steps = asked();
      keepConnection();
      expect(await verbs.words(), `lost at step ${lostAt}`).toMatchObject({ state: 'done', read: 3 });
      for (const no of await allPhotoNos()) expect(await wordsOf(no)).toBeDefined();
    }
    expect(steps).toBeGreaterThan(10);
    expect(errors).not.toHaveBeenCalled();
  },
);

test('an original that the browser refuses is read from its small copy', async () => {
  reader.read.mockRejectedValueOnce(new Problem('damaged', 'Half a file.'));
  await verbs.readWords(true);
  await until('done');
  const rows = await Promise.all((await allPhotoNos()).map((no) => wordsOf(no)));
  expect(rows.flatMap((lines) => lines?.map(({ text }) => text) ?? []).sort()).toEqual([
    expect.stringMatching(/^photo \d$/),
    expect.stringMatching(/^preview of (red|sea)$/),
  ]);
});

test('the words of a photo leave with it', async () => {
  await verbs.readWords(true);
  await until('done');
  const nos = await allPhotoNos();
  await removePhotos(nos);
  for (const no of nos) expect(await wordsOf(no)).toBeUndefined();
});
