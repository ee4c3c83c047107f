/** What pointers and keys make of a region. */

import { expect, test } from 'vitest';
import { type Action, act, type Mode, type Scene } from '../../../../src/ui/region/mode';

/** The picture is 1000 x 500 CSS pixels, from 100, 50 on. */
const SCENE: Scene = {
  placement: { x: 100, y: 50, width: 1000, height: 500 },
  least: { width: 0.03, height: 0.06 },
  boxes: [
    { x: 0.7, y: 0.1, width: 0.2, height: 0.6 },
    { x: 0.75, y: 0.2, width: 0.1, height: 0.1 },
  ],
};
const START: Mode = { region: { x: 0.2, y: 0.2, width: 0.2, height: 0.4 }, gesture: null };

const after = (actions: Action[], from = START, scene = SCENE) =>
  actions.reduce((mode, action) => act(mode, action, scene), from);
const at = (x: number, y: number) => ({ at: { x, y }, pointer: 1 });
const drag = (
  [x, y]: [number, number],
  [toX, toY]: [number, number],
  corner: Extract<Action, { type: 'down' }>['corner'] = null,
): Action[] => [
  { type: 'down', ...at(x, y), corner },
  { type: 'move', ...at((x + toX) / 2, (y + toY) / 2) },
  { type: 'move', ...at(toX, toY) },
  { type: 'up', ...at(toX, toY) },
];
const numbers = ({ region: { x, y, width, height } }: Mode) =>
  [x, y, width, height].map((value) => Number(value.toFixed(3)));

test('a drag beside the region draws another', () => {
  expect(numbers(after(drag([600, 100], [800, 300])))).toEqual([0.5, 0.1, 0.2, 0.4]);
  expect(after(drag([600, 100], [800, 300])).gesture).toBeNull();
});

test('a drag inside moves it, as far as the picture goes', () => {
  expect(numbers(after(drag([400, 250], [500, 300])))).toEqual([0.3, 0.3, 0.2, 0.4]);
  expect(numbers(after(drag([400, 250], [5000, 5000])))).toEqual([0.8, 0.6, 0.2, 0.4]);
});

test('the first drag draws, wherever it begins, until the region was changed', () => {
  const fresh: Mode = { ...START, isFresh: true };
  expect(numbers(after(drag([400, 250], [500, 300]), fresh))).toEqual([0.3, 0.4, 0.1, 0.1]);
  expect(numbers(after([...drag([600, 500], [600, 500]), ...drag([400, 250], [500, 300])], fresh))).toEqual([
    0.3, 0.4, 0.1, 0.1,
  ]);
  const changed = after(drag([400, 250], [500, 300]), fresh);
  expect(numbers(after(drag([450, 275], [550, 275]), changed))).toEqual([0.4, 0.4, 0.1, 0.1]);
});

test('a corner is dragged by as much as the pointer, wherever it was taken', () => {
  expect(numbers(after(drag([510, 360], [610, 410], 'right bottom')))).toEqual([0.2, 0.2, 0.3, 0.5]);
  expect(numbers(after(drag([290, 140], [390, 190], 'left top')))).toEqual([0.3, 0.3, 0.1, 0.3]);
});

test('a press chooses the smallest thing there, and changes nothing elsewhere', () => {
  expect(numbers(after(drag([900, 180], [902, 181])))).toEqual([0.75, 0.2, 0.1, 0.1]);
  expect(numbers(after(drag([820, 350], [820, 350])))).toEqual([0.7, 0.1, 0.2, 0.6]);
  expect(numbers(after(drag([600, 500], [603, 502])))).toEqual(numbers(START));
});

test('a drag that comes back to its beginning is still a drag', () => {
  const actions = drag([900, 180], [990, 260]).slice(0, -1);
  const back = after([...actions, { type: 'move', ...at(900, 180) }, { type: 'up', ...at(900, 180) }]);
  expect(numbers(back)).toEqual([0.8, 0.26, 0.03, 0.06]);
});

test('a second finger, and a pointer that is taken away, leave it as it was', () => {
  const [down, move] = drag([400, 250], [600, 350]) as [Action, Action];
  expect(numbers(after([down, move]))).not.toEqual(numbers(START));
  const second: Action = { type: 'down', pointer: 2, at: { x: 500, y: 200 }, corner: null };
  expect(after([down, move, second])).toEqual(START);
  expect(after([down, move, { type: 'cancel', pointer: 1 }])).toEqual(START);
  // Others do not take part.
  expect(after([down, { type: 'move', pointer: 2, at: { x: 0, y: 0 } }]).region).toEqual(START.region);
  expect(after([{ type: 'up', ...at(900, 180) }])).toBe(START);
});

test('it is the same in the picture when the picture is zoomed', () => {
  const zoomed = { ...SCENE, placement: { x: -400, y: -200, width: 2000, height: 1000 } };
  const mode = after(drag([600, 0], [1000, 400]), START, zoomed);
  expect(numbers(mode)).toEqual([0.5, 0.2, 0.2, 0.4]);
});

test('keys move it, and resize it', () => {
  const step = (x: number, y: number, resizes: boolean): Action => ({ type: 'step', by: { x, y }, resizes });
  expect(numbers(after([step(1, 0, false), step(0, -1, false)]))).toEqual([0.22, 0.18, 0.2, 0.4]);
  expect(numbers(after([step(1, 0, true), step(0, -1, true)]))).toEqual([0.2, 0.2, 0.22, 0.38]);
  expect(numbers(after(Array(99).fill(step(-1, -1, true))))).toEqual([0.2, 0.2, 0.03, 0.06]);
});

test('what is chosen by key is inside the picture and large enough', () => {
  const box = { x: -0.01, y: 0.99, width: 0.01, height: 0.02 };
  const { region } = act(START, { type: 'choose', box }, SCENE);
  expect(region).toEqual({ x: 0, y: 0.94, width: 0.03, height: 0.06 });
});
