import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Problem } from '#core/errors';
import type { PhotoNo } from '#core/photo';
import { eraseDatabase } from '#store/database';
import { allFaces, faceCrops } from '#store/faces';
import { removePhotos } from '#store/photos';
import { allQueued } from '#store/queue';
import { setting } from '#store/settings';
import type { FoundFace } from '#workers/faces/contract';
import { backupVerbs } from '#workers/library/backup/verbs';
import type { BackgroundState } from '#workers/library/contract';
import { runPipeline } from '#workers/library/indexing/pipeline';
import type { FaceFinder } from '#workers/library/people/finder';
import { FaceFinding } from '#workers/library/people/finding';
import { KeptGroups } from '#workers/library/people/kept';
import { peopleVerbs } from '#workers/library/people/verbs';
import { Intake } from '#workers/library/sources/intake';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { dump } from '../../../store/dump';
import { newFolder, removeFolder, runParts, write } from '../library-doubles';
import { faceAt } from './faces';

const faces = (...places: number[]): FoundFace[] =>
  places.map((place) => ({ ...faceAt(place), crop: new Blob([`crop at ${place}`], { type: 'image/jpeg' }) }));

/** Who is in the photo of each number. */
let who: FoundFace[][] = [];
const finder = {
  find: vi.fn(async (picture: Blob): Promise<FoundFace[]> => {
    const no = Number((await picture.text()).split(' ')[1]);
    return who[no - 1] ?? [];
  }),
  end: vi.fn(),
} satisfies FaceFinder;

const start = vi.fn(async (): Promise<FaceFinder> => finder);
const picture = async (photo: PhotoNo): Promise<Blob | null> => new Blob([`photo ${photo}`]);
let finding: FaceFinding;
let verbs: ReturnType<typeof peopleVerbs>;

/** Another tab's library worker. */
function another() {
  const groups = new KeptGroups();
  const other = new FaceFinding({ start, picture, groups, isFree: async () => true });
  return { finding: other, verbs: peopleVerbs(other, groups) };
}

beforeEach(async () => {
  await eraseDatabase();
  vi.clearAllMocks();
  who = [faces(0), faces(0.1, 1), faces(0.2), []];
  ({ finding, verbs } = another());
  const folder = await newFolder('Photos');
  for (const name of ['a', 'b', 'c', 'd']) await write(folder, `${name}.jpg`, name);
  const picked = new PickedBytes();
  await new Intake(picked, () => undefined).addFolder({
    ...{ id: 'f', kind: 'folder', name: 'Photos', added: 0, handle: folder },
  });
  const told = async () => undefined;
  await runPipeline(await allQueued(), { ...runParts(), picked, committed: told, failed: told });
});

afterEach(async () => {
  await finding.stopped();
  await removeFolder('Photos');
  await eraseDatabase();
});

const until = (state: BackgroundState['state']) =>
  expect.poll(async () => (await verbs.people()).state).toBe(state);

async function findAll(): Promise<number> {
  await verbs.findFaces(true);
  await until('done');
  const { people } = await verbs.peopleHere();
  return people[0]?.id ?? expect.fail('Nobody was found.');
}

test('nothing is looked for until the user wants it', async () => {
  finding.wake();
  await finding.stopped();
  expect(await verbs.people()).toEqual({ state: 'off', read: 0, total: 4, problem: null });
  expect(start).not.toHaveBeenCalled();
});

test('each photo is looked at once; groups, free faces and pictures are there', async () => {
  const id = await findAll();
  const { people, loose } = await verbs.peopleHere();
  expect(people).toMatchObject([{ id, name: '', photos: 3, hidden: false }]);
  expect(loose).toEqual([[2, 1]]);
  expect(await verbs.facesOf(id)).toEqual([
    [3, 0],
    [2, 0],
    [1, 0],
  ]);
  expect(await verbs.facesIn(4)).toEqual([]);
  expect(await (await faceCrops([[2, 1]]))[0]?.text()).toBe('crop at 1');
  finding.wake();
  await until('done');
  expect(finder.find).toHaveBeenCalledTimes(4);
});

test('names, whom a face is not, and the chosen picture are there for a new session', async () => {
  const id = await findAll();
  await verbs.namePerson(id, '  Anna ');
  await verbs.notPerson(id, [[3, 0]]);
  await verbs.choosePicture(id, [1, 0]);
  const later = another().verbs;
  expect((await later.peopleHere()).people).toMatchObject([{ id, name: 'Anna', photos: 2, cover: [1, 0] }]);
  expect(await later.facesIn(3)).toMatchObject([{ person: null, name: '', hidden: false }]);
  await verbs.hidePerson(id, true);
  expect(await another().verbs.facesIn(1)).toMatchObject([{ person: id, name: 'Anna', hidden: true }]);
});

