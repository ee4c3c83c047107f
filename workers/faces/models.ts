/** Files of the three networks, fetched when faces are first looked for. */

import { fetchVerified } from '#net/verified-file';
import { warmUp } from '#workers/runtime/wasm';
import detector from '../../models/faces/detector.onnx?verified';
import embedder from '../../models/faces/embedder.onnx?verified';
import landmarks from '../../models/faces/landmarks.onnx?verified';
import type { Network, Networks } from './network';
import { openNetwork } from './sessions';

/** @throws Problem `decoder-missing`, `network`, `app-damaged`, `encoder-failed` */
export async function openNetworks(threads: number): Promise<Networks> {
  // The runtime starts while the models are fetched. A failure shows again when the detector is opened.
  void warmUp(threads).catch(() => undefined);
  const files = await Promise.all(
    [detector, landmarks, embedder].map((file) => fetchVerified(file, 'model')),
  );
  const [first, ...others] = files.map((file) => () => openNetwork(new Uint8Array(file), threads));
  const [points, numbers] = others.map(whenUsed);
  return {
    detect: await (first as () => Promise<Network>)(),
    landmarks: points as Network,
    embed: numbers as Network,
  };
}

/** Opened with the first face: a library without people never needs it. */
function whenUsed(open: () => Promise<Network>): Network {
  let opening: Promise<Network> | undefined;
  return async (input, shape) => {
    opening ??= open();
    return (await opening)(input, shape);
  };
}
