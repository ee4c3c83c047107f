import { beforeEach, expect, test, vi } from 'vitest';
import { Problem } from '#core/errors';
import type { VideoOutcome, VideoPlayer } from '#workers/decode/contract';
import { PagePlayer } from '#workers/library/indexing/page-player';

const MISSING: VideoOutcome = { ok: false, reason: 'codec-missing', detail: 'No decoder for VP9.' };
const SHOWN = { ok: true, picture: {}, frames: [] } as unknown as VideoOutcome;
const IN_PART = { ok: true, picture: { incomplete: true }, frames: [] } as unknown as VideoOutcome;

/** What the page's player was told, in order. */
let told: string[];
/** The player waited in vain while its page was hidden. */
let isMissed: boolean;
let beSeen: () => void;
let player: VideoPlayer;
const ready = vi.fn();

beforeEach(() => {
  told = [];
  isMissed = false;
  const seen = new Promise<void>((resolve) => {
    beSeen = resolve;
  });
  ready.mockClear();
  player = {
    async open(video) {
      const text = await video.text();
      told.push(`open ${text}`);
      if (text === 'unknown') throw new Problem('codec-missing', 'The page does not play it.');
    },
    port: async () => new MessageChannel().port1,
    picture: () => Promise.reject(new Error('Decoders ask for pictures.')),
    async close() {
      told.push('close');
      return isMissed;
    },
    whenSeen: () => seen,
  };
});

/** Decodes a video without a codec, which the page can show as `outcome`. */
function decoded(page: PagePlayer, text: string, outcome = SHOWN) {
  return page.decoded(new Blob([text]), async (port) => {
    if (!port) return MISSING;
    (await port()).close();
    told.push(`decode ${text}`);
    return outcome;
  });
}

test('a video that a decoder decodes does not concern the page, nor does one that is damaged', async () => {
  const page = new PagePlayer(ready);
  page.give(player);
  const damaged: VideoOutcome = { ok: false, reason: 'damaged', detail: '' };
  expect(await page.decoded(new Blob(), async () => SHOWN)).toBe(SHOWN);
  expect(await page.decoded(new Blob(), async () => damaged)).toBe(damaged);
  expect(told).toEqual([]);
});

test('the page shows one video after the other, and lets go of each', async () => {
  const page = new PagePlayer(ready);
  page.give(player);
  const outcomes = await Promise.all(['a', 'unknown', 'b'].map((text) => decoded(page, text)));
  expect(outcomes).toEqual([SHOWN, expect.objectContaining({ reason: 'codec-missing' }), SHOWN]);
  expect(told).toEqual([
    'open a',
    'decode a',
    'close',
    'open unknown',
    'close',
    'open b',
    'decode b',
    'close',
  ]);
});

test('what neither can show keeps its reason, with what both say', async () => {
  const page = new PagePlayer(ready);
  page.give(player);
  const damaged: VideoOutcome = { ok: false, reason: 'damaged', detail: 'No picture.' };
  expect(await decoded(page, 'a', damaged)).toEqual({
    ...MISSING,
    detail: 'No decoder for VP9. No picture.',
  });
  expect(await decoded(page, 'unknown')).toEqual({
    ...MISSING,
    detail: 'No decoder for VP9. The page does not play it.',
  });
});

test('a video waits for a page that has no player yet', async () => {
  const page = new PagePlayer(ready);
  expect(await decoded(page, 'a')).toBeNull();
  page.give(player);
  expect(ready).toHaveBeenCalledOnce();
  expect(await decoded(page, 'a')).toBe(SHOWN);
});

test.each([
  ['nothing', MISSING],
  ['a part', IN_PART],
])('a hidden page that shows %s is asked again once it is seen', async (_, outcome) => {
  const page = new PagePlayer(ready);
  page.give(player);
  ready.mockClear();
  isMissed = true;
  expect(await decoded(page, 'a', outcome)).toBeNull();
  expect(ready).not.toHaveBeenCalled();
  beSeen();
  await vi.waitFor(() => expect(ready).toHaveBeenCalledOnce());
});

test('a hidden page that shows all of it is not asked again', async () => {
  const page = new PagePlayer(ready);
  page.give(player);
  isMissed = true;
  expect(await decoded(page, 'a')).toBe(SHOWN);
});
