/** Times the finding and describing of faces, from a picture's bytes. */

import { wrap } from 'comlink';
import type { FacesWorker } from '#workers/faces/contract';
import one from '../../fixtures/faces/01-one.jpg?url';
import three from '../../fixtures/faces/03-three.jpg?url';
import none from '../../fixtures/faces/12-none-shapes.jpg?url';
import { race } from './timing';

/** @returns milliseconds a picture */
export async function measureFaces(threads: number): Promise<Record<string, number>> {
  const worker = new Worker(new URL('../../../workers/faces/worker.ts', import.meta.url), { type: 'module' });
  const faces = wrap<FacesWorker>(worker);
  await faces.open(threads);
  const pictures: [string, Blob, number][] = [
    ['no face, 640 x 480', await blobOf(none), 0],
    ['one face', await blobOf(one), 1],
    ['three faces', await blobOf(three), 3],
  ];
  for (const [name, picture, count] of pictures) {
    const found = (await faces.find(picture)).length;
    if (found !== count) throw new Error(`${name}: ${found} faces.`);
  }
  const times = await race(
    pictures.map(([name, picture]) => [name, () => faces.find(picture)] as const),
    { warmUp: 1, rounds: 9 },
  );
  worker.terminate();
  return times;
}

async function blobOf(url: string): Promise<Blob> {
  return (await fetch(url)).blob();
}
