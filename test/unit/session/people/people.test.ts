import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { Crops } from '#session/people/crops';
import { startPeople } from '#session/people/start';
import { startNotices } from '#session/shell/notices';
import {
  type BackgroundState,
  LIBRARY_EVENTS,
  type PeopleHere,
  type PeopleVerbs,
} from '#workers/library/contract';
import { openChannel } from '#workers/shared/channel';

const OFF: BackgroundState = { state: 'off', read: 0, total: 3, problem: null };
const NOBODY: PeopleHere = { people: [], loose: [], questions: [] };

function started(verbs: Partial<PeopleVerbs> = {}) {
  const unasked = async () => {
    throw new Error('Not asked in this test.');
  };
  const library = new Proxy(
    { people: async () => OFF, peopleHere: async () => NOBODY, ...verbs } as PeopleVerbs,
    {
      get: (own, name) => Reflect.get(own, name) ?? unasked,
    },
  );
  const { attempt, notices } = startNotices();
  const shown = signal('');
  const refresh = vi.fn();
  return { people: startPeople({ library, attempt, shown, finder: { refresh } }), notices, shown, refresh };
}

test('the navigation has the place as long as faces are looked for', async () => {
  const { people, shown } = started({ people: async () => ({ ...OFF, state: 'done' }) });
  await expect.poll(() => shown.value).toBe('yes');
  openChannel(LIBRARY_EVENTS).tell({ type: 'people', people: OFF });
  await expect.poll(() => people.state.value?.state).toBe('off');
  expect(shown.value).toBe('');
});

test('people are read again when faces have changed, and the query is asked again', async () => {
  const here = vi.fn(async () => NOBODY);
  const { refresh } = started({ peopleHere: here });
  await expect.poll(() => here.mock.calls.length).toBe(1);
  openChannel(LIBRARY_EVENTS).tell({ type: 'faces', forgotten: false });
  await expect.poll(() => here.mock.calls.length).toBe(2);
  await expect.poll(() => refresh.mock.calls.length).toBe(1);
});

test('verbs of a failing library resolve: changes in a notice, reading without one', async () => {
  const { people, notices } = started();
  await people.turn(true);
  await people.pause(true);
  expect(await people.name(1, 'Anna')).toBeNull();
  await people.hide(1, true);
  await people.choosePicture(1, [1, 0]);
  await people.join(1, 2);
  await people.notThem(1, [[1, 0]]);
  await people.answer({ person: 1, other: 2, own: [1, 0], face: [2, 0] }, true);
  expect(notices.value.length).toBeGreaterThan(0);
  const said = notices.value.length;
  expect(await people.in(1)).toBeNull();
  expect(await people.facesOf(1)).toEqual([]);
  expect(await people.crop([1, 0])).toBeNull();
  expect(notices.value).toHaveLength(said);
});

test('pictures are asked for together and once; what is not there is asked for again', async () => {
  const load = vi.fn(async (faces: readonly (readonly [number, number])[]) =>
    faces.map(([photo]) => (photo === 1 ? new Blob(['a']) : null)),
  );
  const crops = new Crops(load);
  const [a, again, b] = await Promise.all([crops.get([1, 0]), crops.get([1, 0]), crops.get([2, 0])]);
  expect(a).toMatch(/^blob:/);
  expect([again, b]).toEqual([a, null]);
  expect(load.mock.calls).toEqual([
    [
      [
        [1, 0],
        [2, 0],
      ],
    ],
  ]);
  await crops.get([2, 0]);
  expect(load).toHaveBeenCalledTimes(2);
  crops.forget();
  await crops.get([1, 0]);
  expect(load).toHaveBeenCalledTimes(3);
});
