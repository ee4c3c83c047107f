import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { type Lane, type Prepared, type SharingParts, shareOut } from '#workers/library/indexing/sharing';
import { WorkQueue } from '#workers/library/indexing/work-queue';

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

interface Item extends Prepared {
  no: number;
}

const nextTick = () => new Promise((resolve) => setTimeout(resolve));
/** Embeds each picture as its number, so that a misplaced vector is detected. */
const embed = (pictures: readonly Uint8Array[]) => pictures.map((pixels) => Float32Array.from(pixels));

type Encoder = SharingParts<Item>['encoder'];

function device(encode = async (pictures: readonly Uint8Array[]) => embed(pictures)): Encoder {
  return { ready: async () => undefined, encode, perSecond: null };
}

/** @param fates outcomes of its batches, in turn: done, failed, or the box dies */
function lane(name: string, fates: ('done' | 'fails' | 'dies')[] = []): Lane & { encoded: number } {
  let inFlight = 0;
  const box = {
    ready: true,
    perSecond: 200,
    batch: 8,
    build: name,
    encoded: 0,
    get capacity() {
      return box.ready ? Math.min(8, 24 - inFlight) : 0;
    },
    async encode(pictures: readonly Uint8Array[]) {
      inFlight += pictures.length;
      await nextTick();
      inFlight -= pictures.length;
      const fate = box.ready ? (fates.shift() ?? 'done') : 'fails';
      if (fate === 'dies') box.ready = false;
      if (fate !== 'done') throw new Error(`The box ${fate}.`);
      box.encoded += pictures.length;
      return embed(pictures);
    },
  };
  return box;
}

async function work(count: number, encoder: Encoder, lanes: Lane[], stopAfter = Infinity) {
  const queue = new WorkQueue<Item>(8);
  const producing = (async () => {
    // Every seventh item is known already, and needs no encoding.
    for (let no = 0; no < count; no++) {
      await queue.put({ no, pixels: no % 7 === 6 ? null : Uint8Array.of(no & 255, no >> 8) });
    }
    queue.close();
  })();
  const committed: { no: number; vector: number[] | null; build: string }[] = [];
  const unencodable: number[] = [];
  let committing = 0;
  const run = shareOut(queue, {
    encoder,
    boxes: { lanes: () => lanes, settled: async () => undefined, hear: () => () => undefined },
    build: 'device',
    stopped: () => committed.length >= stopAfter,
    commit: async (batch, vectors, build) => {
      expect(++committing).toBe(1);
      await nextTick();
      batch.forEach(({ no }, i) => {
        committed.push({ no, vector: vectors[i] ? [...(vectors[i] ?? [])] : null, build });
      });
      committing--;
    },
    unencodable: async ({ no }) => void unencodable.push(no),
  }).finally(() => queue.close());
  await Promise.all([run, producing]);
  return { committed, unencodable };
}

function expectAllOnce(committed: readonly { no: number; vector: number[] | null }[], count: number): void {
  expect(committed.map(({ no }) => no).sort((a, b) => a - b)).toEqual(
    Array.from({ length: count }, (_, i) => i),
  );
  for (const { no, vector } of committed) expect(vector).toEqual(no % 7 === 6 ? null : [no & 255, no >> 8]);
}

test('the device encodes everything if there is no box', async () => {
  const { committed } = await work(50, device(), []);
  expectAllOnce(committed, 50);
  expect(new Set(committed.map(({ build }) => build))).toEqual(new Set(['device']));
});

test('a fast box encodes everything, and each vector names its build', async () => {
  const { committed } = await work(200, device(), [lane('box:a')]);
  expectAllOnce(committed, 200);
  expect(new Set(committed.map(({ build }) => build))).toEqual(new Set(['box:a']));
});

test('a box and the device finish the work of another box that dies', async () => {
  const boxes = [lane('box:a', ['done', 'done', 'dies']), lane('box:b')];
  const { committed } = await work(300, device(), boxes);
  expectAllOnce(committed, 300);
  expect(boxes[1]?.encoded).toBeGreaterThan(0);
});

test('each photo is committed exactly once, whatever boxes do', async () => {
  const fates = fc.array(fc.constantFrom('done', 'done', 'fails', 'dies'), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 120 }),
      fc.array(fates, { maxLength: 3 }),
      async (count, each) => {
        const { committed } = await work(
          count,
          device(),
          each.map((fates, i) => lane(`box:${i}`, fates as ('done' | 'fails' | 'dies')[])),
        );
        expectAllOnce(committed, count);
      },
    ),
    { numRuns: 60 },
  );
});

test('a picture that kills every encoder is reported, and costs no other picture', async () => {
  const poisoned = (pictures: readonly Uint8Array[]) => pictures.some(([no]) => no === 11);
  const encoder = device(async (pictures) => {
    if (poisoned(pictures)) throw new Error('died');
    return embed(pictures);
  });
  const box = lane('box:a');
  const honest = box.encode;
  box.encode = async (pictures) => {
    if (poisoned(pictures)) throw new Error('hung');
    return honest(pictures);
  };
  const { committed, unencodable } = await work(40, encoder, [box]);
  expect(unencodable).toEqual([11]);
  expect(committed.find(({ no }) => no === 11)?.vector).toBeNull();
  expect(committed).toHaveLength(40);
});

test('an error of the whole run ends it', async () => {
  const encoder = { ...device(), ready: () => Promise.reject(new Error('no model')) };
  await expect(work(20, encoder, [])).rejects.toThrow('no model');
});

test('a stopped run commits what is in flight and leaves the rest', async () => {
  const { committed } = await work(300, device(), [lane('box:a')], 40);
  expect(committed.length).toBeGreaterThanOrEqual(40);
  expect(committed.length).toBeLessThan(120);
});
