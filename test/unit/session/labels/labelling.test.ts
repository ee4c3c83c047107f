import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Problem } from '#core/errors';
import { logSums, probability } from '#core/labels';
import type { Marks, PhotoCard, PhotoNo } from '#core/photo';
import { NOT_COMPARED, type Tagging } from '#session/labels/contract';
import { labellingVerbs } from '#session/labels/labelling';
import { card, openSpace, textEntry } from '../fixtures';

/** Cosines by photo. The page does not know photo 9. */
const SCORES = new Map([
  [1, [0.1, 0.3]],
  [9, [0.9, 0.9]],
  [2, [0.2, 0.4]],
]);

const encoders = signal('');
const cards = signal<ReadonlyMap<PhotoNo, PhotoCard>>(new Map());
/** Promise that `ofText` waits for, if there is one. */
let held: Promise<void> | null;
let fails: Problem | null;
/** Number of texts whose encoding has begun. */
let begun: number;

beforeEach(() => {
  cards.value = new Map([card(1, 1000), card(2, 2000)].map((each) => [each.no, each]));
  held = null;
  fails = null;
  begun = 0;
});

/** Holds the encoding. @returns a function that releases it */
function hold(): () => void {
  let release = () => {};
  held = new Promise((resolve) => {
    release = resolve;
  });
  return release;
}

function labels() {
  const search = {
    matrix: async (_: Float32Array, count: number) => {
      const scores = Float32Array.from([...SCORES.values()].flatMap((row) => row.slice(0, count)));
      return { photos: Uint32Array.from(SCORES.keys()), scores, ...logSums(scores, count) };
    },
  };
  const vectors = {
    ofText: async () => {
      begun++;
      await held;
      if (fails) throw fails;
      return { vector: Float32Array.of(1, 0), entry: textEntry('tiny/text', ['en']), unspoken: null };
    },
  };
  const calibration = {
    ofPlainTexts: async () => ({ key: '', centre: new Float32Array(2), queries: [], plain: [] }),
    unrelated: async () => ({ mean: 0, deviation: 0.04 }),
  };
  /** Photo 1 has every tag already. */
  const mark = vi.fn(async (photos: readonly PhotoNo[], _: Marks) => photos.filter((no) => no !== 1));
  const state = signal(NOT_COMPARED);
  const lastTagging = signal<readonly Tagging[] | null>(null);
  const verbs = labellingVerbs({
    ready: signal(Promise.resolve(openSpace(search))),
    encoders,
    vectors,
    calibration,
    cards,
    library: { mark },
    attempt: async (work: () => Promise<unknown>) => void (await work()),
    classes: state,
    batch: signal(NOT_COMPARED),
    lastTagging,
  });
  return { ...verbs, state, lastTagging, mark };
}

describe('a comparison', () => {
  test('has a row for each photo that the page knows, the newest first, with its own sums', async () => {
    const { compareClasses, state } = labels();
    await compareClasses(['cat', 'dog']);
    const { scores, progress } = state.peek();
    expect(progress).toBeNull();
    expect(scores?.photos.map(({ no }) => no)).toEqual([2, 1]);
    expect(Array.from(scores?.cosines ?? [], (cosine) => cosine.toFixed(1))).toEqual([
      '0.2',
      '0.4',
      '0.1',
      '0.3',
    ]);
    expect(probability(0.4, scores?.perPhoto[0] ?? 0)).toBeCloseTo(1, 5);
    expect(scores?.none).toBeCloseTo(0.1, 12);
  });

  test('reports how many texts are read, and keeps the last answer until the next arrives', async () => {
    const { compareClasses, state } = labels();
    await compareClasses(['cat']);
    const release = hold();
    const next = compareClasses(['dog', 'bird']);
    await vi.waitFor(() => expect(state.peek().progress).toEqual({ done: 0, total: 2 }));
    expect(state.peek().scores?.texts).toEqual(['cat']);
    release();
    await next;
    expect(state.peek().scores?.texts).toEqual(['dog', 'bird']);
  });

  test('drops the answer of an older one', async () => {
    const { compareClasses, state } = labels();
    const release = hold();
    const old = compareClasses(['cat', 'dog']);
    await vi.waitFor(() => expect(begun).toBe(1));
    held = null;
    await compareClasses(['bird']);
    release();
    await old;
    expect(state.peek().scores?.texts).toEqual(['bird']);
  });

  test('reports a problem, and works the next time', async () => {
    const { compareClasses, state } = labels();
    fails = new Problem('model-missing', 'none here');
    await compareClasses(['cat']);
    expect(state.peek()).toEqual({ progress: null, problem: 'model-missing', scores: null });
    fails = null;
    await compareClasses(['cat']);
    expect(state.peek().problem).toBeNull();
  });

  test('without texts has no scores', async () => {
    const { compareClasses, state } = labels();
    await compareClasses(['cat']);
    await compareClasses([]);
    expect(state.peek().scores).toBeNull();
  });

  test('is repeated when the library has not changed for a second', async () => {
    vi.useFakeTimers();
    const { compareClasses, state } = labels();
    await compareClasses(['cat']);
    cards.value = new Map([[1, card(1, 1000)]]);
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();
    expect(state.peek().scores?.photos.map(({ no }) => no)).toEqual([1]);
  });
});

test('an undo removes tags only from the photos that got them here', async () => {
  const { applyTags, undoTags, lastTagging, mark } = labels();
  await applyTags([
    { tag: 'cat', photos: [1, 2] },
    { tag: 'dog', photos: [1] },
  ]);
  expect(lastTagging.peek()).toEqual([{ tag: 'cat', photos: [2] }]);
  mark.mockClear();
  await undoTags();
  expect(mark.mock.calls).toEqual([[[2], { removeTags: ['cat'] }]]);
  expect(lastTagging.peek()).toBeNull();
});
