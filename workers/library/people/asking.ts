/** Which questions the user may be asked: "the same person?" */

import { ALIKE, faceDistance } from '#core/faces';
import type { Person, PersonId } from '#core/people';
import type { PersonQuestion } from '../contract';
import type { Groups } from './groups';
import type { Member } from './members';

/** Faces of a person that are compared: all of them would be millions of pairs. */
const MOST_FACES = 5;
/** People, those with the most photos, and faces that belong to nobody, the newest, that are compared. */
const MOST_PEOPLE = 200;
const MOST_LOOSE = 500;
const MOST_QUESTIONS = 6;

/** @returns the likeliest first, each pair once */
export function questionsOf(groups: Groups): PersonQuestion[] {
  const members = groups.byPerson();
  const people = groups.people
    .filter(({ hidden }) => !hidden)
    .map((person) => ({ person, members: members.get(person.id) ?? [] }))
    .sort((a, b) => b.members.length - a.members.length)
    .slice(0, MOST_PEOPLE)
    .map((each) => ({ ...each, members: some(each.members) }));
  const loose = (members.get(null) ?? []).sort((a, b) => b.key[0] - a.key[0]);
  const asked: (PersonQuestion & { distance: number })[] = [];
  people.forEach(({ person, members }, i) => {
    for (const other of people.slice(i + 1)) {
      if (!mayBe(person, members, other.person, other.members)) continue;
      const pair = nearest(members, other.members);
      if (pair) asked.push({ ...pair, person: person.id, other: other.person.id });
    }
    const free = loose.slice(0, MOST_LOOSE).filter(({ face }) => !face.not?.includes(person.id));
    for (const one of free) {
      const pair = nearest(members, [one]);
      if (pair) asked.push({ ...pair, person: person.id, other: null });
    }
  });
  return asked
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_QUESTIONS)
    .map(({ distance: _, ...question }) => question);
}

/** Whether nothing that the user said makes two of them. */
function mayBe(a: Person, as: readonly Member[], b: Person, bs: readonly Member[]): boolean {
  const without = (members: readonly Member[], id: PersonId) =>
    members.every(({ face }) => !face.not?.includes(id));
  const named = a.name !== '' && b.name !== '';
  return !named && !a.apart?.includes(b.id) && without(as, b.id) && without(bs, a.id);
}

function nearest(as: readonly Member[], bs: readonly Member[]) {
  let best: Pick<PersonQuestion, 'own' | 'face'> & { distance: number } = {
    ...{ own: [0, 0], face: [0, 0] },
    distance: ALIKE,
  };
  for (const a of as) {
    for (const b of bs) {
      const distance = faceDistance(a.face.embedding, b.face.embedding);
      if (distance < best.distance) best = { own: a.key, face: b.key, distance };
    }
  }
  return best.distance < ALIKE ? best : null;
}

function some(members: readonly Member[]): Member[] {
  const step = Math.max(1, members.length / MOST_FACES);
  return members.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}
