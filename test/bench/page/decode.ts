/** A 12-megapixel JPEG to 224 x 224 pixels with thumbnail and preview: one decode worker. */

import { transfer } from 'comlink';
import { encoderEdge, VIEWER_EDGE } from '#workers/decode/contract';
import { GEOMETRY, largePhoto, openDecoder } from './contenders';
import { race } from './timing';

/** @returns milliseconds a photo */
export async function measureDecode(): Promise<Record<string, number>> {
  const bytes = await (await largePhoto()).arrayBuffer();
  const decoder = openDecoder();
  const decode = (edge: number) => async () => {
    const copy = bytes.slice(0);
    const outcome = await decoder.decode(transfer(copy, [copy]), GEOMETRY, edge);
    if (!outcome.ok) throw new Error(outcome.detail);
  };
  return race(
    [
      ['from a folder (small preview)', decode(encoderEdge(GEOMETRY.size))],
      ['picked once (preview for the viewer)', decode(VIEWER_EDGE)],
    ],
    { warmUp: 5, rounds: 20 },
  );
}
