/** Times the reading of words, from a stored preview to its lines. */

import { wrap } from 'comlink';
import type { WordsWorker } from '#workers/words/contract';
import receipt from '../../fixtures/words/05-receipt-en.jpg?url';
import without from '../../fixtures/words/11-no-text.jpg?url';
import { race } from './timing';

/** The size of a preview whose original cannot be read again. */
const LARGE = { width: 960, height: 720 };

/** @returns milliseconds a picture */
export async function measureWords(threads: number): Promise<Record<string, number>> {
  const worker = new Worker(new URL('../../../workers/words/worker.ts', import.meta.url), { type: 'module' });
  const words = wrap<WordsWorker>(worker);
  await words.open(threads);
  const small = await blobOf(receipt);
  const pictures: [string, Blob, number][] = [
    ['no text, 640 x 480: the gate alone', await blobOf(without), 0],
    ['seven short lines, 480 x 560', small, 7],
    ['the same lines in 960 x 720', await inTheMiddle(small), 7],
  ];
  for (const [name, picture, lines] of pictures) {
    const found = (await words.read(picture)).length;
    if (found !== lines) throw new Error(`${name}: ${found} lines.`);
  }
  const times = await race(
    pictures.map(([name, picture]) => [name, () => words.read(picture)] as const),
    { warmUp: 2, rounds: 9 },
  );
  worker.terminate();
  return times;
}

async function blobOf(url: string): Promise<Blob> {
  return (await fetch(url)).blob();
}

/** Draws a picture into a larger one, at its own size. */
async function inTheMiddle(picture: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(LARGE.width, LARGE.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas.');
  context.drawImage(bitmap, (LARGE.width - bitmap.width) / 2, (LARGE.height - bitmap.height) / 2);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.82 });
}
