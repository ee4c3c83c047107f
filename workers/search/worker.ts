/** Entry of the search worker. It reads the store and follows the library; it writes nothing. */

import { expose, transfer } from 'comlink';
import { reading, whenInMemory } from '#store/database';
import { countVectors } from '#store/vectors';
import { LIBRARY_EVENTS } from '#workers/library/contract';
import { openChannel } from '#workers/shared/channel';
import { keepToThisTab } from '#workers/shared/tab';
import { trustOwnScripts } from '#workers/shared/trusted-scripts';
import type { SearchWorker } from './contract';
import { Follower } from './follower';
import { Frames } from './frames';
import { matrix } from './matrix';
import { LibraryPeople } from './people';
import { PhotoFields } from './photo-fields';
import { newest, rank } from './ranking';
import { startScanner } from './start-scanner';
import { LibraryWords } from './words/library-words';

whenInMemory(keepToThisTab);
trustOwnScripts();

/** The follower that answers, and the one that is being loaded to replace it. */
let follower: Follower | undefined;
let opening: Follower | undefined;
const frames = new Frames();
const words = new LibraryWords();
const people = new LibraryPeople();
const fields = new PhotoFields(frames, words, people);

const missed = (error: unknown) => console.error('Search has missed something:', error);

openChannel(LIBRARY_EVENTS).hear(async (event) => {
  // Which rows a video has must be known first.
  await reading(() => frames.follow(event)).catch(missed);
  people.follow(event);
  for (const listener of [follower, follower?.tiles, opening, opening?.tiles, words, fields])
    if (listener) reading(() => listener.follow(event)).catch(missed);
});

const verbs: SearchWorker = {
  async open(space, dimension) {
    const scanner = await startScanner(dimension, await countVectors(space));
    const opened = new Follower(space, dimension, scanner, frames);
    opening = opened;
    await opened.load();
    words.begin();
    // If `open` was called meanwhile for another space, that one takes over.
    if (opening === opened) {
      follower?.dismiss();
      follower = opened;
      opening = undefined;
      // Not awaited: photos are found without them.
      reading(() => opened.tiles.load()).catch(missed);
    } else {
      opened.dismiss();
    }
  },

  async rank(question) {
    const ranking = question.vector ? await rank(question, follower, fields) : await newest(question, fields);
    return transfer(ranking, [ranking.photos.buffer, ranking.scores.buffer, ranking.stacks.buffer]);
  },

  async vectorOf(photo) {
    const [vector] = follower ? await follower.full.of([photo]) : [];
    return vector ?? null;
  },

  async matrix(vectors, count, filter) {
    const passing = await fields.passing(filter);
    const result = await matrix(vectors, count, follower?.space, passing, frames);
    return transfer(
      result,
      [result.photos, result.scores, result.perPhoto, result.perText].map(({ buffer }) => buffer),
    );
  },

  facets: () => fields.facets(),
  async located() {
    const located = await fields.located();
    const { photos, latitudes, longitudes } = located;
    return transfer(located, [photos.buffer, latitudes.buffer, longitudes.buffer]);
  },
  takenAt: () => fields.takenAt(),
  occasions: (today) => fields.occasions(today),
  people: () => people.names(),
};

expose({
  open: (...asked) => reading(() => verbs.open(...asked)),
  rank: (...asked) => reading(() => verbs.rank(...asked)),
  vectorOf: (...asked) => reading(() => verbs.vectorOf(...asked)),
  matrix: (...asked) => reading(() => verbs.matrix(...asked)),
  facets: () => reading(() => verbs.facets()),
  located: () => reading(() => verbs.located()),
  takenAt: () => reading(() => verbs.takenAt()),
  occasions: (today) => reading(() => verbs.occasions(today)),
  people: () => reading(() => verbs.people()),
} satisfies SearchWorker);
