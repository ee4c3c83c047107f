/** Times a 12-megapixel JPEG to its embedding. Mitsuke also makes thumbnail and preview meanwhile. */

import { transfer } from 'comlink';
import { encoderEdge } from '#workers/decode/contract';
import { GEOMETRY, largePhoto, openDecoder, openOurs, openPeer } from './contenders';
import { race } from './timing';

/** @returns milliseconds a photo, one at a time */
export async function measurePhotos(threads: number): Promise<Record<string, number>> {
  const file = await largePhoto();
  const bytes = await file.arrayBuffer();
  const decoder = openDecoder();
  const ours = await openOurs(threads);
  const theirs = await openPeer(threads);
  return race(
    [
      [
        'Mitsuke',
        async () => {
          const copy = bytes.slice(0);
          const outcome = await decoder.decode(transfer(copy, [copy]), GEOMETRY, encoderEdge(224));
          if (!outcome.ok) throw new Error(outcome.detail);
          await ours.images(outcome.picture.pixels, 1);
        },
      ],
      ['transformers.js', async () => void (await theirs.photo(file))],
    ],
    { warmUp: 10, rounds: 20 },
  );
}
