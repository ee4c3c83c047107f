/** An encoder that is open and has shown that it is right: what every command works with. */

import { GOLDEN_PICTURES } from '#core/golden';
import { dot } from '#core/vector';
import { forkEncoder } from '../encoding/fork';
import { EncoderKeeper } from '../encoding/keeper';
import type { Ready, StartProcess } from '../encoding/messages';
import { goldenVectors, type Manifest, readManifest } from '../manifest';
import { encoderOptions, type Options } from '../options';

/** Pictures that wait for the encoder at most, of all pages together. */
const ROOM = 512;

export interface Opened {
  keeper: EncoderKeeper;
  ready: Ready;
  manifest: Manifest;
}

/**
 * Opens the encoder for some work. Whatever becomes of it, also of the opening, the encoder's process has given
 * everything back to the board, or is killed, before this is settled.
 * @param end aborted: opening and work are over, and fail
 * @throws Error in words: no model, a manifest that does not fit, a golden test that fails; what `work` throws;
 *   the reason of `end`
 */
export async function withEncoder<T>(
  options: Options,
  end: AbortSignal,
  work: (opened: Opened) => Promise<T>,
  start: StartProcess = forkEncoder,
  say: (line: string) => void = console.error,
): Promise<T> {
  const manifest = await readManifest(options.model, options.manifest ?? undefined);
  end.throwIfAborted();
  const keeper = new EncoderKeeper({
    start,
    open: { options: encoderOptions(options), manifest },
    verify: (ready) => goldenFault(ready.golden, manifest),
    timeout: options.timeout,
    room: ROOM,
    say,
  });
  end.addEventListener('abort', () => void keeper.stop());
  try {
    return await work({ keeper, ready: await keeper.open(), manifest });
  } catch (thrown) {
    // What was under way fails because the keeper stops; that is not what is to be told.
    throw end.aborted ? end.reason : thrown;
  } finally {
    await keeper.stop();
  }
}

/** Of each golden picture, what the encoder makes of it with what it must be. */
export function goldenCosines(golden: Float32Array, manifest: Manifest): number[] {
  const { dimension } = manifest.output;
  const expected = goldenVectors(manifest);
  return Array.from({ length: GOLDEN_PICTURES }, (_, i) => {
    const [from, to] = [i * dimension, (i + 1) * dimension];
    return dot(golden.subarray(from, to), expected.subarray(from, to));
  });
}

/** Why an encoder must not serve, in words; null if it is right. */
export function goldenFault(golden: Float32Array, manifest: Manifest): string | null {
  const cosines = goldenCosines(golden, manifest);
  const least = 1 - manifest.tolerance;
  if (cosines.every((cosine) => cosine >= least)) return null;
  const shown = cosines.map((cosine) => cosine.toFixed(4)).join(', ');
  return `The self-test failed: cosines with the golden vectors are ${shown}, and must be ${least.toFixed(3)} or more. Most often "norm" in the manifest is wrong ("none" where the model normalises inside, else "clip", "half" or "unit"), or the model is another one than its golden vectors.`;
}
