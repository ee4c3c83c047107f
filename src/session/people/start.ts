/** Creates what `Session.people` returns. */

import { effect, type Signal, signal } from '@preact/signals';
import { LIBRARY_EVENTS, type PeopleHere, type PeopleVerbs } from '#workers/library/contract';
import { openChannel } from '#workers/shared/channel';
import { backgroundState } from '../background';
import type { Finder } from '../finding/finding';
import type { Attempt } from '../shell/notices';
import type { People } from './contract';
import { Crops } from './crops';

/** Between two readings, in times of what the first took. */
const REST = 3;

interface Parts {
  library: PeopleVerbs;
  attempt: Attempt;
  /** Not empty if the place is in the navigation. */
  shown: Signal<string>;
  finder: Pick<Finder, 'refresh'>;
}

export function startPeople({ library, attempt, shown, finder }: Parts): People {
  const state = backgroundState(
    () => library.people(),
    (event) => event.type === 'people' && event.people,
  );
  const here = signal<PeopleHere | null>(null);
  const crops = new Crops((faces) => library.faceCrops(faces));
  /** While it is read, what changes meanwhile is read once more. */
  let reading = false;
  let again = false;
  let asks = false;

  /** @param changed whether the query may have another answer now */
  const readHere = async (changed = false) => {
    again = true;
    asks ||= changed;
    if (reading) return;
    reading = true;
    while (again) {
      again = false;
      const began = performance.now();
      const read = await library.peopleHere().catch(() => null);
      if (read) here.value = read;
      if (asks) finder.refresh();
      asks = false;
      const spent = performance.now() - began;
      // While faces are found, in a large library: most of the worker's time is for those.
      await new Promise((resolve) => setTimeout(resolve, REST * spent));
    }
    reading = false;
  };
  openChannel(LIBRARY_EVENTS).hear((event) => {
    if (event.type === 'faces') {
      if (event.forgotten) crops.forget();
      void readHere(true);
    }
    if (event.type === 'photos' && event.removed.length > 0) void readHere();
  });
  void readHere();
  effect(() => {
    if (state.value) shown.value = state.value.state === 'off' ? '' : 'yes';
  });
  return {
    state,
    here,
    turn: (on) => attempt(() => library.findFaces(on)),
    pause: (paused) => attempt(() => library.pauseFaces(paused)),
    crop: (face) => crops.get(face),
    facesOf: (person) => library.facesOf(person).catch(() => []),
    in: (photo) => library.facesIn(photo).catch(() => null),
    async name(whom, name) {
      let named: Awaited<ReturnType<PeopleVerbs['namePerson']>> = null;
      await attempt(async () => {
        named = await library.namePerson(whom, name);
      });
      return named;
    },
    hide: (person, hidden) => attempt(() => library.hidePerson(person, hidden)),
    choosePicture: (person, face) => attempt(() => library.choosePicture(person, face)),
    join: (into, from) => attempt(() => library.joinPeople(into, from)),
    notThem: (person, faces) => attempt(() => library.notPerson(person, faces)),
    answer: (question, same) => attempt(() => library.answerPerson(question, same)),
  };
}
