/** Measures how long the app's decode workers take over each file. */

import { createHash } from 'node:crypto';
import type { BrowserContext, Page } from '@playwright/test';
import { inPageAndWorkers } from './taking-away';

export interface DecodeTime {
  /** As `sumOf` of the file. */
  sum: string;
  /** From the worker's taking the file to its answer. Other workers take their share of the machine meanwhile. */
  ms: number;
}

/** Must be called before the app is opened. @returns what reads the times so far */
export async function timeDecoding(context: BrowserContext): Promise<(page: Page) => Promise<DecodeTime[]>> {
  // Before the worker's own code: what is told to a worker from outside comes after its first files.
  await inPageAndWorkers(context, watch);
  // The cast: `watch` has put them there.
  return (page) => page.evaluate(() => (globalThis as unknown as { decodeTimes: DecodeTime[] }).decodeTimes);
}

/** Tells files of a test from each other: SHA-256, which workers have too. */
export function sumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Runs in the page, which collects the times, and in each worker. Comlink's numbers tell which answer belongs to which call. */
function watch(): void {
  const channel = new BroadcastChannel('decode-times');
  if ('document' in globalThis) {
    const times: DecodeTime[] = [];
    Object.assign(globalThis, { decodeTimes: times });
    channel.onmessage = ({ data }) => times.push(data);
    return;
  }
  const begun = new Map<string, { sum: Promise<string>; start: number }>();
  const sumOf = async (bytes: Blob) => {
    const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer()));
    return [...sum].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  };
  // Captured, so that it comes before the worker's own.
  addEventListener(
    'message',
    ({ data }) => {
      if (!['decode', 'video'].includes(data?.path?.join())) return;
      // Copied, because the worker may give the bytes away. A video is a file that is not read as a whole.
      const sum = sumOf(new Blob([data.argumentList[0].value]));
      begun.set(data.id, { sum, start: performance.now() });
    },
    { capture: true },
  );
  const post = globalThis.postMessage.bind(globalThis) as (message: { id?: string }, more?: unknown) => void;
  Object.assign(globalThis, {
    postMessage: (message: { id?: string }, more?: unknown) => {
      const one = begun.get(message?.id ?? '');
      if (one) {
        const ms = performance.now() - one.start;
        void one.sum.then((sum) => channel.postMessage({ sum, ms }));
      }
      post(message, more);
    },
  });
}
