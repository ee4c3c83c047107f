/**
 * Holds the app's work at a known step, so that a test can act in the middle of it on fast and slow machines.
 */

import type { BrowserContext } from '@playwright/test';

/**
 * Holds every encoder that is not open yet, by delaying the download of its runtime.
 * @returns `asked` resolves when the first encoder requests it; `release` lets it through
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
