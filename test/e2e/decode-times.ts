/** Measures how long the app's decode workers take over each file. */

import type { Page } from '@playwright/test';

export interface DecodeTime {
  /** As `sumOf` of the file. */
  sum: number;
  /** From the worker's taking the file to its answer. Other workers take their share of the machine meanwhile. */
  ms: number;
}

/** Must be called before the app is opened. @returns what reads the times so far */
export async function timeDecoding(page: Page): Promise<() => Promise<DecodeTime[]>> {
  // The build stays as it is: each worker is told to watch its messages as soon as it is there.
  page.on('worker', (worker) => {
    // One that ends at once has nothing to tell.
    worker.evaluate(`(${watch})(${sumOf})`).catch(() => {});
  });
  await page.addInitScript(() => {
    const times: DecodeTime[] = [];
    Object.assign(globalThis, { decodeTimes: times });
    new BroadcastChannel('decode-times').onmessage = ({ data }) => times.push(data);
  });
  return () => page.evaluate(() => (globalThis as unknown as { decodeTimes: DecodeTime[] }).decodeTimes);
}

/** Tells files of a test from each other: FNV-1a. */
export function sumOf(bytes: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum;
}

/** Runs in each worker. Comlink's numbers tell which answer belongs to which call. */
function watch(sum: typeof sumOf): void {
  const begun = new Map<string, { sum: Promise<number>; start: number }>();
  const channel = new BroadcastChannel('decode-times');
  // Captured, so that it comes before the worker's own.
  addEventListener(
    'message',
    ({ data }) => {
      if (!['decode', 'video'].includes(data?.path?.join())) return;
      // Copied, because the worker may give the bytes away. A video is a file that is not read as a whole.
      const bytes = new Blob([data.argumentList[0].value]).arrayBuffer();
      const known = bytes.then((buffer) => sum(new Uint8Array(buffer)));
      begun.set(data.id, { sum: known, start: performance.now() });
    },
    { capture: true },
  );
  const post = globalThis.postMessage.bind(globalThis) as (message: { id?: string }, more?: unknown) => void;
  Object.assign(globalThis, {
    postMessage: (message: { id?: string }, more?: unknown) => {
      const one = begun.get(message?.id ?? '');
      const ms = performance.now() - (one?.start ?? 0);
      void one?.sum.then((sum) => channel.postMessage({ sum, ms }));
      post(message, more);
    },
  });
}
