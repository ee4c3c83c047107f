/** Opens an encoder and checks its golden vectors, for serving, `--probe` and `--bench`. */

import { GOLDEN_PICTURES } from '#core/golden';
import { dot } from '#core/vector';
import { forkEncoder } from '../encoding/fork';
import { EncoderKeeper } from '../encoding/keeper';
import type { Ready, StartProcess } from '../encoding/messages';
import { goldenVectors, type Manifest, readManifest } from '../manifest';
import { encoderOptions, type Options } from '../options';

/** Capacity of the encoder's queue in pictures, shared by all pages. */
const QUEUE_CAPACITY = 512;

export interface Opened {
  keeper: EncoderKeeper;
  ready: Ready;
  manifest: Manifest;
}

/**
 * Opens the encoder and runs `work` with it. Before the promise settles, the encoder's process has released
 * the board or was killed, even if opening failed.
 * @param end aborts opening and work
 * @throws Error with a readable message if the model is missing, the manifest does not match or the golden
 *   test fails; whatever `work` throws; the abort reason of `end`
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
    capacity: QUEUE_CAPACITY,
    say,
  });
  end.addEventListener('abort', () => void keeper.stop());
  try {
    return await work({ keeper, ready: await keeper.open(), manifest });
  } catch (thrown) {
    // After an abort, work fails because the keeper stops; the abort reason is the cause to report.
    throw end.aborted ? end.reason : thrown;
  } finally {
    await keeper.stop();
  }
}

/** Returns the cosine of each golden picture's vector with the expected one. */
export function goldenCosines(golden: Float32Array, manifest: Manifest): number[] {
  const { dimension } = manifest.output;
  const expected = goldenVectors(manifest);
  return Array.from({ length: GOLDEN_PICTURES }, (_, i) => {
    const [from, to] = [i * dimension, (i + 1) * dimension];
    return dot(golden.subarray(from, to), expected.subarray(from, to));
  });
}

/** Returns why the encoder must not serve, as a readable message; null if its golden vectors are right. */
export function goldenFault(golden: Float32Array, manifest: Manifest): string | null {
  const cosines = goldenCosines(golden, manifest);
  const least = 1 - manifest.tolerance;
  if (cosines.every((cosine) => cosine >= least)) return null;
  const shown = cosines.map((cosine) => cosine.toFixed(4)).join(', ');
  return `The self-test failed: cosines with the golden vectors are ${shown}, and must be ${least.toFixed(3)} or more. Most often "norm" in the manifest is wrong ("none" where the model normalises inside, else "clip", "half" or "unit"), or the model is another one than its golden vectors.`;
}
