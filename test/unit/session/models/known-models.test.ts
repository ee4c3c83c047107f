/** The page's picture of the models. */

import { expect, test } from 'vitest';
import { KnownModels } from '#session/models/known-models';
import type { ModelsEvent, ModelsSnapshot } from '#workers/models/contract';
import { SPACE } from '../fixtures';
import { held, settled } from '../held';

const OWN = { ...SPACE, id: 'own' };
const SNAPSHOT: ModelsSnapshot = {
  catalogue: [SPACE],
  own: [],
  presences: { a: { state: 'absent' }, b: { state: 'ready' } },
  mirror: null,
};

function models() {
  let tell: (event: ModelsEvent) => void = () => undefined;
  const hear = (listener: typeof tell) => {
    tell = listener;
  };
  const snapshot = held<ModelsSnapshot>();
  const known = new KnownModels({ hear }, snapshot.promise);
  return { known, snapshot, tell: (event: ModelsEvent) => tell(event) };
}

test('nothing is known before the snapshot; then all at once, with what was told meanwhile', async () => {
  const { known, snapshot, tell } = models();
  tell({ type: 'presence', encoder: 'a', presence: { state: 'ready' } });
  expect(known.known.value).toBe(false);
  expect(known.presences.value).toEqual({});
  snapshot.resolve(SNAPSHOT);
  await known.opened;
  expect(known.known.value).toBe(true);
  expect(known.presences.value).toEqual({ a: { state: 'ready' }, b: { state: 'ready' } });
});

test('spaces of the user stand behind those of the catalogue, and go again', async () => {
  const { known, snapshot, tell } = models();
  snapshot.resolve(SNAPSHOT);
  await known.opened;
  tell({ type: 'spaces', own: [OWN] });
  expect(known.spaces.value.map(({ id }) => id)).toEqual(['tiny', 'own']);
  tell({ type: 'spaces', own: [] });
  expect(known.spaces.value.map(({ id }) => id)).toEqual(['tiny']);
});

test('another mirror, and one presence, leave the rest as it is', async () => {
  const { known, snapshot, tell } = models();
  snapshot.resolve(SNAPSHOT);
  await known.opened;
  tell({ type: 'mirror', mirror: 'https://copy.example/' });
  tell({ type: 'presence', encoder: 'b', presence: { state: 'absent' } });
  expect(known.mirror.value).toBe('https://copy.example/');
  expect(known.presences.value).toEqual({ a: { state: 'absent' }, b: { state: 'absent' } });
});

test('that they cannot be opened is told to those who wait', async () => {
  const { known, snapshot } = models();
  snapshot.reject(new Error('No storage.'));
  await expect(known.opened).rejects.toThrow('No storage.');
  await settled();
  expect(known.known.value).toBe(false);
});
