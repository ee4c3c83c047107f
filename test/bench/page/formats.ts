/** Times one file of any format: by a decode worker, to all that the library keeps of it, and by the browser alone. */

import { transfer } from 'comlink';
import { encoderEdge } from '#workers/decode/contract';
import { GEOMETRY, openDecoder } from './contenders';
import { type Contender, median, timesOf } from './timing';

const EDGE = encoderEdge(GEOMETRY.size);

/**
 * @param file base64
 * @returns milliseconds a file; NaN for the browser, if it cannot
 */
export async function measureFile(
  file: string,
  rounds: { warmUp: number; rounds: number },
): Promise<{ ours: number; browser: number }> {
  const bytes = Uint8Array.from(atob(file), (char) => char.charCodeAt(0)).buffer;
  const decoder = openDecoder();
  const ours = async () => {
    const copy = bytes.slice(0);
    const outcome = await decoder.decode(transfer(copy, [copy]), GEOMETRY, EDGE);
    if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.detail}`);
  };
  // Pixels alone, without thumbnail, preview, metadata and the encoder's square.
  const browser = async () => {
    const picture = await createImageBitmap(new Blob([bytes]), { resizeHeight: EDGE, resizeQuality: 'high' });
    picture.close();
  };
  const contenders: Contender[] = [['ours', ours]];
  if (await browser().then(succeeds, fails)) contenders.push(['browser', browser]);
  const times = await timesOf(contenders, rounds);
  const of = (name: string) => {
    const all = times.get(name);
    return all ? median(all) : Number.NaN;
  };
  return { ours: of('ours'), browser: of('browser') };
}

const succeeds = () => true;
const fails = () => false;
