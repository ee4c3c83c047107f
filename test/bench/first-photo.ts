/** How long the first photo takes from being picked to being found: in a fresh profile, and in a tab that is opened again. */

import { resolve } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import { median } from './page/timing';
import type { WideTable } from './report';
import { VERSIONS, type Version } from './versions';

const RUNS = 5;
/** What somebody takes at least in the browser's dialog, in milliseconds. */
const CHOOSING = 3000;

export async function firstPhoto(browser: Browser): Promise<WideTable> {
  const times = VERSIONS.map(() => ({ fresh: [] as number[], again: [] as number[] }));
  // In turns: what disturbs one disturbs the other.
  for (let run = 0; run < RUNS; run++) {
    for (const [i, version] of VERSIONS.entries()) {
      const { fresh, again } = await visits(browser, version);
      times[i]?.fresh.push(fresh);
      times[i]?.again.push(again);
    }
  }
  return {
    title: 'First photo, from picked to indexed, starter model',
    columns: ['fresh profile, ms', 'tab opened again, ms'],
    rows: Object.fromEntries(
      VERSIONS.map(({ name }, i) => [name, [median(times[i]?.fresh ?? []), median(times[i]?.again ?? [])]]),
    ),
  };
}

async function visits(browser: Browser, { app }: Version): Promise<{ fresh: number; again: number }> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(app);
  const fresh = await picked(page, 'panda.jpg', 1);
  await page.reload();
  const again = await picked(page, 'goldfish.jpg', 2);
  await context.close();
  return { fresh, again };
}

/** @param done photos of the library then @returns milliseconds */
async function picked(page: Page, name: string, done: number): Promise<number> {
  const indexing = page.getByTestId('indexing');
  await expect(indexing).toHaveAttribute('data-done', String(done - 1));
  const choosing = page.waitForEvent('filechooser');
  await page.getByTestId('file-input').dispatchEvent('click');
  const chooser = await choosing;
  await page.waitForTimeout(CHOOSING);
  await page.evaluate(() => {
    const input = document.querySelector('[data-testid=file-input]');
    input?.addEventListener('change', () => performance.mark('picked'), { capture: true, once: true });
    new MutationObserver(() => performance.mark('drawn')).observe(
      document.querySelector('[data-testid=indexing]') ?? document,
      { attributeFilter: ['data-done'] },
    );
  });
  await chooser.setFiles(resolve('public/album', name));
  await expect(indexing).toHaveAttribute('data-done', String(done));
  return page.evaluate(() => {
    const last = (name: string) => performance.getEntriesByName(name).at(-1)?.startTime ?? Number.NaN;
    return last('drawn') - last('picked');
  });
}