test('a name that somebody has joins the two', async () => {
  const id = await findAll();
  await verbs.namePerson(id, 'Anna');
  expect(await verbs.namePerson([[2, 1]], 'ＡＮＮＡ')).toBe(id);
  expect(await verbs.facesOf(id)).toContainEqual([2, 1]);
  expect((await verbs.peopleHere()).people).toHaveLength(1);
});

test('two tabs change people by turns, and neither undoes the other', async () => {
  const id = await findAll();
  const other = another();
  await other.verbs.peopleHere();
  await Promise.all([
    verbs.namePerson(id, 'Anna'),
    other.verbs.notPerson(id, [[3, 0]]),
    verbs.hidePerson(id, true),
  ]);
  for (const tab of [verbs, other.verbs]) {
    expect((await tab.peopleHere()).people).toMatchObject([{ name: 'Anna', hidden: true, photos: 2 }]);
  }
});

test('a photo that leaves takes its faces and their pictures along; a name goes with its last face', async () => {
  const id = await findAll();
  await verbs.namePerson(id, 'Anna');
  await removePhotos([1, 2]);
  expect((await verbs.peopleHere()).people).toMatchObject([{ name: 'Anna', photos: 1 }]);
  expect(await faceCrops([[2, 1]])).toEqual([null]);
  await removePhotos([3]);
  expect((await verbs.peopleHere()).people).toEqual([]);
});

test('a pause lets the photo in hand finish, and survives a new session', async () => {
  const held = Promise.withResolvers<FoundFace[]>();
  finder.find.mockImplementationOnce(() => held.promise);
  await verbs.findFaces(true);
  await expect.poll(() => finder.find.mock.calls.length).toBe(1);
  await verbs.pauseFaces(true);
  held.resolve(faces(0));
  await finding.stopped();
  expect(await verbs.people()).toMatchObject({ state: 'paused', read: 1 });
  const later = another();
  later.finding.wake();
  await later.finding.stopped();
  expect(await later.verbs.people()).toMatchObject({ state: 'paused', read: 1 });
  await verbs.pauseFaces(false);
  await until('done');
});

test('turned off, nothing of it is left, not even of the photo in hand', async () => {
  const before = await dump();
  const id = await findAll();
  await verbs.namePerson(id, 'Anna');
  await verbs.findFaces(false);
  expect(await dump()).toEqual(before);
  const held = Promise.withResolvers<FoundFace[]>();
  finder.find.mockImplementationOnce(() => held.promise);
  await verbs.findFaces(true);
  await expect.poll(() => finder.find.mock.calls.length).toBe(5);
  const off = verbs.findFaces(false);
  await expect.poll(() => setting('findsFaces')).toBeUndefined();
  held.resolve(faces(0, 1));
  await off;
  expect(await dump()).toEqual(before);
  expect(await verbs.people()).toMatchObject({ state: 'off', read: 0 });
  expect(await verbs.peopleHere()).toEqual({ people: [], loose: [], questions: [] });
});

test('a backup has nothing of it', async () => {
  const nothing = async () => undefined;
  const { writeBackup } = backupVerbs({
    came: nothing,
    leaveOut: nothing,
    forgetSearches: nothing,
    wordsWanted: nothing,
  });
  const backup = async () =>
    (await writeBackup(null, { previews: true, page: {} }, () => undefined))?.file?.text();
  const before = await backup();
  await verbs.namePerson(await findAll(), 'Anna');
  expect(before?.length).toBeGreaterThan(100);
  expect(await backup()).toBe(before);
});

test('without the models it says why, and goes on when it is told to', async () => {
  start.mockRejectedValueOnce(new Problem('decoder-missing', 'No network.'));
  await verbs.findFaces(true);
  await until('unable');
  expect(await verbs.people()).toMatchObject({ read: 0, problem: 'decoder-missing' });
  finding.retryAfter();
  await until('done');
});

test('answers: yes joins, no is not asked again', async () => {
  who = [faces(0), faces(0.01), faces(0.5), faces(0.51)];
  await verbs.findFaces(true);
  await until('done');
  const [question] = (await verbs.peopleHere()).questions;
  if (!question) throw new Error('Nothing is asked.');
  await verbs.answerPerson(question, false);
  expect(await verbs.peopleHere()).toMatchObject({ people: [{ photos: 2 }, { photos: 2 }], questions: [] });
  await verbs.answerPerson(question, true);
  expect(await verbs.peopleHere()).toMatchObject({ people: [{ photos: 4 }], questions: [] });
  expect((await allFaces()).people).toHaveLength(1);
});
