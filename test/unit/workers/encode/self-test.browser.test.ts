import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImageEntry } from '#core/space';
import { normalise } from '#core/vector';
import { goldenEmbeddings } from '#models/golden';
import { STARTER } from '#models/spaces/starter';
import { eraseDatabase } from '#store/database';
import { addPart, commitFile } from '#store/model-files';
import { ImageEmbedder } from '#workers/encode/image-encoder';
import { recheck, selfTest, type Tested } from '#workers/encode/self-test';

const SIZE = 16;

/** Returns an encoder with these vectors for the golden pictures, one by one and the first two as a batch. */
function giving(alone: number[][], batch = alone, entry: Partial<Tested['entry']> = {}): Tested {
  let next = 0;
  return {
    entry: { id: 'test', precision: 'fp32', ...entry },
    takesOne: false,
    preprocessing: { size: SIZE },
    encode: async (_: Uint8Array, count: number) =>
      count === 2 ? unit(batch.slice(0, 2).flat(), 2) : unit(alone[next++] ?? [], 2),
  };
}

function unit(values: number[], dimension: number): Float32Array<ArrayBuffer> {
  const all = Float32Array.from(values);
  for (let i = 0; i < all.length; i += dimension) normalise(all.subarray(i, i + dimension));
  return all;
}

const RIGHT = [
  [1, 0],
  [0, 1],
  [1, 1],
];
/** Vectors at cosine distances of 0.02 and 0.045 from [1, 0]. */
const [NEAR, FAR] = [
  [0.98, 0.199],
  [0.955, 0.2966],
];

describe('the self-test of a backend', () => {
  test('accepts vectors that agree', async () => {
    expect(await selfTest(giving(RIGHT), unit(RIGHT.flat(), 2))).toEqual(unit(RIGHT.flat(), 2));
  });

  test('refuses a batch that differs from its pictures one by one', async () => {
    const mixed = [RIGHT[0], RIGHT[0], RIGHT[2]] as number[][];
    await expect(selfTest(giving(RIGHT, mixed), null)).rejects.toThrow('picture 1');
  });

  test('tolerates less difference from another backend for floats than for 8 bits', async () => {
    const near = [NEAR, RIGHT[1], RIGHT[2]] as number[][];
    const far = [FAR, RIGHT[1], RIGHT[2]] as number[][];
    const expected = unit(RIGHT.flat(), 2);
    await expect(selfTest(giving(near), expected)).rejects.toThrow('picture 0');
    await selfTest(giving(near, near, { precision: 'q8' }), expected);
    await expect(selfTest(giving(far, far, { precision: 'q8' }), expected)).rejects.toThrow('picture 0');
  });

  test('encodes no batch with what takes one picture at a time', async () => {
    const counts: number[] = [];
    const encode = async (_: Uint8Array, count: number) => {
      counts.push(count);
      return unit(RIGHT[0] ?? [], 2);
    };
    await selfTest({ ...giving(RIGHT), takesOne: true, encode }, null);
    expect(counts).toEqual([1, 1, 1]);
  });

  test('is one picture once it has passed, which may not be NaN', async () => {
    await recheck(giving(RIGHT.slice(0, 1)));
    await expect(recheck(giving([[Number.NaN, 1]]))).rejects.toThrow('picture 0');
  });

  test('refuses a vector with NaN', async () => {
    const broken = [[Number.NaN, 1], RIGHT[1], RIGHT[2]] as number[][];
    await expect(selfTest(giving(broken), null)).rejects.toThrow('picture 0');
  });
});

describe('the self-test of the starter', () => {
  const [entry] = STARTER.images as [ImageEntry];

  beforeAll(async () => {
    await eraseDatabase();
    for (const { path, bytes, sha256 } of entry.files) {
      const file = await (await fetch(`/models/starter/${path}`)).arrayBuffer();
      await addPart(sha256 ?? '', 0, file);
      await commitFile({ key: sha256 ?? '', path, bytes: bytes ?? 0, sha256: sha256 ?? '', confirmed: true });
    }
  });
  afterAll(() => eraseDatabase());

  test('accepts its stored vectors on WASM', async () => {
    expect(goldenEmbeddings(entry.id)?.length).toBe(3 * STARTER.dimension);
    const encoder = await ImageEmbedder.open(entry, STARTER.dimension, 'wasm', 1);
    await selfTest(encoder, null);
    await recheck(encoder);
  });

  test('refuses another model under its name', async () => {
    const encoder = await ImageEmbedder.open(entry, STARTER.dimension, 'wasm', 1);
    const mirrored: Tested = {
      entry,
      takesOne: false,
      preprocessing: encoder.preprocessing,
      encode: async (pixels: Uint8Array, count: number) =>
        (await encoder.encode(pixels, count)).map((value, i) => (i % 2 ? value : -value)),
    };
    await expect(selfTest(mirrored, null)).rejects.toThrow('stored vectors');
    await expect(recheck(mirrored)).rejects.toThrow('stored vectors');
  });
});
