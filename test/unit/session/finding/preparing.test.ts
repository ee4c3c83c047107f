/** What is opened before a first query, so that it need not wait. */

import { type Signal, signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import { NO_SEARCHES } from '#core/searches';
import { NO_QUERY } from '#session/finding/contract';
import { startFinding } from '#session/finding/start';
import { openSpace, ranking, SPACE } from '../fixtures';

const { waiting, openText, rank } = vi.hoisted(() => ({
  waiting: [] as (() => unknown)[],
  openText: vi.fn(async () => undefined),
  rank: vi.fn(),
}));

vi.mock('#session/idle', () => ({ whenIdle: (work: () => unknown) => waiting.push(work) }));
vi.mock('#session/workers', () => ({
  spawnSearch: () => ({ ...openSpace({ rank }).search, open: async () => undefined }),
  spawnEncoder: () => ({
    encoder: {
      openText,
      warm: async () => undefined,
      texts: async (all: readonly string[]) => Float32Array.from(all.flatMap((_, i) => [1, i])),
    },
    dismiss: () => undefined,
  }),
}));

beforeEach(() => {
  waiting.length = 0;
  openText.mockClear();
  rank.mockReset().mockImplementation(async () => ranking([1]));
});

function startWith(filled: Signal<string>) {
  const never = async () => null;
  return startFinding({
    library: {
      embed: async () => Float32Array.of(1, 0),
      backgroundOf: never,
      keepBackground: async () => undefined,
      keepMeasured: async () => undefined,
      noteTextBackends: async () => undefined,
    },
    view: {
      ...{ cards: signal(new Map()), photos: signal([]), unencoded: signal(0) },
      ...{ searches: signal(NO_SEARCHES), backends: signal([]) },
    },
    active: signal({ choice: { space: SPACE.id, image: 'tiny/image' }, space: SPACE }),
    presences: signal({ 'tiny/text': { state: 'ready' } }),
    opened: Promise.resolve(),
    preferences: {
      ...{ language: signal('en'), line: signal(0.2), order: signal('relevance') },
      ...{ filled, textBackend: signal('wasm') },
    },
  });
}

/** Runs what waits for an idle moment, and what that leads to. */
const rest = () => {
  for (const work of waiting.splice(0)) work();
};

test('the text encoder is open and the background measured once the field has the focus and the page rests', async () => {
  const { finding, finder } = startWith(signal('yes'));
  finding.prepare();
  finding.prepare();
  expect(openText).not.toHaveBeenCalled();
  rest();
  await vi.waitUntil(() => rank.mock.calls.length === 48, { timeout: 30_000 });
  expect(openText).toHaveBeenCalledTimes(1);
  finder.ask({ ...NO_QUERY, text: 'dog' });
  await vi.waitUntil(() => finder.answer.value.state === 'found', { timeout: 30_000 });
  expect(openText).toHaveBeenCalledTimes(1);
  // The query's own.
  expect(rank).toHaveBeenCalledTimes(49);
});

test('nothing is opened while there are no photos; the focus asks again', async () => {
  const filled = signal('');
  const { finding } = startWith(filled);
  finding.prepare();
  rest();
  filled.value = 'yes';
  finding.prepare();
  rest();
  await vi.waitUntil(() => openText.mock.calls.length === 1, { timeout: 30_000 });
});
