/** Times one file of any format: by a decode worker, to all that the library keeps of it, or by the browser alone. */

import { transfer } from 'comlink';
import { TYPE_BYTES, videoTypeOf } from '#core/video-type';
import { encoderEdge } from '#workers/decode/contract';
import { GEOMETRY, openDecoder } from './contenders';
import { median, timesOf } from './timing';

const EDGE = encoderEdge(GEOMETRY.size);

/** The file comes from the page's one input, as a user picks it: nothing else of it is in the page's memory. */
export async function measureFile(
  who: 'ours' | 'browser',
  rounds: { warmUp: number; rounds: number },
): Promise<number> {
  const file = document.querySelector('input')?.files?.[0];
  if (!file) throw new Error('No file is picked.');
  const type = videoTypeOf(new Uint8Array(await file.slice(0, TYPE_BYTES).arrayBuffer()));
  const decoder = openDecoder();
  const ours = async () => {
    const bytes = type ? null : await file.arrayBuffer();
    const outcome = bytes
      ? await decoder.decode(transfer(bytes, [bytes]), GEOMETRY, EDGE)
      : await decoder.video(file, type, GEOMETRY, EDGE);
    if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.detail}`);
  };
  // Pixels alone, without thumbnail, preview, metadata and the encoder's square.
  const browser = async () => {
    const picture = await createImageBitmap(file, { resizeHeight: EDGE, resizeQuality: 'high' });
    picture.close();
  };
  try {
    const times = await timesOf([[who, who === 'ours' ? ours : browser]], rounds);
    return median(times.get(who) ?? []);
  } catch (error) {
    console.warn(`${who}: ${error}`);
    return Number.NaN;
  }
}
