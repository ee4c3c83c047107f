/** Texts are read with what the library knows; names of places are not waited for. */

import { beforeAll, expect, test, vi } from 'vitest';
import type { QueryPart } from '#core/query/reading';
import { readText } from '#session/finding/reading';
import { type Held, held, settled } from '../held';

// What is loaded with the first query takes time of its own.
beforeAll(async () => {
  const { loadCities } = await import('#session/finding/cities');
  await Promise.all([loadCities(), import('#core/query/place-names'), import('#core/query/dates/reader')]);
}, 60_000);

type Points = { latitude: number; longitude: number }[];

const KYOTO = { latitude: 35, longitude: 135.8 };
const said = (parts: readonly QueryPart[]) => parts.map(({ kind, value }) => `${kind} ${value}`);

/** A search worker whose answers about places the test gives. */
function library(people: string[] | null = null) {
  const asked: Held<Points>[] = [];
  const takenAt = () => {
    const answer = held<Points>();
    asked.push(answer);
    return answer.promise;
  };
  const search = { people: async () => people, takenAt };
  return { asked, sources: { search, photos: new Map(), ownWords: [] as string[] } };
}

test('what is asked is read at once, and again once photos turn out to be of the place', async () => {
  const { asked, sources } = library();
  const again = vi.fn();
  expect(said((await readText('kyoto temple', sources, again)).parts)).toEqual(['words kyoto temple']);
  asked[0]?.resolve([KYOTO]);
  await vi.waitFor(() => expect(again).toHaveBeenCalledTimes(1));
  const reading = await readText('kyoto temple', sources, again);
  expect(said(reading.parts)).toEqual(['near kyoto', 'words temple']);
  expect(reading.filter.places).toEqual([{ latitude: 35.02, longitude: 135.75, within: 25 }]);
  expect(asked).toHaveLength(1);
});

test('where photos were taken is read after the query is answered', async () => {
  const { asked, sources } = library();
  const again = vi.fn();
  const answer = held<void>();
  await readText('kyoto temple', { ...sources, answered: answer.promise }, again);
  await settled();
  expect(asked).toHaveLength(0);
  answer.resolve();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  asked[0]?.resolve([KYOTO]);
  await vi.waitFor(() => expect(again).toHaveBeenCalledTimes(1));
});

test('who came while names were read is told too', async () => {
  const { asked, sources } = library();
  const [first, second] = [vi.fn(), vi.fn()];
  await readText('k', sources, first);
  await readText('kyoto', sources, second);
  asked[0]?.resolve([KYOTO]);
  await vi.waitFor(() => expect(second).toHaveBeenCalledTimes(1));
  expect(first).not.toHaveBeenCalled();
  expect(asked).toHaveLength(1);
});

test('they are waited for where nobody can be told', async () => {
  const { asked, sources } = library();
  const reading = readText('京都の寺', sources);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  asked[0]?.resolve([KYOTO]);
  expect(said((await reading).parts)).toEqual(['near 京都', 'words 寺']);
});

test('they are read again once photos came, and the old ones hold meanwhile', async () => {
  const { asked, sources } = library();
  const first = readText('kyoto, osaka', sources);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  asked[0]?.resolve([KYOTO]);
  await first;
  const later = { ...sources, photos: new Map() };
  const again = vi.fn();
  expect(said((await readText('kyoto, osaka', later, again)).parts)).toEqual(['near kyoto', 'words osaka']);
  asked[1]?.resolve([KYOTO, { latitude: 34.7, longitude: 135.5 }]);
  await vi.waitFor(() => expect(again).toHaveBeenCalledTimes(1));
  expect(said((await readText('kyoto, osaka', later)).parts)).toEqual(['near kyoto', 'near osaka']);
});

test('if they cannot be read the text stays as it is, and the next one tries again', async () => {
  const warned = vi.spyOn(console, 'warn').mockReturnValue();
  const { asked, sources } = library();
  const again = vi.fn();
  await readText('kyoto', sources, again);
  asked[0]?.reject(new Error('gone'));
  await vi.waitFor(() => expect(warned).toHaveBeenCalled());
  await readText('kyoto', sources, again);
  expect(asked).toHaveLength(2);
  expect(again).not.toHaveBeenCalled();
});

test('"near" means a place without photos too', async () => {
  const { asked, sources } = library();
  const reading = readText('a bridge near Kyoto', sources);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  asked[0]?.resolve([]);
  expect(said((await reading).parts)).toEqual(['words a bridge', 'near Kyoto']);
});

test('a name that is a month offers it', async () => {
  const { asked, sources } = library(['May']);
  const reading = readText('May at the sea', sources);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  asked[0]?.resolve([]);
  expect((await reading).parts[0]?.others?.map(({ kind }) => kind)).toEqual(['date', 'words']);
});
