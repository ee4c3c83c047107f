/** The page's view of the library: events before and after the snapshot, and the snapshot itself. */

import { afterEach, describe, expect, test, vi } from 'vitest';
import { packCards } from '#core/packed-cards';
import type { FailedPhoto, PhotoCard } from '#core/photo';
import { NO_SEARCHES } from '#core/searches';
import { DEFAULT_CHOICE } from '#models/default-choice';
import { LibraryView } from '#session/library/library-view';
import type { BackendChoice, LibraryEvent, LibrarySnapshot } from '#workers/library/contract';
import { card } from '../fixtures';

const SNAPSHOT: LibrarySnapshot = {
  inMemory: false,
  photos: packCards([card(2, 2000), card(1, 1000)]),
  failed: [],
  sources: [],
  indexing: {
    state: 'running',
    done: 2,
    failed: 0,
    total: 5,
    changing: null,
    run: { done: 2, total: 5 },
    perSecond: null,
    locked: 0,
    problem: null,
  },
  backends: [],
  choices: { active: DEFAULT_CHOICE, next: null, unknown: null },
  searches: NO_SEARCHES,
  boxes: [],
};

function library() {
  let tell: (event: LibraryEvent) => void = () => undefined;
  const forgotten = vi.fn();
  const hear = (listener: typeof tell) => {
    tell = listener;
  };
  const view = new LibraryView({ hear }, forgotten);
  return { view, forgotten, tell: (event: LibraryEvent) => tell(event) };
}

const numbers = ({ photos }: LibraryView) => photos.value.map(({ no }) => no);

afterEach(() => vi.unstubAllGlobals());

describe('the snapshot', () => {
  test('is applied at once, so that a listener sees photos and state together', () => {
    const { view } = library();
    const seen: [opened: boolean, photos: number, total: number][] = [];
    view.opened.subscribe((opened) =>
      seen.push([opened, view.photos.peek().length, view.indexing.peek().total]),
    );
    view.open(SNAPSHOT);
    expect(seen).toEqual([
      [false, 0, 0],
      [true, 2, 5],
    ]);
  });

  test('does not restore what an event removed before it arrived', () => {
    const { view, tell, forgotten } = library();
    tell({ type: 'photos', added: [card(3, 3000)], removed: [] });
    tell({ type: 'photos', added: [], removed: [1] });
    expect(numbers(view)).toEqual([]);
    view.open(SNAPSHOT);
    expect(numbers(view)).toEqual([3, 2]);
    expect(forgotten).toHaveBeenLastCalledWith([1]);
  });
});

test('search lacks photos while the space in use is filled, and none while another is', () => {
  const { view } = library();
  const indexing = { ...SNAPSHOT.indexing, changing: { done: 1, total: 5 } };
  view.open({ ...SNAPSHOT, indexing });
  expect(view.unencoded.value).toBe(4);
  view.choices.value = { ...SNAPSHOT.choices, next: { space: 'clip-b32', image: 'clip-b32/image/q8' } };
  expect(view.unencoded.value).toBe(0);
});

describe('an event', () => {
  test('keeps photos newest first, and those of the same moment in order of arrival', () => {
    const { view, tell } = library();
    view.open(SNAPSHOT);
    tell({ type: 'photos', added: [card(5, 2000), card(4, 3000)], removed: [] });
    expect(numbers(view)).toEqual([4, 2, 5, 1]);
    tell({ type: 'photos', added: [card(1, 4000)], removed: [4] });
    expect(numbers(view)).toEqual([1, 2, 5]);
  });

  test('that removes photos reports which, so that nothing of them is kept', () => {
    const { view, tell, forgotten } = library();
    view.open(SNAPSHOT);
    tell({ type: 'photos', added: [], removed: [2] });
    expect(forgotten.mock.calls.flat(2)).toEqual([2]);
  });

  test('without changes has no effect', () => {
    const { view, tell } = library();
    view.open(SNAPSHOT);
    const before = view.cards.peek();
    tell({ type: 'photos', added: [], removed: [] });
    expect(view.cards.peek()).toBe(before);
  });

  test('about marks does not restore a removed photo', () => {
    const { view, tell } = library();
    view.open(SNAPSHOT);
    tell({ type: 'photos', added: [], removed: [1] });
    tell({
      type: 'marked',
      photos: [
        { ...card(1, 1000), favourite: true },
        { ...card(2, 2000), favourite: true },
      ],
    });
    expect(view.photos.value).toEqual([{ ...card(2, 2000), favourite: true }]);
  });

  test('about failures adds to those known, or replaces all of them', () => {
    const { view, tell } = library();
    view.open(SNAPSHOT);
    const failed = (key: number, name: string): FailedPhoto => {
      return { key, name, path: name, bytes: 1, reason: 'damaged', detail: '', retriable: false };
    };
    tell({ type: 'failed', failed: [failed(1, 'a.jpg')] });
    tell({ type: 'failed', failed: [failed(1, 'a.jpg'), failed(2, 'b.jpg')] });
    expect(view.failed.value.map(({ key }) => key)).toEqual([1, 2]);
    tell({ type: 'failed', failed: [], all: true });
    expect(view.failed.value).toEqual([]);
  });

  test('about a backend replaces what was known of its encoder', () => {
    const { view, tell } = library();
    view.open(SNAPSHOT);
    const choice: BackendChoice = {
      encoder: 'a/image',
      backend: 'wasm',
      wanted: null,
      timings: {},
      refused: {},
    };
    tell({ type: 'backend', choice });
    tell({ type: 'backend', choice: { ...choice, backend: 'webgpu' } });
    expect(view.backends.value.map(({ backend }) => backend)).toEqual(['webgpu']);
  });

  test('about an erased library opens the first screen of a new page', () => {
    const replace = vi.fn();
    vi.stubGlobal('location', { replace, pathname: '/photos/' });
    vi.stubGlobal('addEventListener', () => undefined);
    vi.stubGlobal('history', { state: null });
    const { view, tell } = library();
    view.open(SNAPSHOT);
    tell({ type: 'erased' });
    expect(replace.mock.calls).toEqual([['/photos/']]);
  });

  test('costs work that does not grow with the library', () => {
    /** How often cards of the library are looked at when four photos arrive in it. */
    const looksIn = (size: number) => {
      let looks = 0;
      const watched = ({ taken, ...rest }: PhotoCard): PhotoCard => ({
        ...rest,
        get taken() {
          looks++;
          return taken;
        },
      });
      const { view, tell } = library();
      view.open({ ...SNAPSHOT, photos: packCards([]) });
      const before = Array.from({ length: size }, (_, i) => watched(card(i + 1)));
      tell({ type: 'photos', added: before, removed: [] });
      looks = 0;
      // Its photos were taken between those of the library.
      const added = [1, 2, 3, 4].map((i) => card(size + i, (size * i) / 5 + 0.5));
      tell({ type: 'photos', added, removed: [] });
      expect(numbers(view)).toHaveLength(size + 4);
      return looks;
    };
    // Binary search: 4 photos x log2(20,000) = 57, twice where two were taken at the same moment.
    expect(looksIn(20_000)).toBeLessThan(120);
  });
});
