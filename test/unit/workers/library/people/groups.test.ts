import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faceDistance, SAME } from '#core/faces';
import type { FaceKey, GroupedFace, Person } from '#core/people';
import type { PhotoNo } from '#core/photo';
import { questionsOf } from '#workers/library/people/asking';
import { Groups } from '#workers/library/people/groups';
import { faceAt, TINY } from './faces';

const empty = () => new Groups(new Map(), []);

/** Faces by the number of their photo, one a photo. */
function groupsOf(...places: readonly number[]): Groups {
  const groups = empty();
  places.forEach((place, i) => {
    groups.add(i + 1, [faceAt(place)]);
  });
  return groups;
}

const personIn = (groups: Groups, photo: PhotoNo, index = 0) => groups.rowOf(photo)?.[index]?.person ?? null;

/** The groups as the store has them, read anew. */
function reloaded(groups: Groups, stored: Map<PhotoNo, readonly GroupedFace[]>, people: Map<number, Person>) {
  const { faces, people: changed, gone } = groups.taken();
  for (const [photo, row] of faces) stored.set(photo, structuredClone(row));
  for (const person of changed) people.set(person.id, person);
  for (const id of gone) people.delete(id);
  return new Groups(stored, [...people.values()]);
}

test('one face is nobody; the second one near it makes a person of both; a far one stays nobody', () => {
  const groups = groupsOf(0, 0.4, 1);
  expect(personIn(groups, 1)).not.toBeNull();
  expect(personIn(groups, 2)).toBe(personIn(groups, 1));
  expect(personIn(groups, 3)).toBeNull();
  expect(groups.people).toHaveLength(1);
});

test('faces that are not described belong to nobody', () => {
  const groups = empty();
  groups.add(1, [TINY, faceAt(0)]);
  groups.add(2, [faceAt(0.1), TINY]);
  expect([personIn(groups, 1), personIn(groups, 2, 1)]).toEqual([null, null]);
  expect(personIn(groups, 1, 1)).toBe(personIn(groups, 2, 0));
});

test('a face between two groups that the app has made brings them together', () => {
  const groups = groupsOf(0, 0.1, 0.8, 0.9);
  expect(groups.people).toHaveLength(2);
  groups.add(5, [faceAt(0.42)]);
  groups.add(6, [faceAt(0.44)]);
  groups.add(7, [faceAt(0.43)]);
  expect(groups.people).toHaveLength(1);
});

test('a face between two people of the user joins the nearer one, and neither changes', () => {
  const groups = groupsOf(0, 0.1, 0.8, 0.9);
  const [a, b] = [personIn(groups, 1), personIn(groups, 3)] as [number, number];
  groups.change(a, { name: 'Anna' });
  groups.change(b, { name: 'Ben' });
  groups.add(5, [faceAt(0.5)]);
  expect(personIn(groups, 5)).toBe(b);
  expect([1, 2, 3, 4].map((photo) => personIn(groups, photo))).toEqual([a, a, b, b]);
});

test('who is taken out of a person stays out, also when a face comes between', () => {
  const groups = groupsOf(0, 0.1, 0.2);
  const anna = personIn(groups, 1) as number;
  groups.change(anna, { name: 'Anna' });
  groups.exclude(anna, [[3, 0]]);
  expect(personIn(groups, 3)).toBeNull();
  groups.add(4, [faceAt(0.15)]);
  expect(personIn(groups, 4)).toBe(anna);
  expect(personIn(groups, 3)).toBeNull();
  // Two that are not Anna are somebody together.
  groups.exclude(anna, [[4, 0]]);
  expect(personIn(groups, 4)).toBe(personIn(groups, 3));
  expect(personIn(groups, 4)).not.toBe(anna);
});

test('two people who are joined are one; who was kept from either is kept from both', () => {
  const groups = groupsOf(0, 0.1, 1, 1.1, 0.2);
  const [a, b] = [personIn(groups, 1), personIn(groups, 3)] as [number, number];
  groups.exclude(b, [[4, 0]]);
  groups.change(b, { name: 'Ben' });
  groups.join(a, b);
  expect(groups.person(a)).toMatchObject({ name: 'Ben', isSettled: true });
  expect(groups.person(b)).toBeUndefined();
  expect(groups.rowOf(4)?.[0]?.not).toEqual([a]);
  groups.add(6, [faceAt(1.05)]);
  expect(personIn(groups, 6)).toBe(a);
  expect(personIn(groups, 4)).toBeNull();
});

test('the number of a person that is gone is not given again to whom it was denied', () => {
  const groups = groupsOf(0, 0.1);
  const id = personIn(groups, 1) as number;
  groups.exclude(id, [
    [1, 0],
    [2, 0],
  ]);
  expect(groups.person(id)).toBeUndefined();
  const again = reloaded(groups, new Map(), new Map());
  expect(again.give([[1, 0]], null)).toBeGreaterThan(id);
});

test('asks about pairs below the second limit, until it is answered', () => {
  const groups = groupsOf(0, 0.01, 0.5, 0.51, 5);
  const [question, ...rest] = questionsOf(groups);
  expect(rest).toEqual([]);
  expect(question).toMatchObject({ person: personIn(groups, 1), other: personIn(groups, 3) });
  groups.part(personIn(groups, 1) as number, personIn(groups, 3) as number);
  expect(questionsOf(groups)).toEqual([]);
});

