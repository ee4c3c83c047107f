/**
 * Holds the app's work at a known step, so that a test can act in the middle of it on fast and slow machines.
 */

import type { BrowserContext } from '@playwright/test';

/** `asked` resolves when the first request is held; `release` lets it and all others through. */
interface Held {
  asked: Promise<void>;
  release: () => void;
}

async function hold(context: BrowserContext, url: string): Promise<Held> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let ask = () => {};
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  await context.route(url, async (route) => {
    ask();
    await released;
    await route.continue();
  });
  return { asked, release };
}

/** Holds every encoder that is not open yet, by delaying the download of its runtime. */
export const holdRuntime = (context: BrowserContext): Promise<Held> => hold(context, '**/ort-*.wasm');

/** Holds the words that come after the first paint. */
export const holdLaterWords = (context: BrowserContext): Promise<Held> =>
  hold(context, '**/assets/en-later-*.js');

/** Holds the app itself: what is seen meanwhile, the page shows without it. */
export const holdApp = (context: BrowserContext): Promise<Held> => hold(context, '**/assets/index-*.js');
