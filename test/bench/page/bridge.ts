/** Measures the page's side of the bridge with the real agent: its throughput from prepared pixels. */

import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import { importKey, readPairing } from '#core/protocol/pairing';
import { BoxClient } from '#net/bridge/box-client';

/** Batches in flight, as in the app: one in the encoder, one queued there, one on the link. */
const LANES = 3;

export interface BridgeFigures {
  perSecond: number;
  /** Milliseconds a picture, mean over all batches. */
  link: number;
  queue: number;
  encoder: number;
  /** Fraction of all cores of this machine, 0..1, as the agent reports it. */
  agentCpu: number;
  /** Bytes, as the agent reports them. */
  agentMemory: number;
}

/** @param pairing text that the agent prints */
export async function measureBridge(pairing: string, seconds: number): Promise<BridgeFigures> {
  const { key, ...address } = readPairing(pairing);
  const box = await BoxClient.connect(address, await importKey(key));
  const count = box.batch;
  const { size } = box.welcome;
  const pixels = new Uint8Array(count * size * size * 3);
  for (let i = 0; i < count; i++) pixels.set(goldenPicture(i % GOLDEN_PICTURES, size), i * size * size * 3);
  await box.encode(pixels, count);
  await box.load();
  const sums = { pictures: 0, link: 0, queue: 0, encoder: 0 };
  const start = performance.now();
  const lane = async () => {
    while (performance.now() - start < seconds * 1000) {
      const { timing } = await box.encode(pixels, count);
      sums.pictures += timing.pictures;
      sums.link += timing.link;
      sums.queue += timing.queue;
      sums.encoder += timing.encoder;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const elapsed = performance.now() - start;
  const { cpu, memory } = await box.load();
  box.close();
  return {
    perSecond: (sums.pictures * 1000) / elapsed,
    link: sums.link / sums.pictures,
    queue: sums.queue / sums.pictures,
    encoder: sums.encoder / sums.pictures,
    agentCpu: cpu,
    agentMemory: memory,
  };
}
