/** Verbs whose code is loaded later: typed as their contract, and run in the caller's task once loaded. */

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { later } from '#session/later';
import { startNotices } from '#session/shell/notices';
import { type Held, held } from './held';

interface Radio {
  readonly volume: number;
  play(title: string): Promise<void>;
  stop(): void;
  /** Null if nothing is played. */
  playing(): Promise<string | null>;
}

/** Work that waits until the page is idle. */
const waiting = vi.hoisted((): (() => unknown)[] => []);
vi.mock('#session/idle', () => ({ whenIdle: (work: () => unknown) => waiting.push(work) }));

beforeEach(() => {
  waiting.length = 0;
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  return () => {
    vi.restoreAllMocks();
  };
});

function radioVerbs() {
  const played: string[] = [];
  return {
    play: vi.fn(async (title: string) => void played.push(title)),
    stop: vi.fn(() => void played.pop()),
    playing: vi.fn(async (): Promise<string | null> => played.at(-1) ?? null),
  };
}

/** Creates a radio whose code the test lets arrive or fail. */
function radio() {
  const verbs = radioVerbs();
  const { attempt, notices } = startNotices();
  const codes: Held<typeof verbs>[] = [];
  const load = vi.fn(() => {
    const code = held<typeof verbs>();
    codes.push(code);
    return code.promise;
  });
  const joined: Radio = later({ here: { volume: 7 }, load, instead: { playing: null }, attempt });
  return { joined, verbs, load, codes, notices };
}

describe('a verb', () => {
  test('waits for its code, which is fetched once for all verbs', async () => {
    const { joined, verbs, load, codes } = radio();
    const done = Promise.all([joined.play('a'), joined.stop(), joined.play('b')]);
    expect(load).toHaveBeenCalledTimes(1);
    expect(verbs.play).not.toHaveBeenCalled();
    codes[0]?.resolve(verbs);
    await done;
    expect(await joined.playing()).toBe('b');
  });

  test('with loaded code runs in the task of its call', async () => {
    const { joined, verbs, codes } = radio();
    const first = joined.playing();
    codes[0]?.resolve(verbs);
    await first;
    void joined.play('a');
    expect(verbs.play).toHaveBeenCalledWith('a');
  });

  test('is the same function at each access', () => {
    const { joined } = radio();
    const { play } = joined;
    expect(joined.play).toBe(play);
  });

  test('whose code cannot be fetched gives a notice and its fallback, and works the next time', async () => {
    const { joined, verbs, codes, notices } = radio();
    const playing = joined.playing();
    codes[0]?.reject(new TypeError('Failed to fetch'));
    expect(await playing).toBeNull();
    expect(notices.peek()).toMatchObject([{ problem: 'network' }]);
    const played = joined.play('a');
    codes[1]?.resolve(verbs);
    await played;
    expect(await joined.playing()).toBe('a');
  });
});

test('properties that exist from the start, and awaiting the object, fetch no code', async () => {
  const { joined, load } = radio();
  expect(joined.volume).toBe(7);
  expect(await Promise.resolve(joined)).toBe(joined);
  expect(load).not.toHaveBeenCalled();
});

test('the code is prefetched once the page is idle, and a failure gives no notice', async () => {
  const { codes, load, notices } = radio();
  expect(load).not.toHaveBeenCalled();
  const prefetched = Promise.all(waiting.map((work) => work()));
  expect(load).toHaveBeenCalledTimes(1);
  codes[0]?.reject(new TypeError('Failed to fetch'));
  await prefetched;
  expect(notices.peek()).toEqual([]);
});

test('a verb that is missing, misspelt or of another type does not compile', () => {
  const { attempt } = startNotices();
  const { play, stop, playing } = radioVerbs();
  const here = { volume: 7 };
  const instead = { playing: null };
  // @ts-expect-error `stop` is missing.
  const forgotten: Radio = later({ here, load: async () => ({ play, playing }), instead, attempt });
  // @ts-expect-error `stopp` is not one of its verbs, and `stop` is missing.
  const misspelt: Radio = later({
    here,
    load: async () => ({ play, stopp: stop, playing }),
    instead,
    attempt,
  });
  // @ts-expect-error It plays titles, not numbers.
  const other: Radio = later({
    here,
    load: async () => ({ play: async (_: number) => {}, stop, playing }),
    instead,
    attempt,
  });
  // @ts-expect-error `playing` returns a value, so it needs a fallback without its code.
  const empty: Radio = later({ here, load: async () => ({ play, stop, playing }), attempt });
  expect([forgotten, misspelt, other, empty]).toHaveLength(4);
});
