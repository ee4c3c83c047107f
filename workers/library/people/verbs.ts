/** What the user does with people, and what the page shows of them; see `PeopleVerbs`. */

import { folded } from '#core/folding';
import type { FaceKey, Person } from '#core/people';
import { awayPhotos } from '#store/away';
import { faceCrops, forgetFaces } from '#store/faces';
import { updateSetting } from '#store/settings';
import type { PeopleVerbs, PersonCard } from '../contract';
import { tell } from '../events';
import { questionsOf } from './asking';
import type { FaceFinding } from './finding';
import type { Groups } from './groups';
import type { KeptGroups } from './kept';
import type { Member } from './members';

/** Faces that belong to nobody, of which the page shows the newest. */
const MOST_LOOSE = 120;

export function peopleVerbs(
  finding: Pick<FaceFinding, 'wake' | 'state' | 'tellState' | 'forgive' | 'stopped'>,
  kept: KeptGroups,
): PeopleVerbs {
  const change = async <T>(make: (groups: Groups) => T): Promise<T | null> => {
    const result = await kept.change(make);
    tell({ type: 'faces', forgotten: false });
    return result;
  };
  return {
    people: () => finding.state(),

    async findFaces(on) {
      finding.forgive();
      if (on) {
        await updateSetting('findsFaces', () => 'on');
        return finding.wake();
      }
      // First, so that the photo in hand is not stored.
      await updateSetting('findsFaces', () => null);
      await finding.stopped();
      await forgetFaces();
      kept.forget();
      tell({ type: 'faces', forgotten: true });
      await finding.tellState();
    },

    async pauseFaces(paused) {
      await updateSetting('findsFaces', (now) => (now ? (paused ? 'paused' : 'on') : null));
      if (paused) await finding.tellState();
      else finding.wake();
    },

    async peopleHere() {
      const [groups, away] = await Promise.all([kept.read(), awayPhotos()]);
      const inView = ({ key }: Member) => !away.has(key[0]);
      const all = groups.byPerson();
      const people = groups.people.flatMap((person) => {
        const members = (all.get(person.id) ?? []).filter(inView);
        return members.length > 0 ? cardOf(person, members) : [];
      });
      const loose = (all.get(null) ?? []).filter(inView);
      return {
        people: people.sort(
          (a, b) => Number(b.name !== '') - Number(a.name !== '') || b.photos - a.photos || a.id - b.id,
        ),
        loose: newest(loose).slice(0, MOST_LOOSE),
        questions: questionsOf(groups).filter(({ own, face }) => !away.has(own[0]) && !away.has(face[0])),
      };
    },

    async facesOf(person) {
      const [groups, away] = await Promise.all([kept.read(), awayPhotos()]);
      return newest(groups.of(person).filter(({ key }) => !away.has(key[0])));
    },

    async facesIn(photo) {
      const groups = await kept.read();
      const row = groups.rowOf(photo);
      return (
        row
          ?.map(({ box, person }, index) => ({ box, person, key: [photo, index] as const }))
          .sort((a, b) => a.box[0] - b.box[0])
          .map(({ key, person, box }) => {
            const { name = '', hidden = false } = (person !== null && groups.person(person)) || {};
            return { key, person, name, hidden, box };
          }) ?? null
      );
    },

    faceCrops,

    namePerson: (whom, name) =>
      change((groups) => {
        const said = name.normalize('NFKC').trim().replace(/\s+/g, ' ');
        const named = groups.people.find((each) => each.name !== '' && folded(each.name) === folded(said));
        const id = typeof whom === 'number' ? whom : groups.give(whom, named?.id ?? null);
        if (!groups.person(id)) return null;
        if (!named || named.id === id || said === '') {
          groups.change(id, { name: said });
          return id;
        }
        groups.join(named.id, id);
        return named.id;
      }),

    async hidePerson(person, hidden) {
      await change((groups) => groups.change(person, { hidden }));
    },

    async choosePicture(person, cover) {
      await change((groups) => groups.change(person, { cover }));
    },

    async joinPeople(into, from) {
      await change((groups) => groups.join(into, from));
    },

    async notPerson(person, faces) {
      await change((groups) => groups.exclude(person, faces));
    },

    async answerPerson({ person, other, face }, same) {
      await change((groups) => {
        if (other === null) return same ? void groups.give([face], person) : groups.deny(person, face);
        if (!same) return groups.part(person, other);
        // The one with a name stays, else the first.
        const [into, from] = groups.person(other)?.name ? [other, person] : [person, other];
        groups.join(into, from);
      });
    },
  };
}

function cardOf(person: Person, members: readonly Member[]): PersonCard {
  const { id, name, hidden = false } = person;
  const chosen = members.find(({ key }) => isSameFace(key, person.cover));
  return {
    id,
    name,
    hidden,
    photos: new Set(members.map(({ key }) => key[0])).size,
    cover: (chosen ?? clearest(members)).key,
  };
}

/** The largest of the sure ones. */
function clearest(members: readonly Member[]): Member {
  const weight = ({ face }: Member) => face.score ** 4 * face.box[2] * face.box[3];
  return members.reduce((best, member) => (weight(member) > weight(best) ? member : best));
}

function newest(members: readonly Member[]): FaceKey[] {
  return members.map(({ key }) => key).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
}

function isSameFace(a: FaceKey, b: FaceKey | undefined): boolean {
  return a[0] === b?.[0] && a[1] === b[1];
}
