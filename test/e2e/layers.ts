/** What lies over the page, which Back closes: each layer has an entry in the history (`src/ui/parts/back.ts`). */

import type { Page } from '@playwright/test';
import { expect } from './app';

/** Waits until the history is at this many layers. A step back is made a moment after its layer is gone. */
export async function layers(page: Page, count: number): Promise<void> {
  await expect.poll(() => page.evaluate(() => history.state?.over ?? 0)).toBe(count);
}

/** Presses Back where this many layers lie over the page. */
export async function backFrom(page: Page, count: number): Promise<void> {
  await layers(page, count);
  await page.goBack();
}
