import { expect, test } from 'vitest';
import type { Indexing } from '#core/photo';
import type { Readiness } from '#session/models/contract';
import type { BoxState } from '#workers/library/contract';
import { loadLaterWords } from '../../../../src/ui/i18n';
import { stripState } from '../../../../src/ui/library/strip-state';

await loadLaterWords();

const READY = { loading: null, modelProblem: null } as Readiness;
const RUNNING = {
  state: 'running',
  problem: null,
  changing: null,
  locked: 0,
  perSecond: 100,
  run: { done: 412, total: 1024 },
} as Indexing;
const box = (name: string, state: BoxState['state']) => ({ name, state }) as BoxState;

const said = (boxes: BoxState[], indexing = RUNNING) =>
  stripState(indexing, READY, 0, boxes, false).messages.map(({ text }) => text);

test('the strip names only the boxes that help', () => {
  expect(said([])).toEqual(['412 of 1,024, 100 a second, a few seconds left']);
  const boxes = [box('attic', 'working'), box('cellar', 'waiting')];
  expect(said(boxes)).toEqual(['412 of 1,024, 100 a second, a few seconds left, with attic']);
});

test('it says whether search still has all photos, or only those that are done', () => {
  const changing = { ...RUNNING, run: { done: 0, total: 0 }, changing: { done: 3, total: 10 } };
  const text = (filling: boolean) => stripState(changing, READY, 0, [], filling).messages[0]?.text;
  expect(text(false)).toMatch(/^Changing the model: 3 of 10/);
  expect(text(true)).toMatch(
    /^Preparing your photos for search again: 3 of 10.*Those that are done can be found$/,
  );
});

test('a paused strip names no boxes', () => {
  expect(said([box('attic', 'working')], { ...RUNNING, state: 'paused' })).toEqual([
    'Paused at 412 of 1,024',
  ]);
});

test('a device that rests says why, and the user may go on all the same', () => {
  const resting = { ...RUNNING, state: 'paused', rest: 'low' } as Indexing;
  expect(stripState(resting, READY, 0, [], false).messages).toEqual([
    { text: 'Resting, because the battery is low', verb: 'resume', label: 'Go on' },
  ]);
  expect(stripState({ ...resting, state: 'idle' }, READY, 0, [], false).messages).toEqual([]);
});

test('while the index in a folder is read, the strip says how far that is', () => {
  const reading = { ...RUNNING, state: 'idle', reading: { done: 50, total: 200 } } as Indexing;
  expect(stripState(reading, READY, 0, [], false)).toEqual({
    messages: [{ text: 'Reading the index in the folder: 50 of 200' }],
    progress: 0.25,
  });
});
