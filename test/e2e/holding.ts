/**
 * Holds the app's work back at a known place, so that a test is in the middle of it on every machine: none is
 * too quick to be caught, and none too slow.
 */

import type { BrowserContext } from '@playwright/test';

/**
 * Encoders that are not open yet do not open: their runtime does not arrive.
 * @returns `asked` resolves when the first encoder wants it; `release` lets it through
 */
export async function holdRuntime(
  context: BrowserContext,
): Promise<{ asked: Promise<void>; release: () => void }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let ask = () => {};
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  await context.route('**/ort-*.wasm', async (route) => {
    ask();
    await released;
    await route.continue();
  });
  return { asked, release };
}
