/**
 * Worker thread of the encoder's process: the only thread that uses the NPU, one call at a time. A call
 * blocks it for milliseconds, so everything else is done in `process.ts`.
 */

import { type MessagePort, parentPort } from 'node:worker_threads';
import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import type { Encoder } from '../backends/encoder';
import { openEncoder } from '../backends/open';
import type { FromEncoder, ToEncoder, Usage } from './messages';

export function runEncoderThread(): void {
  const port = parentPort as MessagePort;
  const say = (message: FromEncoder) => port.postMessage(message);
  let encoder: Encoder | null = null;
  let turn: Promise<void> = Promise.resolve();

  async function open({ options, manifest }: Extract<ToEncoder, { type: 'open' }>): Promise<void> {
    try {
      encoder = await openEncoder(options, manifest);
      const golden = await encodeGolden(encoder);
      say({ type: 'ready', info: encoder.info(), ...golden, usage: usage() });
    } catch (error) {
      say({ type: 'refused', detail: (error as Error).message });
      await end();
    }
  }

  async function encode({ job, pixels, count }: Extract<ToEncoder, { type: 'encode' }>): Promise<void> {
    const started = process.hrtime.bigint();
    try {
      if (!encoder) throw new Error('The encoder is not open.');
      const vectors = await encoder.encode(pixels, count);
      say({ type: 'vectors', job, vectors, micros: since(started), usage: usage() });
    } catch (error) {
      say({ type: 'failed', job, detail: (error as Error).message, usage: usage() });
    }
  }

  async function end(): Promise<void> {
    let code = 0;
    try {
      await encoder?.close();
    } catch (error) {
      console.error(`The encoder does not close: ${(error as Error).message}`);
      code = 1;
    }
    process.exit(code);
  }

  const next = (step: () => Promise<void>) => {
    turn = turn.then(step);
  };
  port.on('message', (message: ToEncoder) => {
    if (message.type === 'open') next(() => open(message));
    else if (message.type === 'encode') next(() => encode(message));
    else next(end);
  });
}

/** Encodes the golden pictures one by one. The fastest gives the pace, because the first run is a warm-up. */
async function encodeGolden(encoder: Encoder): Promise<{ golden: Float32Array; pace: number }> {
  const { size, dimension } = encoder.info();
  const golden = new Float32Array(GOLDEN_PICTURES * dimension);
  let pace = Number.POSITIVE_INFINITY;
  for (let i = 0; i < GOLDEN_PICTURES; i++) {
    const started = process.hrtime.bigint();
    golden.set(await encoder.encode(goldenPicture(i, size), 1), i * dimension);
    pace = Math.min(pace, since(started));
  }
  return { golden, pace };
}

function since(started: bigint): number {
  return Number((process.hrtime.bigint() - started) / 1000n);
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpu: user + system, memory: process.memoryUsage.rss() };
}
