/** What onnxruntime's native build makes of a graph, and how far two vectors are apart. */

import { resolve } from 'node:path';
import { expect } from 'vitest';
import { loadRuntime } from '../../../../fixtures/standins/reference';

const { InferenceSession, Tensor } = loadRuntime(resolve('test/fixtures/standins/runtime'));

type Numbers = ArrayLike<number>;

const sessions = new WeakMap<Uint8Array, ReturnType<typeof InferenceSession.create>>();

/** Runs a graph; its session is kept as long as the graph. @returns its first output */
export async function byOnnxruntime(
  model: Uint8Array,
  feeds: Record<string, { data: Numbers; dims: number[]; ints?: boolean }>,
) {
  const opened = sessions.get(model) ?? InferenceSession.create(model, { logSeverityLevel: 4 });
  sessions.set(model, opened);
  const session = await opened;
  const tensors = Object.entries(feeds).map(([name, { data, dims, ints }]) => [
    name,
    ints
      ? new Tensor('int64', BigInt64Array.from(Array.from(data), BigInt), dims)
      : new Tensor('float32', Float32Array.from(data), dims),
  ]);
  const [output] = Object.values(await session.run(Object.fromEntries(tensors)));
  return output?.data as Float32Array;
}

/** Cosine distance. */
export function distance(a: Numbers, b: Numbers): number {
  expect(a.length).toBe(b.length);
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] as number) * (b[i] as number);
    aa += (a[i] as number) ** 2;
    bb += (b[i] as number) ** 2;
  }
  return 1 - ab / Math.sqrt(aa * bb);
}
