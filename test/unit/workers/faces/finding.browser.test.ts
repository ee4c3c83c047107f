/**
 * The faces worker on twelve drawn pictures, two of them without a face. `answers.json` has what is drawn and what the
 * models' reference implementation finds.
 */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { faceDistance } from '#core/faces';
import type { FacesWorker, FoundFace } from '#workers/faces/contract';
import { shared } from '#workers/faces/detector';
import { openNetworks } from '#workers/faces/models';
import { type RunningWorker, run } from '#workers/shared/running';
import answers from '../../../fixtures/faces/answers.json';
import vectors from '../../../fixtures/faces/vectors.json';

const URLS = import.meta.glob<string>('../../../fixtures/faces/*.jpg', {
  query: '?url',
  import: 'default',
  eager: true,
});
/** The reference decoded them with another JPEG decoder, hence the room below. */
const SIZE = { width: 640, height: 480 };

let worker: RunningWorker<FacesWorker>;
const found = new Map<string, FoundFace[]>();
const facesIn = (file: string) => found.get(file) ?? expect.fail(`${file} was not looked at.`);

async function picture(file: string): Promise<Blob> {
  return (await fetch(URLS[`../../../fixtures/faces/${file}`] ?? expect.fail(`There is no ${file}.`))).blob();
}

function start(): RunningWorker<FacesWorker> {
  return run(new Worker(new URL('../../../../workers/faces/worker.ts', import.meta.url), { type: 'module' }));
}

beforeAll(async () => {
  worker = start();
  await worker.remote.open(1);
  for (const { file } of answers) found.set(file, await worker.remote.find(await picture(file)));
});
afterAll(() => worker.end());

test('the models give the numbers of the reference', async () => {
  const networks = await openNetworks(1);
  const input = (side: number) => Float32Array.from({ length: 3 * side * side }, (_, i) => (i * 7919) % 256);
  const { embedding } = await networks.embed(input(150), [1, 3, 150, 150]);
  const { points } = await networks.landmarks(input(112), [1, 3, 112, 112]);
  for (const [given, wanted] of [
    [embedding, vectors.embedder],
    [points, vectors.landmarks],
  ] as const) {
    wanted.forEach((value, i) => {
      expect(given?.[i]).toBeCloseTo(value, 3);
    });
  }
});

test.each(answers)(
  'in $file each face of the reference is found, and no other',
  ({ file, referenceFinds }) => {
    const faces = facesIn(file).map(({ box: [x, y, width, height], score }) => ({
      ...{ x: x * SIZE.width, y: y * SIZE.height, width: width * SIZE.width, height: height * SIZE.height },
      score,
    }));
    expect(faces).toHaveLength(referenceFinds.length);
    for (const { x, y, w: width, h: height, score } of referenceFinds) {
      const wanted = { x, y, width, height };
      const [nearest] = faces.toSorted((a, b) => shared(b, wanted) - shared(a, wanted));
      expect(nearest && shared(nearest, wanted)).toBeGreaterThan(0.9);
      expect(Math.abs((nearest?.score ?? 0) - score)).toBeLessThan(0.06);
    }
  },
);

test('each large face is described, with a picture of it; one below 40 pixels is not', () => {
  for (const face of answers.flatMap(({ file }) => facesIn(file))) {
    const isLarge = Math.min(face.box[2] * SIZE.width, face.box[3] * SIZE.height) >= 40;
    expect(face.embedding?.length ?? null).toBe(isLarge ? 128 : null);
    expect(face.crop?.type ?? null).toBe(isLarge ? 'image/jpeg' : null);
  }
});

test('one drawing twice is nearer to itself than the limit of joining', () => {
  const [a] = facesIn('08-same-a.jpg');
  const [b] = facesIn('09-same-b.jpg');
  expect(a?.embedding && b?.embedding && faceDistance(a.embedding, b.embedding)).toBeLessThan(0.45);
});

test('a picture that is asked for while another is looked at gives the same; broken bytes are damaged', async () => {
  const good = await picture('02-two.jpg');
  const [broken, next] = await Promise.allSettled([
    worker.remote.find(new Blob(['no picture'])),
    worker.remote.find(good),
  ]);
  expect(broken).toMatchObject({ status: 'rejected', reason: { name: 'damaged' } });
  const boxes = (faces: readonly FoundFace[]) => faces.map(({ box, embedding }) => ({ box, embedding }));
  expect(next.status === 'fulfilled' && boxes(next.value)).toEqual(boxes(facesIn('02-two.jpg')));
});

test('a worker that was not opened finds nothing, and says so', async () => {
  const closed = start();
  await expect(closed.remote.find(await picture('01-one.jpg'))).rejects.toMatchObject({
    name: 'encoder-failed',
  });
  closed.end();
});
