import { describe, expect, test } from 'vitest';
import { STARTER } from '#models/spaces/starter';
import { encodeAhead, type RunParts } from '#workers/library/indexing/encode-ahead';

const TARGET: RunParts['target'] = {
  space: STARTER,
  encoder: STARTER.images[0] as (typeof STARTER.images)[number],
  preprocessing: { size: 1, fit: 'crop', filter: 'bicubic', rescale: 1, mean: [0, 0, 0], std: [1, 1, 1] },
};

const ITEMS = Array.from({ length: 40 }, (_, no) => no);

interface Course {
  encoder?: RunParts['encoder'];
  stopAfter?: number;
  unpreparable?: number[];
}

/** Starts a run on this device alone, over items whose pixel and embedding are their number. */
function start({ encoder, stopAfter = Infinity, unpreparable = [] }: Course = {}) {
  const committed: (number | null)[] = [];
  const preparing = { now: 0, most: 0, begun: 0 };
  const parts: RunParts = {
    target: TARGET,
    decoders: {
      size: 3,
      decode: async () => ({ ok: false, reason: 'damaged', detail: '' }),
      video: async () => ({ ok: false, reason: 'damaged', detail: '' }),
      clipFacts: async () => null,
      pixels: async () => null,
    },
    encoder: encoder ?? {
      ready: async () => undefined,
      encode: async (pictures) => pictures.map((pixels) => Float32Array.from(pixels)),
      perSecond: null,
    },
    boxes: { lanes: () => [], settled: async () => undefined, hear: () => () => undefined },
    stopped: () => committed.length >= stopAfter,
  };
  const run = encodeAhead(ITEMS, parts, {
    async prepare(no: number) {
      preparing.begun++;
      preparing.most = Math.max(preparing.most, ++preparing.now);
      await Promise.resolve();
      preparing.now--;
      return unpreparable.includes(no) ? [] : [{ pixels: Uint8Array.of(no) }];
    },
    commit: async (_, vectors) => void committed.push(...vectors.map((vector) => vector?.[0] ?? null)),
    unencodable: async () => undefined,
  });
  return { run, committed, preparing };
}

describe('a run', () => {
  test('commits every item once, and prepares as many at a time as there are decoders', async () => {
    const { run, committed, preparing } = start();
    await run;
    expect(committed.toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(ITEMS);
    expect(preparing.most).toBe(3);
  });

  test('skips items that cannot be prepared', async () => {
    const { run, committed } = start({ unpreparable: [0, 7, 39] });
    await run;
    expect(committed).toHaveLength(ITEMS.length - 3);
  });

  test('that is stopped takes no new items, and commits those in flight', async () => {
    const { run, committed, preparing } = start({ stopAfter: 8 });
    await run;
    expect(committed.length).toBeGreaterThanOrEqual(8);
    expect(preparing.begun).toBeLessThan(ITEMS.length);
  });

  test('without an encoder fails, and stops preparing', async () => {
    const ready = () => Promise.reject(new Error('no model'));
    const { run, committed, preparing } = start({
      encoder: { ready, encode: async () => [], perSecond: null },
    });
    await expect(run).rejects.toThrow('no model');
    expect(committed).toEqual([]);
    expect(preparing.now).toBe(0);
    expect(preparing.begun).toBeLessThan(ITEMS.length);
  });
});
