/** Opens both networks. */

import { warmUp } from '#workers/runtime/wasm';
import { fetchModels } from './models';
import type { Network } from './network';
import { openNetwork } from './sessions';

export interface Networks {
  /** Picture -> probability of text of each pixel. */
  detect: Network;
  /** Line -> probabilities of classes. Opened with the first line: a library without text never needs it. */
  recognise: Network;
  /** Text of each class of the recogniser. */
  classes: readonly string[];
}

/** @throws Problem `decoder-missing`, `network`, `app-damaged`, `encoder-failed` */
export async function openNetworks(threads: number): Promise<Networks> {
  // The runtime starts while the models are fetched. A failure shows again when the detector is opened.
  void warmUp(threads).catch(() => undefined);
  const { detector, recogniser, classes } = await fetchModels();
  const detect = await openNetwork(detector, threads);
  let opening: Promise<Network> | undefined;
  return {
    detect,
    recognise: async (input, shape) => {
      opening ??= openNetwork(recogniser, threads);
      return (await opening)(input, shape);
    },
    classes,
  };
}
