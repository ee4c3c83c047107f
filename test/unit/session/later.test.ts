/** Verbs whose code comes later: by type all of a contract's, and called in the same task once they are here. */

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

/** What listens to the page's `load`. */
let loaded: (() => void)[];

beforeEach(() => {
  loaded = [];
  vi.stubGlobal('addEventListener', (_: 'load', listener: () => void) => loaded.push(listener));
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  return () => {
    vi.unstubAllGlobals();
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

/** A radio whose code is held back until it comes or fails. */
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
  test('waits for its code, which is fetched once for all of them', async () => {
    const { joined, verbs, load, codes } = radio();
    const done = Promise.all([joined.play('a'), joined.stop(), joined.play('b')]);
    expect(load).toHaveBeenCalledTimes(1);
    expect(verbs.play).not.toHaveBeenCalled();
    codes[0]?.resolve(verbs);
    await done;
    expect(await joined.playing()).toBe('b');
  });

  test('whose code is here runs in the task of its call', async () => {
    const { joined, verbs, codes } = radio();
    const first = joined.playing();
    codes[0]?.resolve(verbs);
    await first;
    void joined.play('a');
    expect(verbs.play).toHaveBeenCalledWith('a');
  });

  test('is the same each time it is taken out of its contract', () => {
    const { joined } = radio();
    const { play } = joined;
    expect(joined.play).toBe(play);
  });

  test('whose code cannot be fetched says so, gives what stands for nothing, and works the next time', async () => {
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

test('what is here from the start needs no code, and awaiting the whole does not fetch it', async () => {
  const { joined, load } = radio();
  expect(joined.volume).toBe(7);
  expect(await Promise.resolve(joined)).toBe(joined);
  expect(load).not.toHaveBeenCalled();
});

test('code is fetched when the page has been idle for a second; that it fails is no news', async () => {
  vi.useFakeTimers();
  const { codes, load, notices } = radio();
  for (const listener of loaded) listener();
  await vi.advanceTimersByTimeAsync(999);
  expect(load).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(load).toHaveBeenCalledTimes(1);
  codes[0]?.reject(new TypeError('Failed to fetch'));
  await vi.advanceTimersByTimeAsync(0);
  vi.useRealTimers();
  expect(notices.peek()).toEqual([]);
});

test('a verb that is forgotten, misspelt or of another type does not compile', () => {
  const { attempt } = startNotices();
  const { play, stop, playing } = radioVerbs();
  const here = { volume: 7 };
  const instead = { playing: null };
  // @ts-expect-error `stop` is forgotten.
  const forgotten: Radio = later({ here, load: async () => ({ play, playing }), instead, attempt });
  // @ts-expect-error `stopp` is none of its verbs, and `stop` is.
  const misspelt: Radio = later({
    here,
    load: async () => ({ play, stopp: stop, playing }),
    instead,
    attempt,
  });
  // @ts-expect-error It plays titles, no numbers.
  const other: Radio = later({
    here,
    load: async () => ({ play: async (_: number) => {}, stop, playing }),
    instead,
    attempt,
  });
  // @ts-expect-error `playing` gives something, so it must have something to give without its code.
  const empty: Radio = later({ here, load: async () => ({ play, stop, playing }), attempt });
  expect([forgotten, misspelt, other, empty]).toHaveLength(4);
});
