import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Filter, NO_FILTER } from '#core/filter';
import type { GroupedFace, PersonId } from '#core/people';
import type { PhotoNo } from '#core/photo';
import { wallTime } from '#core/wall-clock';
import { eraseDatabase } from '#store/database';
import { changePeople, forgetFaces } from '#store/faces';
import { commitArrivals } from '#store/photos';
import { enqueue } from '#store/queue';
import { updateSetting } from '#store/settings';
import { LibraryPeople } from '#workers/search/people';

const faces = (...people: (PersonId | null)[]): GroupedFace[] =>
  people.map((person) => ({ box: [0, 0, 1, 1], score: 1, embedding: null, person }));

/** Who is in the photo of each number. The fifth was not looked at. */
const ROWS: [PhotoNo, GroupedFace[]][] = [
  [1, faces(1)],
  [2, faces(1, 2)],
  [3, faces(1, null)],
  [4, []],
];
const PEOPLE = [
  { id: 1, name: 'Anna' },
  { id: 2, name: 'ベン', hidden: true },
];

beforeEach(async () => {
  await eraseDatabase();
  const files = await enqueue(
    ['a', 'b', 'c', 'd', 'e'].map((name) => ({
      ...{ source: 's', path: name, name, bytes: 1, modified: 1, tab: 'this' },
    })),
  );
  const photo = {
    width: 4,
    height: 3,
    color: 0,
    taken: wallTime(2024),
    type: 'image/jpeg',
    bytes: 1,
    added: 1,
  };
  const arrivals = files.map((file) => ({
    ...{ file, id: file.name },
    fresh: {
      photo: { ...photo, id: file.name, name: file.name, takenFrom: 'camera' as const },
      ...{ thumbnail: new Blob(), preview: new Blob(), embedding: Float32Array.of(1, 0) },
    },
  }));
  await commitArrivals(arrivals, { id: 's', dimension: 2, build: 'b' });
  await updateSetting('findsFaces', () => 'on');
  await changePeople({ faces: ROWS, people: PEOPLE, gone: [] }, 1);
});
afterEach(() => eraseDatabase());

const passing = async (filter: Partial<Filter>) => {
  const photos = await new LibraryPeople().photosWith({ ...NO_FILTER, ...filter });
  return photos && [...photos].sort();
};

test.each<[string, Partial<Filter>, PhotoNo[] | null]>([
  ['nothing asked', {}, null],
  ['a name, in any case and width', { people: ['ａＮＮＡ'] }, [1, 2, 3]],
  ['two names are both there', { people: ['Anna', 'ﾍﾞﾝ'] }, [2]],
  ['a number', { people: ['#2'] }, [2]],
  ['nobody else, not even somebody unknown', { people: ['Anna'], company: 'only' }, [1]],
  ['nobody, where it was looked', { company: 'none' }, [4]],
  ['without a name, where it was looked', { withoutPeople: ['ﾍﾞﾝ'] }, [1, 3, 4]],
  ['one with, one without', { people: ['Anna'], withoutPeople: ['#2'] }, [1, 3]],
  ['without an unknown name', { withoutPeople: ['Carl'] }, [1, 2, 3, 4]],
  ['an unknown name', { people: ['Carl'] }, []],
])('%s', async (_, filter, photos) => {
  expect(await passing(filter)).toEqual(photos);
});

test('names are those of people who are not hidden; none are known if no faces are looked for', async () => {
  const people = new LibraryPeople();
  expect(await people.names()).toEqual(['Anna']);
  expect(await people.counts((photo) => photo !== 3)).toEqual([{ value: 'Anna', count: 2 }]);
  await forgetFaces();
  people.follow({ type: 'faces', forgotten: true });
  expect(await people.names()).toBeNull();
  expect([...((await people.photosWith({ ...NO_FILTER, people: ['Anna'] })) ?? [])]).toEqual([]);
});

test('what changes is read anew', async () => {
  const people = new LibraryPeople();
  await people.photosWith({ ...NO_FILTER, people: ['Anna'] });
  const { version } = people;
  await changePeople({ faces: [[4, faces(1)]], people: [], gone: [] }, 2);
  people.follow({ type: 'faces', forgotten: false });
  expect(people.version).not.toBe(version);
  expect([...((await people.photosWith({ ...NO_FILTER, people: ['Anna'] })) ?? [])]).toContain(4);
});
