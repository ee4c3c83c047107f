/** The page's view of the models. */

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
  plan: null,
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

test('the models are unknown until the snapshot, which the events before it then change', async () => {
  const { known, snapshot, tell } = models();
  tell({ type: 'presence', encoder: 'a', presence: { state: 'ready' } });
  expect(known.known.value).toBe(false);
  expect(known.presences.value).toEqual({});
  snapshot.resolve(SNAPSHOT);
  await known.opened;
  expect(known.known.value).toBe(true);
  expect(known.presences.value).toEqual({ a: { state: 'ready' }, b: { state: 'ready' } });
});

test('spaces of the user follow those of the catalogue, and can be removed', async () => {
  const { known, snapshot, tell } = models();
  snapshot.resolve(SNAPSHOT);
  await known.opened;
  tell({ type: 'spaces', own: [OWN] });
  expect(known.spaces.value.map(({ id }) => id)).toEqual(['tiny', 'own']);
  tell({ type: 'spaces', own: [] });
  expect(known.spaces.value.map(({ id }) => id)).toEqual(['tiny']);
});

test('a change of the mirror or of a presence leaves the rest unchanged', async () => {
  const { known, snapshot, tell } = models();
  snapshot.resolve(SNAPSHOT);
  await known.opened;
  tell({ type: 'mirror', mirror: 'https://copy.example/' });
  tell({ type: 'presence', encoder: 'b', presence: { state: 'absent' } });
  expect(known.mirror.value).toBe('https://copy.example/');
  expect(known.presences.value).toEqual({ a: { state: 'absent' }, b: { state: 'absent' } });
});

test('a snapshot that fails rejects the waiting callers', async () => {
  const { known, snapshot } = models();
  snapshot.reject(new Error('No storage.'));
  await expect(known.opened).rejects.toThrow('No storage.');
  await settled();
  expect(known.known.value).toBe(false);
});