test('asks about a face that belongs to nobody, until it is denied', () => {
  const groups = groupsOf(0, 0.01, 0.5);
  const anna = personIn(groups, 1) as number;
  expect(questionsOf(groups)).toEqual([{ person: anna, other: null, own: [2, 0], face: [3, 0] }]);
  groups.deny(anna, [3, 0]);
  expect(questionsOf(groups)).toEqual([]);
});

test('asks of nobody who is hidden, and not whether two names are one', () => {
  const named = groupsOf(0, 0.01, 0.5, 0.51);
  named.change(personIn(named, 1) as number, { name: 'Anna' });
  named.change(personIn(named, 3) as number, { name: 'Ben' });
  expect(questionsOf(named)).toEqual([]);
  const hidden = groupsOf(0, 0.01, 0.5, 0.51);
  hidden.change(personIn(hidden, 1) as number, { hidden: true });
  expect(questionsOf(hidden)).toEqual([]);
});

test('a photo that is looked at anew is there once, among more faces than a call has room for', () => {
  const anna = { id: 1, name: 'Anna', isSettled: true } as const;
  const row = [{ ...faceAt(0), person: 1 }];
  const groups = new Groups(new Map(Array.from({ length: 150_000 }, (_, i) => [i + 1, row])), [anna]);
  groups.add(5, [faceAt(2)]);
  expect(groups.members).toHaveLength(150_000);
  expect(personIn(groups, 5)).toBeNull();
});

type Step =
  | { kind: 'add'; x: number; y: number }
  | {
      kind: 'name' | 'hide' | 'exclude' | 'give' | 'deny' | 'part' | 'join' | 'reload';
      a: number;
      b: number;
    };

const place = fc.double({ min: 0, max: 2, noNaN: true });
const STEP: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const), x: place, y: place }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('name', 'hide', 'exclude', 'give', 'deny', 'part', 'join', 'reload'),
      a: fc.nat(50),
      b: fc.nat(50),
    }),
  },
);

test('whatever comes, what the user decided stands', () => {
  fc.assert(
    fc.property(fc.array(STEP, { maxLength: 60 }), (steps) => {
      let groups = empty();
      const [stored, people] = [new Map<PhotoNo, readonly GroupedFace[]>(), new Map<number, Person>()];
      let photo = 0;
      for (const step of steps) {
        const settled = new Map(
          groups.people.filter(({ isSettled }) => isSettled).map((each) => [each.id, each]),
        );
        const before = new Map(groups.members.map(({ key, face }) => [String(key), { ...face }]));
        const pick = <T>(list: readonly T[], at: number): T | undefined =>
          list[at % Math.max(1, list.length)];
        if (step.kind === 'add') groups.add(++photo, [faceAt(step.x, step.y)]);
        else {
          const [a, b] = [pick(groups.people, step.a)?.id, pick(groups.people, step.b)?.id];
          const key: FaceKey | undefined = pick(groups.members, step.b)?.key;
          if (step.kind === 'reload') groups = reloaded(groups, stored, people);
          if (a === undefined) continue;
          if (step.kind === 'name') groups.change(a, { name: `Name ${step.b}` });
          if (step.kind === 'hide') groups.change(a, { hidden: true });
          if (step.kind === 'exclude' && key) groups.exclude(a, [key]);
          if (step.kind === 'give' && key) groups.give([key], a);
          if (step.kind === 'deny' && key && pick(groups.members, step.b)?.face.person === null)
            groups.deny(a, key);
          if (step.kind === 'part' && b !== undefined && a !== b) groups.part(a, b);
          if (step.kind === 'join' && b !== undefined) groups.join(a, b);
        }
        for (const { key, face } of groups.members) {
          // Nobody has a face of whom it was said that it is not theirs, and everybody is known.
          expect(face.person === null || !face.not?.includes(face.person)).toBe(true);
          expect(face.person === null || groups.person(face.person) !== undefined).toBe(true);
          const old = before.get(String(key));
          const isUsers = old?.person !== null && settled.has(old?.person ?? 0);
          // The app takes nothing from a person of the user's, and forgets no denial.
          if (step.kind === 'add' || step.kind === 'reload') {
            if (isUsers) expect(face.person).toBe(old?.person);
            if (old) expect(face.not).toEqual(old.not);
          }
        }
        if (step.kind === 'add' || step.kind === 'reload') {
          for (const [id, person] of settled) expect(groups.person(id)).toEqual(person);
          // Nobody is nearer to a free neighbour than the limit, unless the user keeps them apart.
          const loose = groups.of(null);
          for (const one of loose) {
            for (const other of loose) {
              if (one === other || steps.some(({ kind }) => kind !== 'add' && kind !== 'reload')) continue;
              const distance = faceDistance(one.face.embedding, other.face.embedding);
              expect(distance).toBeGreaterThanOrEqual(SAME);
            }
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('what is read anew from the store is what was in memory', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(place, place), { maxLength: 30 }), (places) => {
      const groups = empty();
      places.forEach(([x, y], i) => {
        groups.add(i + 1, [faceAt(x, y)]);
      });
      const again = reloaded(groups, new Map(), new Map());
      expect(again.members).toEqual(groups.members);
      expect([...again.people].sort((a, b) => a.id - b.id)).toEqual(
        [...groups.people].sort((a, b) => a.id - b.id),
      );
    }),
  );
});
