/** Access to the stand-in models (test/fixtures/standins) for tests in the browser. */

import { expect, inject } from 'vitest';
import { fileKey, type Home, type ImageEntry, type ModelFile } from '#core/space';
import { dot, normalise } from '#core/vector';
import { findEncoder } from '#models/catalogue';
import { keepFile } from '#store/model-files';
import { makeBuild } from '#workers/encode/make-build';

export interface Expected {
  texts: string[] | null;
  rows: number[][];
}

/** Which stand-ins: `tiny`, or `true-size`. */
export const STAND_INS = inject('standIns');
const FOLDER = `/.cache/standins/${STAND_INS}`;

/** Fetches their vectors from native onnxruntime; see `Expected` there. */
export async function expectedEmbeddings(): Promise<Record<string, Expected>> {
  return (await fetch(`${FOLDER}/expected.json`)).json();
}

/** Fetches a file of a stand-in. */
export async function standIn(home: Home, path: string): Promise<Blob> {
  if (home.kind !== 'hub') throw new Error(`${path} is of no public repository.`);
  const answer = await fetch(`${FOLDER}/${home.repository}/resolve/${home.revision}/${path}`);
  if (!answer.ok) throw new Error(`There is no stand-in for ${path}: ${answer.status}.`);
  return answer.blob();
}

/** Stores the files of an encoder, as the models worker does. */
export async function keepStandIns(encoder: { home: Home; files: ModelFile[] }): Promise<void> {
  for (const file of encoder.files) {
    const key = fileKey(encoder.home, file);
    const blob = await standIn(file.home ?? encoder.home, file.path);
    const { path, sha256 } = file;
    const record = { key, path, bytes: blob.size, sha256: sha256 ?? '', confirmed: true };
    await keepFile(record, new Uint8Array(await blob.arrayBuffer()));
  }
}

/** The same of a build that is made on the device, out of its source's stand-in. */
export async function keepMade(build: ImageEntry): Promise<void> {
  const { home, files, graph: path } = build;
  const found = home.kind === 'made' ? findEncoder(home.from) : undefined;
  const source = found?.space.images.find(({ id }) => id === found.encoder.id);
  const file = files.find((each) => each.path === path);
  if (!source || !file) throw new Error(`${build.id} is made of nothing.`);
  await keepStandIns(source);
  const graph = await makeBuild(source, () => undefined);
  const record = { key: fileKey(home, file), path, bytes: graph.length, sha256: '', confirmed: true };
  await keepFile({ ...record, agreement: 1 }, graph);
}

/**
 * Compares embeddings, one after the other, with the rows of native onnxruntime.
 * @returns the largest cosine distance
 */
export function expectRows(
  embeddings: Float32Array,
  expected: Expected | undefined,
  tolerance: number,
): number {
  const rows = expected?.rows ?? [];
  expect(rows.length).toBeGreaterThan(1);
  const dimension = embeddings.length / rows.length;
  const distances = rows.map((row, i) => {
    const wanted = Float32Array.from(row);
    expect(normalise(wanted)).toBe(true);
    const given = embeddings.subarray(i * dimension, (i + 1) * dimension);
    expect(Math.hypot(...given)).toBeCloseTo(1, 5);
    const distance = 1 - dot(given, wanted);
    expect(distance, `row ${i}`).toBeLessThan(tolerance);
    return distance;
  });
  // If all rows were the same, they could agree by accident.
  const first = embeddings.subarray(0, dimension);
  expect(dot(first, embeddings.subarray(dimension, 2 * dimension))).toBeLessThan(0.99);
  return Math.max(...distances);
}
